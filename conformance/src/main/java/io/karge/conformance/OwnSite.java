package io.karge.conformance;

import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.Products;
import io.karge.site.SiteFiles;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A distribution of the kit's own on free ports, with a simulated Hypercharger of each product. */
final class OwnSite implements TestSite {
    private static final Duration BOOT = Duration.ofMinutes(4);

    /** Manual actions wait for the next poll of the hardware: a lab need not wait long. */
    private static final int POLL_MILLIS = 100;

    private final Distribution distribution;
    private final List<SiteStation> stations = new ArrayList<>();

    /**
     * Configures and starts it.
     *
     * @param home an unpacked distribution
     * @param stationIds which to start, none for all
     * @throws ConformanceException when it cannot be started, or a station is not one of its own
     */
    OwnSite(Path home, List<String> stationIds, String csmsUrl, String password, TimeSource time)
            throws InterruptedException {
        distribution = new Distribution(home);
        if (!distribution.isThere()) {
            throw new ConformanceException("there is no unpacked distribution in " + home);
        }
        List<String> drivers = drivers(stationIds);
        try {
            distribution.usePorts(0, 0);
            distribution
                    .files()
                    .set("io.karge.transfers.cfg", "allowLocal", true); // the file servers of the cases are here
            for (String driver : drivers) {
                add(driver, csmsUrl, password);
            }
            distribution.start();
        } catch (IOException e) {
            throw new ConformanceException("the distribution in " + home + " cannot be started: " + e.getMessage(), e);
        }
        try {
            await(drivers, time);
        } catch (ConformanceException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private static List<String> drivers(List<String> stationIds) {
        List<String> all = Products.stationIds();
        for (String stationId : stationIds) {
            if (!all.contains(stationId)) {
                throw new ConformanceException("there is no station '" + stationId + "'; the kit's own are " + all
                        + ". A station of a running site needs --gateway");
            }
        }
        return Products.MODELS.stream()
                .filter(driver -> stationIds.isEmpty() || stationIds.contains(Products.stationId(driver)))
                .toList();
    }

    private void add(String driver, String csmsUrl, String password) throws IOException {
        SiteFiles files = distribution.files();
        int port = Distribution.freePort(0);
        files.addStation(Products.stationId(driver), driver, port, csmsUrl, password);
        Path images = Files.createDirectories(
                distribution.home().toAbsolutePath().resolve("data/transfer").resolve(Products.stationId(driver)));
        files.set(SiteFiles.simulatorFile(Products.stationId(driver)), "transferFolder", images);
        files.set(
                SiteFiles.stationFile(Products.stationId(driver)),
                "driverUri",
                "modbus-tcp://127.0.0.1:" + port + "?unitId=1&pollMillis=" + POLL_MILLIS + "&idlePollMillis="
                        + POLL_MILLIS
                        + "&transferFolder="
                        + URLEncoder.encode(images.toString(), StandardCharsets.UTF_8));
    }

    private void await(List<String> drivers, TimeSource time) throws InterruptedException {
        for (String driver : drivers) {
            String id = Products.stationId(driver);
            boolean accepted = TestSite.await(time, BOOT, () -> {
                if (!distribution.isRunning()) {
                    throw new ConformanceException("the container ended while it was starting: see "
                            + distribution.home().resolve("console.log") + " and " + distribution.log());
                }
                return distribution.gateway().accepted(id)
                        && distribution.gateway().is(id, "/hardware", "up");
            });
            if (!accepted) {
                throw new ConformanceException("the gateway did not come up within " + BOOT.toMinutes() + " minutes: "
                        + id + " is not accepted; see " + distribution.log());
            }
            try {
                stations.add(TestSite.describe(distribution.gateway(), id));
            } catch (IOException e) {
                throw new ConformanceException(id + " cannot be examined: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public GatewayClient gateway() {
        return distribution.gateway();
    }

    @Override
    public List<SiteStation> stations() {
        return List.copyOf(stations);
    }

    @Override
    public SiteFiles files() {
        return distribution.files();
    }

    @Override
    public String file(String stationId) {
        return SiteFiles.stationFile(stationId);
    }

    @Override
    public void close() {
        distribution.stop();
    }
}
