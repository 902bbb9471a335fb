package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code /usr/bin/karge} of the package hands to the gateway's shell: here a client that prints what it is given. */
class PackagedShellTest {
    private static final Path KARGE =
            Path.of("../karaf-assembly/src/main/deb/karge").toAbsolutePath();

    @TempDir
    Path root;

    @BeforeEach
    void key() throws IOException {
        Files.createFile(Files.createDirectories(root.resolve("etc/karge")).resolve("console.key"));
        client("cat");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "CS-0001                | CS-0001",
                "--evse                 | --evse",
                "ws://a.example:1/ocpp  | ws://a.example:1/ocpp",
                "two words              | 'two words'",
                "{\"a\":1}              | '{\"a\":1}'",
                "it's                   | 'it'\\''s'",
                "a;b                    | 'a;b'",
                "$HOME                  | '$HOME'",
                "CS*1=+@.x              | 'CS*1=+@.x'",
                "'as it is'             | 'as it is'",
                "``                     | ''",
            })
    void handsEachArgumentOverAsOneWord(String argument, String word) throws Exception {
        assertThat(run("station:info", argument)).isEqualTo("0 station:info " + word);
    }

    @Test
    void handsOneArgumentOverAsItIsTyped() throws Exception {
        assertThat(run("station:list | grep '(a)'")).isEqualTo("0 station:list | grep '(a)'");
    }

    @Test
    void handsOverAStationIdWithTheSignOfAPipe() throws Exception {
        assertThat(run("station:info", "CS|1")).isEqualTo("0 station:info 'CS|1'");
    }

    @Test
    void saysThatTheGatewayDoesNotAnswer() throws Exception {
        client("echo Failed to get the session. >&2; exit 1");

        assertThat(run("station:list")).startsWith("1 karge: the gateway does not answer.");
    }

    @Test
    void endsWithTheCodeOfTheCommandAndOnlyItsWords() throws Exception {
        client("echo refused; echo Logging in as karge >&2; exit 7");

        assertThat(run("station:list")).isEqualTo("7 refused");
    }

    private void client(String text) throws IOException {
        Path client =
                Files.createDirectories(root.resolve("usr/share/karge/bin")).resolve("client");
        Files.writeString(client, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The exit code, and what was printed. */
    private String run(String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", KARGE.toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("KARGE_ROOT", root.toString());
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() + " " + printed;
        }
    }
}
