package io.karge.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.Secrets.UnreadableSecretException;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    /** With nonce and tag a multiple of three bytes: its Base64 has no slack. */
    private static final String SECRET = "battery hörse";

    private final SecretBox box = new SecretBox(SecretBox.newKey());

    @Test
    void unsealsWhatItSealed() {
        assertThat(box.unseal("a", box.seal("a", SECRET))).isEqualTo(SECRET);
        assertThat(box.unseal("a", box.seal("a", ""))).isEmpty();
    }

    @Test
    void neverTheSameTextAndNeverTheSecretItself() {
        String one = box.seal("a", SECRET);
        assertThat(one)
                .isNotEqualTo(box.seal("a", SECRET))
                .doesNotContain("battery")
                .isASCII();
    }

    @Test
    void secretsCannotBeSwapped() {
        String ofA = box.seal("station/A/password", SECRET);
        assertThatThrownBy(() -> box.unseal("station/B/password", ofA))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("station/B/password")
                .hasMessageNotContaining("battery");
    }

    @Test
    void everyChangedCharacterAndEveryCutIsNoticed() {
        String text = box.seal("a", SECRET);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThatThrownBy(() -> box.unseal("a", changed)).isInstanceOf(UnreadableSecretException.class);
            String cut = text.substring(0, i);
            assertThatThrownBy(() -> box.unseal("a", cut)).isInstanceOf(UnreadableSecretException.class);
        }
    }

    @Test
    void anotherKeyIsNamed() {
        SecretBox other = new SecretBox(SecretBox.newKey());
        assertThatThrownBy(() -> other.unseal("a", box.seal("a", SECRET)))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining(box.keyId())
                .hasMessageContaining("which this gateway does not have");
    }
}
