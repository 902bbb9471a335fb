package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static void assertRefused(String stored, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredRecord.read(stored.getBytes(StandardCharsets.UTF_8), Smaller.class))
                .withMessageContaining(why);
    }
}
