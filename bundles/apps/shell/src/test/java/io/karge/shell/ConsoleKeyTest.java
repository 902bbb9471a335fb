package io.karge.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleKeyTest {
    private final VirtualTime time = new VirtualTime();

    @TempDir
    Path etc;

    @Test
    void makesAPrivateKeyThatOnlyTheOwnerReads() throws IOException {
        make();

        assertThat(Files.readString(etc.resolve("console.key"))).startsWith("-----BEGIN EC PRIVATE KEY-----\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc.resolve("console.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void addsThePublicKeyToThoseWhoMayEnter() throws IOException {
        Files.writeString(
                etc.resolve("keys.properties"), "_g_\\:admingroup = group,admin\nkarge = OLD,_g_:admingroup\n");

        make();

        List<String> lines = Files.readAllLines(etc.resolve("keys.properties"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("_g_\\:admingroup = group,admin");
        assertThat(lines.get(1)).matches("karge = AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY[A-Za-z0-9+/=]+,_g_:admingroup");
    }

    @Test
    void keepsTheKeyThatIsThere() throws IOException {
        make();
        String key = Files.readString(etc.resolve("console.key"));
        String users = Files.readString(etc.resolve("keys.properties"));

        make();

        assertThat(Files.readString(etc.resolve("console.key"))).isEqualTo(key);
        assertThat(Files.readString(etc.resolve("keys.properties"))).isEqualTo(users);
    }

    @Test
    void differsFromGatewayToGateway(@TempDir Path other) throws IOException {
        make();
        assertThat(key(other).problems()).isEmpty();

        assertThat(Files.readString(other.resolve("console.key")))
                .isNotEqualTo(Files.readString(etc.resolve("console.key")));
    }

    @Test
    void isMadeAsSoonAsItCanBe() throws IOException {
        Path later = etc.resolve("later");
        ConsoleKey key = key(later);
        time.advance(ConsoleKey.BETWEEN_ATTEMPTS.multipliedBy(2));
        assertThat(key.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.since()).isEqualTo(VirtualTime.DEFAULT_START);
            assertThat(problem.why()).startsWith(later + " cannot be written: ");
        });

        Files.createDirectory(later);
        time.advance(ConsoleKey.BETWEEN_ATTEMPTS);
        assertThat(key.problems()).isEmpty();
        assertThat(later.resolve("console.key")).isNotEmptyFile();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void isTriedNoMoreWhenTheBundleHasStopped() {
        key(etc.resolve("nowhere")).close();
        assertThat(time.pendingTimers()).isZero();
    }

    private void make() {
        assertThat(key(etc).problems()).isEmpty();
    }

    private ConsoleKey key(Path folder) {
        return new ConsoleKey(folder, time, time.newBlockingSerial("console key"));
    }
}
