package io.karge.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleKeyTest {
    @TempDir
    Path etc;

    private final VirtualTime time = new VirtualTime();

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
        make(other);

        assertThat(Files.readString(other.resolve("console.key")))
                .isNotEqualTo(Files.readString(etc.resolve("console.key")));
    }

    @Test
    void makesTheKeyAsSoonAsItCan() throws IOException {
        Path later = etc.resolve("later"); // where nothing can be written, as on a full disk
        ConsoleKey key = make(later);
        time.advance(ConsoleKey.RETRY);
        assertThat(key.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("console");
            assertThat(problem.since()).isBefore(time.wallClock());
        });

        Files.createDirectory(later);
        time.advance(ConsoleKey.RETRY);

        assertThat(key.problems()).isEmpty();
        assertThat(later.resolve("console.key")).isRegularFile();
    }

    @Test
    void makesNoKeyThatMayNotEnter() throws IOException {
        Files.createDirectories(etc.resolve("keys.properties/in-the-way"));

        make();

        assertThat(etc.resolve("console.key")).doesNotExist();
    }

    @Test
    void makesNoneOnceItIsClosed() throws IOException {
        Path later = etc.resolve("later");
        ConsoleKey key = make(later);

        key.close();
        Files.createDirectory(later);
        time.advance(ConsoleKey.RETRY);

        assertThat(later).isEmptyDirectory();
    }

    private void make() {
        make(etc);
    }

    private ConsoleKey make(Path folder) {
        ConsoleKey key = new ConsoleKey(folder, time, time);
        time.advance(Duration.ZERO);
        return key;
    }
}
