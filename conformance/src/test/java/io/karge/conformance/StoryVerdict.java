package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.StoryCsms.Moment;
import io.karge.conformance.StoryCsms.Mood;
import io.karge.conformance.StoryCsms.Received;
import io.karge.runtime.Gateway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the CSMS makes of a story: its events by transaction, each once, have to be a whole that fits what the meters of the
 * hardware say. A requirement that is proven here is named where it is.
 */
final class StoryVerdict {
    /** Who tells an event in the same instant in which the connection comes or goes may see it either way. */
    private static final long SAME_INSTANT_NANOS = 2_000_000;

    private static final Set<String> STARTS = Set.of("Authorized", "RemoteStart", "CablePluggedIn");

    private final StoryStation station;
    private final List<Long> metersBefore;
    /** By transaction, by seqNo, as they came the first time. */
    private final Map<String, TreeMap<Integer, Received>> told = new LinkedHashMap<>();

    StoryVerdict(StoryStation station, List<Long> metersBefore) {
        this.station = station;
        this.metersBefore = metersBefore;
    }

    void pronounce() {
        assertThat(station.view().transactions()).as("transactions that run").isEmpty();
        assertThat(station.view().queue().length()).as("events that wait").isZero();
        station.csms.received.forEach(this::read);
        told.forEach((id, events) -> isWhole(id, List.copyOf(events.values())));
        station.csms.received.forEach(this::isToldAsItWas);
        fitsTheMeters();
        fitsTheAttempts();
    }

    private void read(Received came) {
        String id = transactionId(came.event());
        Received first = told.computeIfAbsent(id, one -> new TreeMap<>()).putIfAbsent(seqNo(came.event()), came);
        if (first == null) {
            assertThat(seqNo(came.event()))
                    .as("%s comes in order", came)
                    .isEqualTo(told.get(id).lastKey());
        } else {
            assertThat(came.messageId())
                    .as("the id of the repetition of %s", first)
                    .isEqualTo(first.messageId());
            assertThat(withoutOffline(came)).as("what is repeated").isEqualTo(withoutOffline(first));
            assertThat(came.event().path("offline").asBoolean()
                            || !first.event().path("offline").asBoolean())
                    .as("%s was offline", first)
                    .isTrue();
        }
    }

    private static JsonNode withoutOffline(Received came) {
        ObjectNode event = came.event().deepCopy();
        event.remove("offline");
        return event;
    }

    /** E12.FR.01: nothing is missing; from Started to Ended, in the order of time. */
    private static void isWhole(String id, List<Received> events) {
        Instant before = Instant.MIN;
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i).event();
            assertThat(seqNo(event)).as("seqNo in %s", id).isEqualTo(i);
            String type = i == 0 ? "Started" : i == events.size() - 1 ? "Ended" : "Updated";
            assertThat(event.path("eventType").asText())
                    .as("event %d of %s", i, id)
                    .isEqualTo(type);
            Instant at = Instant.parse(event.path("timestamp").asText());
            assertThat(at).as("timestamp %d of %s", i, id).isAfterOrEqualTo(before);
            for (JsonNode value : event.path("meterValue")) {
                assertThat(Instant.parse(value.path("timestamp").asText()))
                        .as("meter value of event %d of %s", i, id)
                        .isBeforeOrEqualTo(at);
            }
            before = at;
        }
        assertThat(events).as("events of %s", id).hasSizeGreaterThan(1);
        tellsItsToken(id, events);
    }

    private static void tellsItsToken(String id, List<Received> events) {
        List<String> tellers = events.stream()
                .map(Received::event)
                .filter(event -> event.has("idToken"))
                .map(event -> event.path("triggerReason").asText())
                .toList();
        boolean charged = events.stream().anyMatch(came -> "Charging"
                .equals(came.event()
                        .path("transactionInfo")
                        .path("chargingState")
                        .asText()));
        assertThat(tellers.stream().filter(STARTS::contains))
                .as("idToken in %s", id)
                .hasSizeBetween(charged ? 1 : 0, 1);
        assertThat(tellers.stream().filter(trigger -> !STARTS.contains(trigger)))
                .as("who has ended %s", id)
                .hasSizeLessThanOrEqualTo(1)
                .allMatch("StopAuthorized"::equals);
    }

    /** E04.FR.03, E12.FR.02: offline is what came to be, or waited, while the station was offline; and nothing else. */
    private void isToldAsItWas(Received came) {
        Moment born = station.births.get(came.messageId());
        assertThat(born).as("%s was stored before it was sent", came).isNotNull();
        if (born.nanos() - born.changed() > SAME_INSTANT_NANOS) {
            boolean offline = !born.connected() || came.at().losses() > born.losses();
            assertThat(came.event().path("offline").asBoolean())
                    .as("offline of %s, which came to be at %s", came, born)
                    .isEqualTo(offline);
        }
    }

    /** All the energy of the hardware, and no other, is told, in one transaction each. */
    private void fitsTheMeters() {
        List<Long> after = station.meters();
        Map<Integer, List<Energy>> byEvse = new HashMap<>();
        told.values().forEach(events -> energy(events)
                .ifPresent(energy -> byEvse.computeIfAbsent(energy.evse(), evse -> new ArrayList<>())
                        .add(energy)));
        for (int evse = 1; evse <= StoryStation.EVSES; evse++) {
            long register = metersBefore.get(evse - 1);
            List<Energy> one = byEvse.getOrDefault(evse, List.of()).stream()
                    .sorted(Comparator.comparing(Energy::order))
                    .toList();
            for (Energy energy : one) {
                assertThat(energy.begin())
                        .as("register at the begin of %s", energy)
                        .satisfies(seenFrom(register));
                assertThat(energy.end()).as("register at the end of %s", energy).isGreaterThanOrEqualTo(register);
                register = energy.end();
            }
            assertThat(after.get(evse - 1))
                    .as("register of EVSE %d in the end, told by %s", evse, one)
                    .satisfies(seenFrom(register));
        }
    }

    /** What flows at a cabinet that nobody can reach is nobody's, when its transaction was ended from afar. */
    private Consumer<Long> seenFrom(long register) {
        return station.wasOutOfReach()
                ? seen -> assertThat(seen).isGreaterThanOrEqualTo(register)
                : seen -> assertThat(seen).isEqualTo(register);
    }

    private record Energy(String transactionId, int evse, int order, long begin, long end) {}

    private Optional<Energy> energy(NavigableMap<Integer, Received> events) {
        List<Long> registers = new ArrayList<>();
        int evse = 0;
        for (Received came : events.values()) {
            evse = came.event().path("evse").path("id").asInt(evse);
            for (JsonNode value : came.event().path("meterValue")) {
                for (JsonNode sample : value.path("sampledValue")) {
                    if (sample.path("measurand")
                            .asText("Energy.Active.Import.Register")
                            .equals("Energy.Active.Import.Register")) {
                        registers.add(wh(sample));
                    }
                }
            }
        }
        if (registers.isEmpty()) {
            return Optional.empty();
        }
        String id = transactionId(events.firstEntry().getValue().event());
        if (evse == 0) { // nobody came with a vehicle
            assertThat(registers)
                    .as("registers of %s, which had no vehicle", id)
                    .containsOnly(registers.get(0));
            return Optional.empty();
        }
        Received first = events.firstEntry().getValue();
        long begin = registers.stream().min(Comparator.naturalOrder()).orElseThrow();
        long end = registers.get(registers.size() - 1);
        assertThat(end)
                .as("no register of %s falls below the end: %s", id, registers)
                .isEqualTo(registers.stream().max(Comparator.naturalOrder()).orElseThrow());
        return Optional.of(new Energy(id, evse, station.csms.received.indexOf(first), begin, end));
    }

    private static long wh(JsonNode sample) {
        double value = sample.path("value").asDouble();
        return Math.round(sample.path("unitOfMeasure").path("unit").asText("Wh").equals("kWh") ? value * 1000 : value);
    }

    /** E13.FR.02, E13.FR.04: given up is what has failed as often as it may, and nothing else. */
    private void fitsTheAttempts() {
        Set<String> given =
                station.discarded().stream().map(Gateway.Discarded::messageId).collect(Collectors.toSet());
        Map<String, List<Received>> byId =
                station.csms.received.stream().collect(Collectors.groupingBy(Received::messageId));
        byId.forEach((id, all) -> {
            long failed =
                    all.stream().filter(came -> came.mood() != Mood.ANSWERS).count();
            boolean answered = all.stream().anyMatch(came -> came.mood() == Mood.ANSWERS || came.mood() == Mood.LATE);
            if (given.contains(id)) {
                assertThat(failed)
                        .as("failures of %s, which was given up", all)
                        .isGreaterThanOrEqualTo(StoryStation.ATTEMPTS);
            } else {
                assertThat(answered)
                        .as("%s was neither accepted nor given up", all)
                        .isTrue();
            }
        });
        assertThat(byId.keySet()).containsAll(given);
    }

    private static String transactionId(JsonNode event) {
        return event.path("transactionInfo").path("transactionId").asText();
    }

    private static int seqNo(JsonNode event) {
        return event.path("seqNo").asInt();
    }
}
