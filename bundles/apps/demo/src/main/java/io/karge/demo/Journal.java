package io.karge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.SiteException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Prints the demonstration: one line for each thing that happens, with its time. */
final class Journal {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final Duration STILL = Duration.ofSeconds(3);
    private static final int CONTENT_WIDTH = 400;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double POWER_STEP = 0.08;

    private final PrintStream out;
    private long shownPower;

    Journal(PrintStream out) {
        this.out = out;
    }

    void headline(String text) {
        out.printf("%n== %s%n", text);
    }

    /** Waits for all stations to be accepted, naming each as it is. */
    void awaitAccepted(GatewayClient gateway, List<String> stations, Duration max, BooleanSupplier running)
            throws InterruptedException {
        long start = System.nanoTime();
        long told = start;
        Set<String> accepted = new HashSet<>();
        while (accepted.size() < stations.size()) {
            if (!running.getAsBoolean()) {
                throw new SiteException("the container ended; its console.log and data/log say why");
            }
            if (System.nanoTime() - start > max.toNanos()) {
                throw new SiteException(
                        "only " + accepted + " of " + stations + " were accepted within " + max.toSeconds() + " s");
            }
            if (System.nanoTime() - told > STILL.toNanos()) {
                told = System.nanoTime();
                line(
                        now(),
                        "starting",
                        seconds(told - start) + " s, " + accepted.size() + " of " + stations.size()
                                + " stations accepted");
            }
            try {
                for (JsonNode station : gateway.stations()) {
                    String id = station.path("stationId").asText();
                    if (station.path("registration").asText().equals("Accepted") && accepted.add(id)) {
                        line(
                                now(),
                                "accepted",
                                id + " (" + station.path("product").asText() + ") after "
                                        + seconds(System.nanoTime() - start) + " s");
                    }
                }
            } catch (IOException notYet) {
                // the HTTP interface is not there yet
            }
            Thread.sleep(200);
        }
    }

    void hardware(String station, @Nullable JsonNode before, JsonNode now) {
        if (before == null) {
            return;
        }
        changed(station, "cable", before, now);
        changed(station, "vehicle", before, now);
        changed(station, "contactors", before, now);
        if (!before.path("faults").equals(now.path("faults"))) {
            line(now(), "hardware", station + " EVSE 1 faults " + now.path("faults"));
        }
        long power = now.path("powerW").asLong();
        if (Math.abs(power - shownPower) > POWER_STEP * Math.max(shownPower, 1000)) {
            shownPower = power;
            line(
                    now(),
                    "power",
                    String.format(
                            Locale.ROOT,
                            "%6.1f kW  %-34s SoC %5.1f %%  meter %d Wh",
                            power / 1000.0,
                            "#".repeat((int) Math.min(34, power / 5000)),
                            now.path("soc").asDouble(),
                            now.path("meterWh").asLong()));
        }
    }

    void message(JsonNode message) throws IOException {
        boolean sent = message.path("direction").asText().equals("out");
        String type = message.path("type").asText();
        JsonNode frame = JSON.readTree(message.path("frame").asText());
        String what = type.equals("CALL") ? "" : "answer to ";
        String content = frame.path(type.equals("CALL") ? 3 : 2).toString();
        line(
                LocalTime.ofInstant(Instant.parse(message.path("at").asText()), ZoneId.systemDefault()),
                sent ? "-> CSMS" : "<- CSMS",
                what + message.path("action").asText() + " "
                        + (content.length() > CONTENT_WIDTH ? content.substring(0, CONTENT_WIDTH) + " ..." : content));
    }

    void summary(JsonNode messages) {
        int events = 0;
        for (JsonNode message : messages) {
            if (message.path("action").asText().equals("TransactionEvent")
                    && message.path("type").asText().equals("CALL")) {
                events++;
            }
        }
        headline("Done: " + events + " TransactionEvents, " + messages.size() + " messages in all, nothing is queued");
    }

    void whereToLook(Distribution distribution, String station) {
        String api = distribution.gateway().url() + "/api/v1/stations/" + station;
        out.printf("   shell      %s   then: station:list, route:list, csms:transactions%n", distribution.console());
        out.printf(
                "   REST       curl -H \"Authorization: Bearer $(cat %s/etc/karge-api.token)\" %s%n",
                distribution.home(), api);
        out.printf("   messages   %s/data/log/ocpp/%s.jsonl%n", distribution.home(), station);
        out.printf("   log        %s%n", distribution.log());
        out.printf("   Ctrl-C stops everything.%n");
    }

    private void changed(String station, String what, JsonNode before, JsonNode now) {
        if (!before.path(what).equals(now.path(what))) {
            line(
                    now(),
                    "hardware",
                    station + " EVSE 1 " + what + ": " + before.path(what).asText() + " -> "
                            + now.path(what).asText());
        }
    }

    private void line(LocalTime at, String who, String text) {
        out.printf("%s  %-9s %s%n", TIME.format(at), who, text);
    }

    private static LocalTime now() {
        return LocalTime.now(ZoneId.systemDefault());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }
}
