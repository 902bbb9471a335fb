package io.karge.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.Secrets.UnreadableSecretException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeySecretsTest {
    @TempDir
    Path folder;

    private Path file;
    private MasterKeySecrets secrets;

    @BeforeEach
    void make() {
        file = folder.resolve("karge-master.key");
        secrets = new MasterKeySecrets(file);
    }

    @Test
    void givesBackWhatItSealedAlsoAfterARestart() {
        String text = secrets.seal("basic-auth CS-1", "open sesame");

        assertThat(text).doesNotContain("sesame").isNotEqualTo(secrets.seal("basic-auth CS-1", "open sesame"));
        assertThat(new MasterKeySecrets(file).unseal("basic-auth CS-1", text)).isEqualTo("open sesame");
    }

    @Test
    void makesAKeyThatOnlyItsOwnerReads() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesASecretOfSomethingElse() {
        String text = secrets.seal("basic-auth CS-1", "open sesame");

        assertThatThrownBy(() -> secrets.unseal("basic-auth CS-2", text))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("CS-2");
    }

    @Test
    void refusesAChangedSecret() {
        String text = secrets.seal("basic-auth CS-1", "open sesame");
        char last = text.charAt(text.length() - 5);
        String changed =
                text.substring(0, text.length() - 5) + (last == 'A' ? 'B' : 'A') + text.substring(text.length() - 4);

        assertThatThrownBy(() -> secrets.unseal("basic-auth CS-1", changed))
                .isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> secrets.unseal("basic-auth CS-1", "garbage"))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void saysThatTheKeyIsAnother() throws Exception {
        String text = secrets.seal("basic-auth CS-1", "open sesame");
        Files.delete(file);

        assertThatThrownBy(() -> new MasterKeySecrets(file).unseal("basic-auth CS-1", text))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("restore the former file");
    }

    @Test
    void doesNotReplaceAKeyFileThatItCannotRead() throws Exception {
        Files.writeString(file, "garbage");

        assertThatThrownBy(() -> new MasterKeySecrets(file)).hasMessageContaining("holds no master key");
        assertThat(file).hasContent("garbage");
    }
}
