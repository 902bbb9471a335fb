package io.karge.benchmarks.kills;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.site.GatewayClient;
import io.karge.site.Products;
import java.io.IOException;
import java.util.Random;

/** People with cars at all stations: they plug in, present cards and leave, whatever state the gateway is in. */
final class Drivers implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 400;

    private final GatewayClient gateway;
    private final Random random;
    private final Thread thread = new Thread(this::run, "drivers");
    private volatile boolean leaving;
    private volatile boolean over;

    Drivers(GatewayClient gateway, long seed) {
        this.gateway = gateway;
        this.random = new Random(seed);
        thread.start();
    }

    private void run() {
        try {
            while (!over) {
                for (String station : Products.stationIds()) {
                    someoneActs(station);
                }
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void someoneActs(String station) throws InterruptedException {
        try {
            JsonNode evse = gateway.simulator(station).at("/evses/0");
            boolean plugged = evse.path("cable").asText().equals("plugged");
            boolean charging = evse.path("contactors").asText().equals("closed");
            if (!plugged && !leaving) {
                gateway.simulate(station, "evses/1/plug-in", "{}");
                card(station);
            } else if (plugged && (leaving || random.nextInt(8) == 0)) {
                gateway.simulate(station, "evses/1/unplug", "{}");
            } else if (plugged && random.nextInt(charging ? 10 : 3) == 0) {
                card(station);
            }
        } catch (IOException nobodyAnswers) {
            // the gateway is dead, or about to be, or somebody was faster
        }
    }

    private void card(String station) throws IOException, InterruptedException {
        gateway.simulate(
                station,
                "present-token",
                "{\"idToken\":\"04A2B3C4%02X\",\"type\":\"ISO14443\",\"evseId\":1}".formatted(random.nextInt(2)));
    }

    /** From now on everybody unplugs and nobody comes. */
    void leave() {
        leaving = true;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
