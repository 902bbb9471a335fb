package io.karge.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.Secrets;
import io.karge.security.Secrets.UnreadableSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeySecretsTest {

    @TempDir
    private Path folder;

    private Path keyFile;
    private Path idFile;

    @BeforeEach
    void nameTheFiles() {
        keyFile = folder.resolve("etc").resolve("karge-master.key");
        idFile = folder.resolve("store").resolve("karge-master.id");
    }

    @Test
    void makesTheKeyAtTheFirstStartForItsOwnerAlone() throws IOException {
        start();
        assertThat(permissions(keyFile)).isEqualTo("rw-------");
        assertThat(permissions(idFile)).isEqualTo("rw-------");
        assertThat(folder.resolve("etc"))
                .isDirectoryNotContaining(p -> p.toString().endsWith(".new"));
    }

    @Test
    void secretsSurviveARestart() {
        String stored = start().seal("basic-auth CS-1", "öpen sesame");
        assertThat(start().unseal("basic-auth CS-1", stored)).isEqualTo("öpen sesame");
    }

    @Test
    void twoGatewaysHaveDifferentKeys() throws IOException {
        start();
        String first = Files.readString(keyFile);
        Files.delete(keyFile);
        Files.delete(idFile);
        start();
        assertThat(Files.readString(keyFile)).isNotEqualTo(first);
    }

    @Test
    void aMissingKeyIsNeverReplacedByANewOne() throws IOException {
        String stored = start().seal("p", "secret");
        byte[] key = Files.readAllBytes(keyFile);
        Files.delete(keyFile);

        Secrets secrets = start();
        assertThat(keyFile).doesNotExist();
        assertThatThrownBy(() -> secrets.unseal("p", stored))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("karge-master.key")
                .hasMessageContaining("missing")
                .hasMessageContaining("Put the right file back");
        assertThatThrownBy(() -> secrets.seal("p", "new")).isInstanceOf(UnreadableSecretException.class);

        Files.write(keyFile, key);
        assertThat(start().unseal("p", stored)).isEqualTo("secret");
    }

    @Test
    void anotherKeyIsNotUsed() throws IOException {
        start();
        Files.writeString(keyFile, "A".repeat(43) + "=\n");
        Secrets secrets = start();
        assertThatThrownBy(() -> secrets.seal("p", "x"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("another one");
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithoutShowingOrReplacingIt() throws IOException {
        start();
        for (String content : new String[] {"", "???", "AAAA", "hunter2"}) {
            Files.writeString(keyFile, content);
            Secrets secrets = start();
            assertThatThrownBy(() -> secrets.seal("p", "x"))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining("does not hold")
                    .hasMessageNotContaining("hunter2");
            assertThat(keyFile).hasContent(content);
        }
    }

    @Test
    void aKeyThatOthersCouldReadIsClosedToThem() throws IOException {
        start();
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        start().seal("p", "x");
        assertThat(permissions(keyFile)).isEqualTo("rw-------");
    }

    @Test
    void aGatewayThatFindsAKeyBesideANewStoreTakesIt() throws IOException {
        String stored = start().seal("p", "secret");
        Files.delete(idFile);
        assertThat(start().unseal("p", stored)).isEqualTo("secret");
        assertThat(idFile).exists();
    }

    private Secrets start() {
        return new MasterKeySecrets(keyFile, idFile);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
