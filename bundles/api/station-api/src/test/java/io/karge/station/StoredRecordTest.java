package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRecordTest {
    enum Phase {
        ONE,
        TWO
    }

    record Inner(String text, long number) {}

    record Everything(
            String text,
            Instant at,
            Duration lasted,
            Phase phase,
            List<Inner> inner,
            Map<Integer, Phase> phases,
            IdTokenType idToken,
            Integer absent,
            boolean flag) {
        boolean isPast() {
            return flag;
        }

        String getTitle() {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    record Smaller(String text) {}

    private static final Everything VALUE = new Everything(
            "x",
            Instant.parse("2026-01-01T00:00:00.123Z"),
            Duration.ofMillis(1_500),
            Phase.TWO,
            List.of(new Inner("a", 1L << 40)),
            Map.of(3, Phase.ONE),
            IdTokenType.of("04A2B3C4", IdTokenEnumType.ISO14443),
            null,
            true);

    @Test
    void keepsEverythingThatARecordMayHold() {
        assertThat(StoredRecord.read(StoredRecord.write(VALUE), Everything.class))
                .isEqualTo(VALUE);
    }

    @Test
    void storesTheComponentsAloneInAnEnvelopeWithAVersion() {
        String stored = new String(StoredRecord.write(VALUE), StandardCharsets.UTF_8);

        assertThat(stored)
                .startsWith("{\"v\":1,\"data\":{")
                .contains("\"at\":\"2026-01-01T00:00:00.123Z\"", "\"lasted\":\"PT1.5S\"")
                .doesNotContain("title", "past", "absent");
    }

    @Test
    void ignoresMembersThatTheRecordNoLongerHas() {
        assertThat(StoredRecord.read(StoredRecord.write(VALUE), Smaller.class)).isEqualTo(new Smaller("x"));
    }

    @Test
    void refusesWhatIsNotItsForm() {
        assertRefused("{\"v\":2,\"data\":{\"text\":\"x\"}}", "version 1");
        assertRefused("{\"text\":\"x\"}", "version 1");
        assertRefused("{\"v\":1,\"data\":{\"text\":[]}}", "text");
        assertRefused("no JSON", "JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredRecord.read(
                        "{\"v\":1,\"data\":{\"at\":\"yesterday\"}}".getBytes(StandardCharsets.UTF_8), Everything.class))
                .withMessageContaining("yesterday");
    }

    /** Version 1 had {@code seconds}, version 2 {@code millis}. */
    @StoredVersion(value = 3, migration = WaitMigration.class)
    record Wait(Duration time, String why) {}

    static final class WaitMigration implements StoredMigration {
        @Override
        public ObjectNode next(int from, ObjectNode data) {
            if (from == 1) {
                return data.put("millis", data.path("seconds").asLong() * 1_000);
            }
            if (!data.path("millis").isIntegralNumber()) {
                throw new IllegalArgumentException("millis is no number");
            }
            return data.put(
                    "time", Duration.ofMillis(data.path("millis").asLong()).toString());
        }
    }

    @Test
    void writesTheVersionOfTheRecord() {
        Wait value = new Wait(Duration.ofSeconds(3), "x");

        assertThat(new String(StoredRecord.write(value), StandardCharsets.UTF_8))
                .isEqualTo("{\"v\":3,\"data\":{\"time\":\"PT3S\",\"why\":\"x\"}}");
        assertThat(StoredRecord.read(StoredRecord.write(value), Wait.class)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"data\":{\"seconds\":3,\"why\":\"x\"}}",
                "{\"v\":2,\"data\":{\"millis\":3000,\"why\":\"x\"}}",
                "{\"v\":3,\"data\":{\"time\":\"PT3S\",\"why\":\"x\"}}"
            })
    void bringsWhatAnEarlierVersionStoredUpToItsOwn(String stored) {
        assertThat(StoredRecord.read(stored.getBytes(StandardCharsets.UTF_8), Wait.class))
                .isEqualTo(new Wait(Duration.ofSeconds(3), "x"));
    }

    @Test
    void refusesWhatALaterVersionStoredAndWhatCannotBeBroughtUp() {
        assertRefused("{\"v\":4,\"data\":{\"time\":\"PT3S\"}}", Wait.class, "version 4, a later release wrote it");
        assertRefused("{\"v\":4,\"data\":{\"time\":\"PT3S\"}}", Wait.class, "no version later than version 3");
        assertRefused("{\"v\":0,\"data\":{}}", Wait.class, "version 1 to 3");
        assertRefused("{\"v\":2,\"data\":{\"millis\":\"many\"}}", Wait.class, "millis is no number");
    }

    private static void assertRefused(String stored, String why) {
        assertRefused(stored, Smaller.class, why);
    }

    private static void assertRefused(String stored, Class<? extends Record> type, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredRecord.read(stored.getBytes(StandardCharsets.UTF_8), type))
                .withMessageContaining(why);
    }
}
