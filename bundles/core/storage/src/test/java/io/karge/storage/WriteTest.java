package io.karge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "a\nb", "\u0000"})
    void refusesKeysThatABackupCouldNotHold(String key) {
        assertThatThrownBy(() -> Write.delete(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "station/RDAM|123/queue/1", "stäng"})
    void takesOtherKeys(String key) {
        assertThat(Write.delete(key).value()).isNull();
    }
}
