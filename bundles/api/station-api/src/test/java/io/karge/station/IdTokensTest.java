package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import org.junit.jupiter.api.Test;

class IdTokensTest {

    @Test
    void showsEnoughToRecogniseACard() {
        assertThat(IdTokens.masked(IdTokenType.of("04A2B3C4", IdTokenEnumType.ISO14443)))
                .isEqualTo("ISO14443:...C4");
        assertThat(IdTokens.masked(IdTokenType.of("7", IdTokenEnumType.Local))).isEqualTo("Local:...7");
        assertThat(IdTokens.masked(IdTokenType.of("", IdTokenEnumType.NoAuthorization)))
                .isEqualTo("NoAuthorization:...");
    }

    @Test
    void showsNothingOfAKeyCode() { // C04.FR.04
        assertThat(IdTokens.masked(IdTokenType.of("4711", IdTokenEnumType.KeyCode)))
                .isEqualTo("KeyCode:...");
    }
}
