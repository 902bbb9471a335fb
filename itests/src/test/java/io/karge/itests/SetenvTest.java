package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of the distribution look at before they do what they are for: here scripts that do nothing after it. */
class SetenvTest {
    private static final Path SETENV = Path.of("../karaf-assembly/src/main/distribution/bin/setenv");
    private static final String MAIN = "org.apache.karaf.main.Main";

    @TempDir
    Path base;

    private final Map<String, String> environment = new HashMap<>();
    private Process gateway;

    @BeforeEach
    void scripts() throws IOException {
        Files.createDirectories(base.resolve("data/log"));
        Files.createDirectories(base.resolve("bin"));
        Files.copy(SETENV, base.resolve("bin/setenv"));
        for (String name : List.of("start", "stop")) {
            script(name, "DIRNAME='" + base + "/bin'; KARAF_SCRIPT=" + name + "; . \"$DIRNAME/setenv\"; echo goes on");
        }
        script("status", "DIRNAME='" + base + "/bin'; KARAF_SCRIPT=status; . \"$DIRNAME/setenv\"; echo Running");
    }

    @AfterEach
    void end() {
        if (gateway != null) {
            gateway.destroyForcibly();
        }
    }

    @Test
    void startsWithTheJavaThatRunsThis() throws Exception {
        environment.put("JAVA_HOME", System.getProperty("java.home"));

        assertThat(run("start")).isEqualTo("0 goes on");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");

        assertThat(run("start")).startsWith("1 The gateway is not started: /nowhere/bin/java is no Java that runs.");
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        environment.put("JAVA_HOME", base.toString());

        assertThat(run("start")).startsWith("1 ").contains("/bin/java is Java 11. Install a JDK 17 or later");
    }

    @Test
    void saysWhatItsUserCannotWrite() throws Exception {
        Path log = Files.createFile(base.resolve("data/log/karaf.log"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("r--r--r--"));
        assumeThat(Files.isWritable(log)).as("root may write everything").isFalse();

        assertThat(run("start")).startsWith("1 ").contains("cannot write " + log.toRealPath());
    }

    @Test
    void startsBesideAProgramThatHasGotTheNumberOfTheGateway() throws Exception {
        Files.writeString(
                base.resolve("karaf.pid"), "" + ProcessHandle.current().pid());

        assertThat(run("start")).isEqualTo("0 goes on");
    }

    @Test
    void returnsWhenTheGatewayHasBegun() throws Exception {
        starts("sh -c 'while read line; do echo $$ > " + base + "/karaf.pid; done' " + MAIN);

        Process starting = running("start");
        try (Writer gateway = Files.newBufferedWriter(base.resolve("fifo"))) {
            assertThat(starting.isAlive()).isTrue();
            gateway.write("begin\n");
            gateway.flush();

            assertThat(ended(starting)).isEqualTo("0 goes on");
            assertThat(base.resolve("karaf.pid")).exists();
        }
    }

    @Test
    void saysThatItHasEndedAtOnce() throws Exception {
        starts("false");

        Process starting = running("start");
        Files.newBufferedWriter(base.resolve("fifo")).close();

        assertThat(ended(starting)).startsWith("1 goes on\nThe gateway has not started: bin/karaf server shows why");
    }

    @Test
    void saysThatItRunsAlreadyWhileItStillStarts() throws Exception {
        begin();

        assertThat(run("start")).isEqualTo("1 The gateway runs already, as process " + gateway.pid() + ".");
        assertThat(run("status")).isEqualTo("0 Starting ...");
    }

    @Test
    void stopsOneThatStillStarts() throws Exception {
        begin();

        assertThat(run("stop")).startsWith("0").doesNotContain("goes on");

        assertThat(gateway.isAlive()).isFalse();
    }

    /** The file is that of a gateway before, or of the one that runs. */
    @Test
    void leavesOneThatListensToTheScriptItself() throws Exception {
        begin();
        Path port = Files.createFile(base.resolve("data/port"));
        Files.setLastModifiedTime(port, FileTime.from(Instant.EPOCH));
        assertThat(run("status")).isEqualTo("0 Starting ...");

        Files.setLastModifiedTime(base.resolve("karaf.pid"), FileTime.from(Instant.EPOCH.minusSeconds(1)));

        assertThat(run("status")).isEqualTo("0 Running");
        assertThat(run("stop")).isEqualTo("0 goes on");
        assertThat(gateway.isAlive()).isTrue();
    }

    /** The script starts this in the background; it reads from the file 'fifo'. */
    private void starts(String gateway) throws Exception {
        new ProcessBuilder("mkfifo", base.resolve("fifo").toString()).start().waitFor();
        script(
                "start",
                "DIRNAME='" + base + "/bin'; KARAF_SCRIPT=start; PROGNAME=start; . \"$DIRNAME/setenv\"; exec " + gateway
                        + " < '" + base + "/fifo' > /dev/null 2>&1 & echo goes on");
    }

    /** A process that looks like the gateway, and waits for a line. */
    private void begin() throws IOException {
        gateway = new ProcessBuilder("sh", "-c", "read line; exit", MAIN).start();
        Files.writeString(base.resolve("karaf.pid"), "" + gateway.pid());
    }

    private void script(String name, String text) throws IOException {
        Path file = base.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The exit code, and what was printed. */
    private String run(String script) throws Exception {
        return ended(running(script));
    }

    private Process running(String script) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(base.resolve("bin").resolve(script).toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_") || name.startsWith("JAVA"));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    private static String ended(Process process) throws Exception {
        try (InputStream output = process.getInputStream()) {
            String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return (process.waitFor() + " " + printed).strip();
        }
    }
}
