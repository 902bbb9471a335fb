package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRecordTest {
    record Inner(String name) {}

    record Everything(
            Instant at,
            Duration length,
            List<Inner> inner,
            Map<String, Integer> counts,
            @Nullable String absent,
            BigDecimal number) {}

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000", "1000.0", "0.10", "-12.500", "12345678901234567890.123456789"})
    void keepsNumbersToTheLastZero(String number) {
        Everything before = new Everything(
                Instant.parse("2026-01-01T00:00:00.123Z"),
                Duration.ofSeconds(90),
                List.of(new Inner("a"), new Inner("b")),
                Map.of("x", 1),
                null,
                new BigDecimal(number));

        assertThat(StoredRecord.read(StoredRecord.write(before), Everything.class))
                .isEqualTo(before);
    }

    @Test
    void ignoresWhatTheRecordHasNoMore() {
        byte[] stored = "{\"v\":1,\"data\":{\"name\":\"a\",\"old\":2}}".getBytes(StandardCharsets.UTF_8);

        assertThat(StoredRecord.read(stored, Inner.class)).isEqualTo(new Inner("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"v\":2,\"data\":{}}", "{\"v\":1,\"data\":[]}", "nonsense"})
    void refusesWhatIsNoStoredRecord(String stored) {
        assertThatThrownBy(() -> StoredRecord.read(stored.getBytes(StandardCharsets.UTF_8), Inner.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
