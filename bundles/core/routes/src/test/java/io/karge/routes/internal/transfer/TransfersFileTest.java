package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransfersFileTest {

    @Test
    void hasDefaults() {
        assertThat(TransfersFile.read(Map.of("service.pid", "io.karge.transfers")))
                .isEqualTo(TransferSettings.DEFAULT);
        assertThat(TransferSettings.DEFAULT.allowLocal()).isFalse();
    }

    @Test
    void readsAll() {
        assertThat(TransfersFile.read(Map.of(
                        "parallel", "2",
                        "connectTimeoutSeconds", "3",
                        "stallTimeoutSeconds", "5",
                        "keepFreeMiB", "6",
                        "allowLocal", "true",
                        "implicitFtpsPorts", "990, 991")))
                .isEqualTo(new TransferSettings(
                        2, Duration.ofSeconds(3), Duration.ofSeconds(5), 6L << 20, true, Set.of(990, 991)));
    }

    @ParameterizedTest
    @CsvSource({
        "parallel, 0",
        "parallel, many",
        "connectTimeoutSeconds, 601",
        "stallTimeoutSeconds, -1",
        "keepFreeMiB, 1.5",
        "allowLocal, yes",
        "implicitFtpsPorts, 990;991",
        "paralel, 4"
    })
    void refusesWhatItCannotRead(String key, String value) {
        assertThatThrownBy(() -> TransfersFile.read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }
}
