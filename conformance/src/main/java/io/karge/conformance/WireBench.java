package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.conformance.lab.Laboratory;
import io.karge.conformance.lab.Traffic;
import io.karge.site.GatewayClient;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a station of a site ready for a case: its cabinet as delivered, itself as fresh from its cfg and product file. */
final class WireBench implements AutoCloseable {
    private static final Duration HARDWARE = Duration.ofSeconds(30);

    private final SiteStation site;
    private final GatewayClient gateway;
    private final WireCsms csms;
    private final WireConfiguration configuration;
    private final Laboratory.Site place;
    private final TimeSource time;
    private @Nullable Laboratory laboratory;

    /** @param place where the laboratory of a case is that needs one */
    WireBench(SiteStation site, TestSite all, WireCsms csms, Laboratory.Site place, TimeSource time) {
        this.site = site;
        this.gateway = all.gateway();
        this.csms = csms;
        this.configuration = new WireConfiguration(all, site.stationId(), place.authorities(), time);
        this.place = place;
        this.time = time;
    }

    /** The CSMS of the next case; from now on it is the one that the station speaks to. */
    TestCsms newCsms(Optional<Connects> connects) {
        if (connects.isEmpty()) {
            return newCsms();
        }
        int profile = connects.get().securityProfile();
        List<OnSockets> sockets = new ArrayList<>();
        TestCsms made = new TestCsms(new WallClock(time), time, kit -> {
            sockets.add(new OnSockets(place, kit, time, Traffic.UNWATCHED));
            return sockets.get(0);
        });
        Laboratory own = sockets.get(0).laboratory();
        own.first().serve(profile);
        laboratory = own;
        configuration.use(own.first().url(profile), profile);
        return made;
    }

    private TestCsms newCsms() {
        configuration.useOwn();
        return new TestCsms(new WallClock(time), time, kit -> csms.endpoint(site.stationId(), kit));
    }

    /**
     * Whatever the case before left is put away, and the station taken off its CSMS.
     *
     * @throws ConformanceException when the gateway or the simulator does not do what is needed
     */
    void putAway() {
        close();
        csms.nobody(site.stationId()); // what the station still has to say belongs to no case
        WireStation.call(site.stationId() + " cannot be reset", () -> {
            JsonNode cabinet = gateway.simulator(site.simulator());
            if (!cabinet.path("link").asText().equals("ok")) {
                gateway.simulate(site.simulator(), "link", "{\"mode\":\"ok\"}");
            }
            for (JsonNode evse : cabinet.path("evses")) {
                clear(evse);
            }
            reset();
            if (!TestSite.await(time, HARDWARE, this::allAvailable)) {
                throw new ConformanceException(site.stationId() + " has a connector that is not available: " + view());
            }
        });
    }

    @Override
    public void close() {
        if (laboratory != null) {
            laboratory.close();
            laboratory = null;
        }
    }

    private void reset() throws IOException, InterruptedException {
        if (!TestSite.await(time, HARDWARE, () -> gateway.is(site.stationId(), "/hardware", "up"))) {
            throw new ConformanceException(site.stationId() + " has not got its hardware back within "
                    + HARDWARE.toSeconds() + " s: " + view());
        }
        gateway.act(site.stationId(), "disconnect", "{}"); // what it still has to say belongs to no case
        gateway.act(site.stationId(), "factory-reset", "{\"connect\": false, \"force\": true}");
    }

    private JsonNode view() throws IOException, InterruptedException {
        return gateway.station(site.stationId());
    }

    /** A general precondition of Part 6. */
    private boolean allAvailable() throws IOException, InterruptedException {
        return view().findValuesAsText("status").stream().allMatch("Available"::equals);
    }

    private void clear(JsonNode evse) throws IOException, InterruptedException {
        int evseId = evse.path("evseId").asInt();
        for (JsonNode fault : evse.path("faults")) {
            gateway.clearFault(site.simulator(), evseId, fault.asText());
        }
        if (!evse.path("cable").asText().equals("none")) {
            gateway.simulate(site.simulator(), "evses/" + evseId + "/unplug", "{}");
        }
    }

    /**
     * Lets the station boot at this CSMS and settle.
     *
     * @throws AssertionError when it does not come into the state that Part 6 presupposes
     */
    Bench settled(TestCsms kit) {
        WireStation.call(
                site.stationId() + " cannot be connected", () -> gateway.act(site.stationId(), "connect", "{}"));
        return Bench.settled(new WireStation(site, gateway, kit, Optional.ofNullable(laboratory)), kit);
    }
}
