package io.karge.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.Secrets;
import io.karge.security.Secrets.UnreadableSecretException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
    void aDiskThatTakesNoFirstKeyIsToBeMendedAndNoKeyIsMissing() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("store"));
        assertThat(start().unusable())
                .get()
                .asString()
                .contains("nothing is lost", "disk full", idFile.toString())
                .doesNotContain("Put the right file back", "remove");

        Files.delete(inTheWay);
        assertThat(start().unusable()).isEmpty();
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
        assertThat(secrets.isGivenUp(stored)).as("it may come back").isFalse();
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

    /** Nothing that names a customer is stored in clear, and what was stored meanwhile is read when the right key is back. */
    @Test
    void whatHasToBeStoredIsEncryptedWithoutTheMasterKeyToo() throws IOException {
        String before = start().sealAnyway("p", "before");
        byte[] key = Files.readAllBytes(keyFile);
        Files.delete(keyFile);

        String meanwhile = start().sealAnyway("p", "meanwhile");
        Path interim = idFile.resolveSibling("karge-interim.key");
        assertThat(permissions(interim)).isEqualTo("rw-------");
        assertThat(meanwhile).doesNotContain("meanwhile");
        Secrets without = start();
        assertThat(without.unseal("p", meanwhile)).as("over a restart").isEqualTo("meanwhile");
        assertThat(without.current(meanwhile)).isTrue();
        assertThat(without.unseal("p", without.sealAnyway("p", "more"))).isEqualTo("more");
        assertThatThrownBy(() -> without.unseal("p", before)).isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> without.seal("p", "a password")).isInstanceOf(UnreadableSecretException.class);

        Files.write(keyFile, key);
        Secrets with = start();
        assertThat(with.unseal("p", before)).isEqualTo("before");
        assertThat(with.unseal("p", meanwhile)).isEqualTo("meanwhile");
        assertThat(with.current(before)).isTrue();
        assertThat(with.current(meanwhile)).as("to be sealed anew").isFalse();
        assertThat(with.current(with.sealAnyway("p", "x"))).isTrue();
        assertThat(interim).as("a former master key now").doesNotExist();
        assertThat(Files.readAllLines(keyFile)).hasSize(2);
        assertThat(start().unseal("p", meanwhile)).isEqualTo("meanwhile");
        assertThat(Files.readAllLines(keyFile)).hasSize(2);
    }

    /** The process dies when the interim key is in the ring and its file is still there. */
    @Test
    void theInterimKeyIsTakenOverOnce() throws IOException {
        start();
        byte[] key = Files.readAllBytes(keyFile);
        Files.delete(keyFile);
        String meanwhile = start().sealAnyway("p", "meanwhile");
        Path interim = idFile.resolveSibling("karge-interim.key");
        byte[] interimKey = Files.readAllBytes(interim);
        Files.write(keyFile, key);
        start();
        Files.write(interim, interimKey);

        assertThat(start().unseal("p", meanwhile)).isEqualTo("meanwhile");
        assertThat(Files.readAllLines(keyFile)).hasSize(2);
        assertThat(interim).doesNotExist();
    }

    @Test
    void aKeyOfTheEnvironmentReadsWhatTheInterimKeyHasEncrypted() {
        String key = new SecretBox(SecretBox.newKey()).key();
        String meanwhile = new MasterKeySecrets(keyFile, idFile, "none").sealAnyway("p", "meanwhile");
        MasterKeySecrets with = new MasterKeySecrets(keyFile, idFile, key);
        assertThat(with.unseal("p", meanwhile)).isEqualTo("meanwhile");
        assertThat(with.current(meanwhile)).isFalse();
        assertThat(with.current(with.sealAnyway("p", "x"))).isTrue();
    }

    @Test
    void tellsWhatHappensToTheFileWhileTheKeyIsInUse() throws IOException {
        MasterKeySecrets secrets = start();
        byte[] key = Files.readAllBytes(keyFile);
        assertThat(secrets.trouble()).isEmpty();

        Files.delete(keyFile);
        assertThat(secrets.trouble().orElseThrow().why()).isEqualTo(keyFile + " is gone");
        Files.writeString(keyFile, "A".repeat(43) + "=\n");
        assertThat(secrets.trouble().orElseThrow().why()).contains("other keys");
        assertThat(secrets.trouble().toString()).contains("Put your copy back").doesNotContain("AAAA");
        Files.write(keyFile, key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(secrets.trouble().orElseThrow().remedy()).startsWith("chmod 600 " + keyFile);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        assertThat(secrets.trouble()).isEmpty();

        Files.delete(keyFile);
        secrets.rotate();
        assertThat(secrets.trouble()).as("as its remedy says").isEmpty();
    }

    @Test
    void tellsThatARestartIsAllThatIsMissing() throws IOException {
        start();
        byte[] key = Files.readAllBytes(keyFile);
        Files.delete(keyFile);
        MasterKeySecrets secrets = start();
        assertThat(secrets.trouble().orElseThrow().why()).contains("missing");
        assertThat(secrets.trouble().orElseThrow().remedy()).startsWith("Stations charge meanwhile");
        Files.write(keyFile, key);
        assertThat(secrets.trouble().orElseThrow().remedy()).contains("restart the gateway");
    }

    @Test
    void anotherKeyIsNotUsed() throws IOException {
        start();
        Files.writeString(keyFile, "A".repeat(43) + "=\n");
        Secrets secrets = start();
        assertThatThrownBy(() -> secrets.seal("p", "x"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("another one")
                .hasMessageContaining("on a new machine, or after a restored backup");
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithoutShowingOrReplacingIt() throws IOException {
        start();
        for (String content : new String[] {"", "???", "AAAA", "hunter2"}) {
            Files.writeString(keyFile, content);
            Secrets secrets = start();
            assertThatThrownBy(() -> secrets.seal("p", "x"))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining(content.isEmpty() ? "is empty" : "does not hold")
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

    @Test
    void aNewKeySealsAndTheOneBeforeStillUnseals() throws IOException {
        MasterKeySecrets secrets = start();
        String before = secrets.seal("p", "old");
        String id = secrets.id();
        assertThat(secrets.current(before)).isTrue();

        secrets.rotate();

        String after = secrets.seal("p", "new");
        assertThat(secrets.id()).isNotEqualTo(id);
        assertThat(secrets.former()).containsExactly(id);
        assertThat(secrets.isSealedWithFormer("{\"sealed\":\"" + before + "\"}"))
                .isTrue();
        assertThat(secrets.isSealedWithFormer("{\"sealed\":\"" + after + "\"}")).isFalse();
        assertThat(secrets.current(before)).isFalse();
        assertThat(secrets.current(after)).isTrue();
        for (MasterKeySecrets any : List.of(secrets, start())) {
            assertThat(any.unseal("p", before)).isEqualTo("old");
            assertThat(any.unseal("p", after)).isEqualTo("new");
            assertThat(any.former()).containsExactly(id);
        }
        assertThat(permissions(keyFile)).isEqualTo("rw-------");
    }

    @Test
    void aForgottenKeyUnsealsNothing() {
        MasterKeySecrets secrets = start();
        String before = secrets.seal("p", "old");
        secrets.rotate();
        String after = secrets.seal("p", "new");

        assertThat(secrets.isGivenUp(before)).isFalse();
        secrets.forgetFormer();

        assertThat(secrets.isGivenUp(before)).isTrue();
        assertThat(secrets.isGivenUp(after)).isFalse();
        assertThat(secrets.isGivenUp("rubbish")).isFalse();
        for (MasterKeySecrets any : List.of(secrets, start())) {
            assertThat(any.former()).isEmpty();
            assertThat(any.unseal("p", after)).isEqualTo("new");
            assertThatThrownBy(() -> any.unseal("p", before))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining("which this gateway does not have: add it to those that it has");
        }
    }

    /** The process dies after the first of the two files of a rotation, and of the forgetting, is written. */
    @Test
    void anInterruptedRotationLosesNothingAndIsFinished() throws IOException {
        MasterKeySecrets secrets = start();
        String before = secrets.seal("p", "old");
        byte[] idBefore = Files.readAllBytes(idFile);
        secrets.rotate();
        String after = secrets.seal("p", "new");
        byte[] idBetween = Files.readAllBytes(idFile);
        Files.write(idFile, idBefore);

        MasterKeySecrets again = start();
        assertThat(again.unseal("p", before)).isEqualTo("old");
        assertThat(again.unseal("p", after)).isEqualTo("new");
        assertThat(again.id()).isEqualTo(secrets.id());
        assertThat(idFile).hasBinaryContent(idBetween);

        byte[] keysBetween = Files.readAllBytes(keyFile);
        again.forgetFormer();
        Files.write(keyFile, keysBetween);
        assertThat(start().unseal("p", after)).isEqualTo("new");
    }

    @Test
    void aFormerKeyThatIsMissingIsSaid() throws IOException {
        MasterKeySecrets secrets = start();
        String id = secrets.id();
        secrets.rotate();
        Files.writeString(keyFile, Files.readAllLines(keyFile).get(0) + "\n");
        MasterKeySecrets again = start();
        assertThatThrownBy(() -> again.seal("p", "x"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining(id);
        assertThatThrownBy(again::rotate).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void theKeyMayComeFromTheEnvironment() {
        String one = "A".repeat(43) + "=";
        String two = "B".repeat(42) + "A=";
        MasterKeySecrets secrets = new MasterKeySecrets(keyFile, idFile, one);
        String sealedText = secrets.seal("p", "secret");
        assertThat(keyFile).doesNotExist();
        assertThatThrownBy(secrets::rotate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("KARGE_MASTER_KEY");
        assertThatThrownBy(secrets::forgetFormer).isInstanceOf(IllegalStateException.class);

        MasterKeySecrets rotated = new MasterKeySecrets(keyFile, idFile, two + ", " + one);
        assertThat(rotated.unseal("p", sealedText)).isEqualTo("secret");
        assertThat(rotated.current(sealedText)).isFalse();
        assertThat(rotated.former()).containsExactly(secrets.id());
    }

    @Test
    void anotherKeyOfTheEnvironmentIsNotUsed() throws IOException {
        String one = new SecretBox(SecretBox.newKey()).key();
        String two = new SecretBox(SecretBox.newKey()).key();
        String sealedText = new MasterKeySecrets(keyFile, idFile, one).seal("p", "secret");

        MasterKeySecrets wrong = new MasterKeySecrets(keyFile, idFile, two);
        assertThat(wrong.unusable()).hasValueSatisfying(why -> assertThat(why)
                .contains("KARGE_MASTER_KEY", "another one", idFile.toString())
                .doesNotContain(two));
        assertThatThrownBy(() -> wrong.seal("p", "x")).isInstanceOf(UnreadableSecretException.class);

        MasterKeySecrets right = new MasterKeySecrets(keyFile, idFile, one);
        assertThat(right.unusable()).isEmpty();
        assertThat(right.unseal("p", sealedText)).isEqualTo("secret");
        new MasterKeySecrets(keyFile, idFile, two + "," + one);
        assertThat(new MasterKeySecrets(keyFile, idFile, two).unusable())
                .as("the former one was taken away")
                .isEmpty();
    }

    @Test
    void anEnvironmentWithoutAKeyIsSaidWithoutShowingIt() {
        for (String variable : new String[] {"", "hunter2", "AAAA", ","}) {
            MasterKeySecrets secrets = new MasterKeySecrets(keyFile, idFile, variable);
            assertThatThrownBy(() -> secrets.seal("p", "x"))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining("KARGE_MASTER_KEY")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void theRightKeyInTheFileIsNamedBesideAWrongVariable() {
        MasterKeySecrets right = start();
        for (String wrong : List.of(new SecretBox(SecretBox.newKey()).key(), "none")) {
            assertThat(new MasterKeySecrets(keyFile, idFile, wrong).unusable().orElseThrow())
                    .contains(keyFile + " holds the right one (id " + right.id()
                            + "): unset the variable KARGE_MASTER_KEY")
                    .doesNotContain("remove", "lost");
        }
    }

    @Test
    void aFileThatIsNotWhatTheVariableIsIsTrouble() throws IOException {
        String key = new SecretBox(SecretBox.newKey()).key();
        MasterKeySecrets secrets = new MasterKeySecrets(keyFile, idFile, key);
        assertThat(secrets.trouble()).isEmpty();
        PrivateFiles.write(keyFile, new SecretBox(SecretBox.newKey()).key());
        assertThat(secrets.trouble().orElseThrow().why()).contains("holds another one", secrets.id());
        PrivateFiles.write(keyFile, "");
        assertThat(secrets.trouble().orElseThrow().why()).contains("holds no key");
        PrivateFiles.write(keyFile, key);
        assertThat(secrets.trouble()).isEmpty();
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(secrets.trouble().orElseThrow().remedy()).startsWith("chmod 600 " + keyFile);
    }

    @Test
    void aKeyThatMayNotBeReadIsNotToBeDeleted() {
        start();
        MasterKeyFile file = new MasterKeyFile(keyFile, new UsedKeys(idFile));
        String user = System.getProperty("user.name");
        assertThat(file.unusable(new AccessDeniedException(keyFile.toString())))
                .hasMessageContaining("runs as the user " + user)
                .hasMessageContaining("chown " + user + ": " + keyFile)
                .hasMessageNotContaining("remove");
        assertThat(file.unusable(new IOException("Input/output error"))).hasMessageContaining("If it is lost");
    }

    @Test
    void aByteOrderMarkIsNamed() throws IOException {
        start();
        Files.writeString(keyFile, "\uFEFF" + Files.readString(keyFile));
        assertThat(start().unusable().orElseThrow()).contains("byte order mark");
    }

    @Test
    void aRotationThatTheStoreDoesNotTakeChangesNothing() throws IOException {
        MasterKeySecrets secrets = start();
        byte[] before = Files.readAllBytes(keyFile);
        Path inTheWay = Files.createDirectories(folder.resolve("store/karge-master.id.new/full"));
        assertThatThrownBy(secrets::rotate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(idFile.toString());
        assertThat(keyFile).hasBinaryContent(before);
        assertThat(secrets.former()).isEmpty();
        Files.delete(inTheWay);
        secrets.rotate();
        assertThat(Files.readAllLines(keyFile)).hasSize(2);
    }

    @Test
    void removesWhatAnInterruptedRotationHasLeft() throws IOException {
        start();
        Path left = Files.writeString(keyFile.resolveSibling("karge-master.key.new"), "half");
        start();
        assertThat(left).doesNotExist();
    }

    @Test
    void saysWhereTheKeysAre() throws IOException {
        assertThat(start().where()).containsExactly(keyFile.toString());
        Files.delete(keyFile);
        MasterKeySecrets without = start();
        without.sealAnyway("p", "meanwhile");
        String interim = idFile.resolveSibling("karge-interim.key").toString();
        assertThat(without.where()).containsExactly(keyFile.toString(), interim);
        assertThat(new MasterKeySecrets(keyFile, idFile, "none").where())
                .containsExactly("the environment variable KARGE_MASTER_KEY", interim);
    }

    @Test
    void namesTheKeyThatIsMissing() {
        MasterKeySecrets secrets = start();
        String id = secrets.id();
        String before = secrets.seal("p", "old");
        secrets.rotate();
        assertThat(secrets.missingKey(before)).isEmpty();
        secrets.forgetFormer();
        assertThat(secrets.missingKey(before)).contains(id);
        assertThat(secrets.addKey()).isEqualTo("add it as a further line of " + keyFile + " and restart the gateway");
    }

    private MasterKeySecrets start() {
        return new MasterKeySecrets(keyFile, idFile, null);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
