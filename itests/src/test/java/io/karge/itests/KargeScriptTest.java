package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./karge} makes of what it is given, in a folder where nothing is built and a gateway seems to run. */
class KargeScriptTest {
    @TempDir
    Path base;

    private Path script;

    @BeforeEach
    void folder() throws IOException {
        Path folder = Files.createDirectories(base.resolve("a project"));
        script = Files.copy(Path.of("../karge"), folder.resolve("karge"));
        program("a project/run/bin/client", "echo its stations");
        Files.createFile(folder.resolve("pom.xml"));
        program("mvn", "echo Apache Maven 3.9.9");
        Files.writeString(
                folder.resolve("run/karaf.pid"),
                Long.toString(ProcessHandle.current().pid()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "start --force | 'start' takes no arguments, and there is '--force'",
                "stop now | 'stop' takes no arguments, and there is 'now'",
                "status CS-1 | 'status' takes no arguments, and there is 'CS-1'",
                "install it | 'install' takes no arguments, and there is 'it'",
                "demo --twice | 'demo' takes --once or nothing, and there is '--twice'",
                "bench fuzz stations | 'stations' cannot be fuzzed: frames, messages, certificates and texts can",
                "bench nosuch | 'nosuch' is no benchmark",
                "begin | 'begin' is no command"
            })
    void refusesWhatItDoesNotUnderstand(String arguments, String why) throws Exception {
        assertThat(run(script, arguments.split(" "))).isEqualTo("2 karge: " + why + "; ./karge help tells all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "status", "console", "test", "install", "demo", "bench"})
    void tellsWhatThereIsInsteadOfDoingIt(String command) throws Exception {
        assertThat(run(script, command, "--help")).startsWith("0 usage: ./karge COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "install", "bench"})
    void buildsNothingWhereNoProjectIs(String command) throws Exception {
        Files.delete(script.resolveSibling("pom.xml"));

        assertThat(run(script, command)).startsWith("1 karge: ").contains("pom.xml is missing. Link to the script");
    }

    @Test
    void isFoundThroughLinksFromAnyFolder() throws Exception {
        Path links = Files.createDirectory(base.resolve("links"));
        Files.createSymbolicLink(links.resolve("absolute"), script);
        Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));

        assertThat(run(links.resolve("relative"), "status"))
                .startsWith("0 karge: running (pid")
                .endsWith("its stations");
    }

    private void program(String name, String what) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + what + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** The exit code and what was printed. */
    private String run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(base.toFile()).redirectErrorStream(true);
        builder.environment().put("KARGE_MVN", base.resolve("mvn").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said.strip();
    }
}
