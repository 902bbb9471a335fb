package io.karge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.site.GatewayClient;
import io.karge.site.SiteException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows one station and tells the journal of each message and each change of the hardware, in their order. */
final class Observer {
    private static final Duration LOOK = Duration.ofMillis(150);

    private final GatewayClient gateway;
    private final String station;
    private final Journal journal;
    private @Nullable JsonNode hardware;
    private @Nullable JsonNode view;
    private long lastSeq;

    Observer(GatewayClient gateway, String station, Journal journal) {
        this.gateway = gateway;
        this.station = station;
        this.journal = journal;
    }

    /** What was said until now is not told. */
    void start() throws IOException, InterruptedException {
        for (JsonNode message : gateway.messages(station, 0)) {
            lastSeq = message.path("seq").asLong();
        }
        look();
    }

    void stop() throws IOException, InterruptedException {
        look();
    }

    void awaitConnector(String status, Duration max) throws IOException, InterruptedException {
        await("connector 1 of EVSE 1 to be " + status, max, station -> station.path("evses")
                .path(0)
                .path("connectors")
                .path(0)
                .path("status")
                .asText()
                .equals(status));
    }

    void awaitCharging(Duration max) throws IOException, InterruptedException {
        await("the transaction to charge", max, station -> station.path("transactions")
                .path(0)
                .path("chargingState")
                .asText()
                .equals("Charging"));
    }

    void awaitNoTransaction(Duration max) throws IOException, InterruptedException {
        await("the transaction to end", max, station -> station.path("transactions")
                .isEmpty());
    }

    void awaitEmptyQueue(Duration max) throws IOException, InterruptedException {
        await(
                "the CSMS to have everything",
                max,
                station -> station.path("queue").path("length").asInt() == 0);
    }

    void watchPower(Duration howLong) throws IOException, InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < end) {
            look();
            pause();
        }
    }

    private void await(String what, Duration max, Predicate<JsonNode> reached)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        do {
            look();
            if (view != null && reached.test(view)) {
                return;
            }
            pause();
        } while (System.nanoTime() < end);
        throw new SiteException("waited " + max.toSeconds() + " s in vain for " + what + " at " + station);
    }

    private void look() throws IOException, InterruptedException {
        JsonNode now = gateway.simulator(station).path("evses").path(0);
        journal.hardware(station, hardware, now);
        hardware = now;
        for (JsonNode message : gateway.messages(station, lastSeq)) {
            lastSeq = message.path("seq").asLong();
            journal.message(message);
        }
        view = gateway.station(station);
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(LOOK.toMillis());
    }
}
