package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.site.Distribution;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The distribution of this build in a folder, on ports of its own, as a process that can be killed. */
final class UnpackedSite implements AutoCloseable {
    static final Duration WAIT = Duration.ofSeconds(90);

    final int http;
    final int ssh;
    final int shutdown;
    final Distribution karge;
    private final Path home;

    UnpackedSite(Path home) throws Exception {
        this.home = home;
        http = Distribution.freePort(0);
        ssh = Distribution.freePort(0);
        shutdown = Distribution.freePort(0);
        karge = Distribution.unpack(Path.of(System.getProperty("karge.distribution")), home);
        karge.files().set("org.apache.felix.http.cfg", "org.osgi.service.http.port", http);
        karge.files().set("org.apache.karaf.shell.cfg", "sshPort", ssh);
        karge.files().set("custom.properties", "karaf.shutdown.port", shutdown);
    }

    @Override
    public void close() throws Exception {
        karge.kill();
    }

    void awaitHttp() throws Exception {
        DistributionTestSupport.await("HTTP answers", WAIT, this::answers);
    }

    /** Whether the interface is there, and not only the port. */
    private boolean answers() {
        try {
            return send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }

    /** What the shell prints to this user, who has the key of the administrator. */
    String shell(String user, String lines) throws Exception {
        List<String> client = List.of("bin/client", "-b", "-a", "" + ssh, "-u", user, "-k", "etc/console.key");
        return run(lines + "\n", client.toArray(String[]::new));
    }

    /** What the shell's client ends with. */
    int exitCode(String user, String lines) throws IOException, InterruptedException {
        List<String> client = List.of("bin/client", "-b", "-a", "" + ssh, "-u", user, "-k", "etc/console.key");
        return ended(lines + "\n", client.toArray(String[]::new)).exitCode();
    }

    String run(String input, String... command) throws IOException, InterruptedException {
        return ended(input, command).printed();
    }

    private record Ended(int exitCode, String printed) {}

    private Ended ended(String input, String... command) throws IOException, InterruptedException {
        Path given = Files.createTempFile("input", ".txt");
        Files.writeString(given, input);
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(given.toString()))
                .start();
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), printed);
        } finally {
            Files.delete(given);
        }
    }

    /** Sends these bytes to the HTTP port and returns all that comes back. */
    String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String log() throws IOException {
        return Files.exists(karge.log()) ? Files.readString(karge.log()) : "";
    }

    /** Nothing in the log that an administrator should not have to read. */
    void assertThatTheLogIsQuiet() throws IOException {
        assertThat(log()).doesNotContain(" ERROR ").doesNotContain("\tat ");
    }
}
