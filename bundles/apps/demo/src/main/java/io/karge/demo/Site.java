package io.karge.demo;

import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The container of the demonstration: four simulators, four stations and a CSMS. */
final class Site {
    static final List<String> MODELS = List.of("hyc-400-us", "hyc-200-us", "hyc-400-eu", "hyc-200-eu");
    static final List<String> STATIONS = MODELS.stream().map(Site::stationId).toList();
    static final String CHARGING_STATION = stationId("hyc-400-eu");

    private static final String PASSWORD = "karge-demo-password";

    private final Distribution distribution;

    Site(Path home) {
        distribution = new Distribution(home);
    }

    private static String stationId(String model) {
        return model.toUpperCase(Locale.ROOT) + "-1";
    }

    /** Writes their files, all on free ports. */
    void configure() throws IOException {
        distribution.usePorts(8181, 8101);
        int csmsPort = Distribution.freePort(8180);
        distribution
                .files()
                .write(
                        "io.karge.testsystem.cfg",
                        List.of("port = " + csmsPort, "password = " + PASSWORD, "heartbeatInterval = 60"));
        for (int i = 0; i < MODELS.size(); i++) {
            distribution
                    .files()
                    .addStation(
                            stationId(MODELS.get(i)),
                            MODELS.get(i),
                            Distribution.freePort(5020 + i),
                            "ws://127.0.0.1:" + csmsPort + "/ocpp",
                            PASSWORD);
        }
    }

    void start() throws IOException {
        distribution.start();
    }

    GatewayClient gateway() {
        return distribution.gateway();
    }

    boolean isRunning() {
        return distribution.isRunning();
    }

    void awaitEnd() throws InterruptedException {
        distribution.awaitEnd();
    }

    void stop() {
        if (distribution.isRunning()) {
            System.out.println("Stopping the container ...");
            distribution.stop();
        }
    }

    Path log() {
        return distribution.log();
    }

    Path home() {
        return distribution.home();
    }

    String console() {
        return distribution.console();
    }
}
