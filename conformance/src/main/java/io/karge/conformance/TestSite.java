package io.karge.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.StationModel;
import io.karge.site.GatewayClient;
import io.karge.site.SiteFiles;
import io.karge.station.ProductFacts;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A running gateway whose stations connect to the kit's CSMS. Closing it gives everything back. */
interface TestSite extends AutoCloseable {
    ObjectMapper JSON = new ObjectMapper();

    GatewayClient gateway();

    /** The stations to examine. */
    List<SiteStation> stations();

    /** The gateway's configuration folder. */
    SiteFiles files();

    /** The name of the file in it that configures a station. */
    String file(String stationId);

    @Override
    void close();

    /**
     * What a station of the gateway is.
     *
     * @throws ConformanceException when it has no simulated cabinet
     */
    static SiteStation describe(GatewayClient gateway, String stationId) throws IOException, InterruptedException {
        String driver = gateway.station(stationId).path("driver").asText();
        for (JsonNode cabinet : gateway.simulators()) {
            if (cabinet.path("stationId").asText().equals(stationId)) {
                JsonNode product = gateway.product(stationId);
                return new SiteStation(
                        stationId,
                        driver,
                        cabinet.path("name").asText(),
                        model(product.path("model")),
                        ProductFacts.read(product.path("facts").toString()));
            }
        }
        throw new ConformanceException("station '" + stationId + "' has no simulated cabinet: the kit does the manual "
                + "actions through the simulator, so its cfg io.karge.simulator-*.cfg must name this station");
    }

    private static StationModel model(JsonNode model) {
        try {
            return JSON.treeToValue(model, StationModel.class);
        } catch (JsonProcessingException e) {
            throw new ConformanceException("the gateway tells a model that the kit cannot read: another version?", e);
        }
    }

    /** Something that may hold. */
    @FunctionalInterface
    interface Probe {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits until something holds, looking often; false when it does not in time. A gateway that is silent is waited for. */
    static boolean await(TimeSource time, Duration atMost, Probe probe) throws InterruptedException {
        WallClock clock = new WallClock(time);
        long end = time.nanoTime() + atMost.toNanos();
        while (time.nanoTime() < end) {
            try {
                if (probe.holds()) {
                    return true;
                }
            } catch (IOException notYet) {
                // it is asked again
            }
            clock.waitUntil(() -> false, Duration.ofMillis(200));
        }
        return false;
    }
}
