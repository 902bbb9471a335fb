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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts of the distribution look at before they do what they are for: here scripts that do nothing after it. */
class SetenvTest {
    private static final Path SETENV = Path.of("../karaf-assembly/src/main/distribution/bin/setenv");
    private static final String MAIN = "org.apache.karaf.main.Main";

    @TempDir
    Path base;

    private final Map<String, String> environment = new HashMap<>();
    private Process gateway;

    @BeforeEach
    void scripts() throws Exception {
        Files.createDirectories(base.resolve("data/log"));
        Files.createDirectories(base.resolve("bin"));
        Files.copy(SETENV, base.resolve("bin/setenv"));
        Files.createFile(Files.createDirectories(base.resolve("data/cache")).resolve("karge-installed"));
        new ProcessBuilder("mkfifo", base.resolve("fifo").toString()).start().waitFor();
        start("echo $$ > '" + base + "/karaf.pid'; read line", "<>");
        script("stop", reading("stop", "echo goes on"));
        script("status", reading("status", "echo Running"));
        script("karaf", reading("karaf", "echo goes on"));
    }

    @AfterEach
    void end() throws IOException {
        if (gateway != null) {
            gateway.destroyForcibly();
        }
        started().ifPresent(ProcessHandle::destroyForcibly);
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
    void returnsWhenTheGatewayHasBegunAndLetsNobodyStartItMeanwhile() throws Exception {
        start("read line; echo $$ > '" + base + "/karaf.pid'; read line", "<");
        Process starting = running("start");
        try (Writer begin = Files.newBufferedWriter(base.resolve("fifo"))) {
            assertThat(run("start")).isEqualTo("1 The gateway is being started already.");
            assertThat(starting.isAlive()).isTrue();
            begin.write("begin\n");
            begin.flush();

            assertThat(ended(starting)).isEqualTo("0 goes on");
            assertThat(started()).isPresent();
            assertThat(run("start")).startsWith("1 The gateway runs already");
        }
    }

    @Test
    void saysThatItHasEndedAtOnce() throws Exception {
        start("exit", "<>");

        assertThat(run("start")).startsWith("1 goes on\nThe gateway has not started: bin/karaf server shows why");
    }

    /** With what is half there the container would come up half. */
    @ParameterizedTest
    @ValueSource(strings = {"start", "karaf"})
    void beginsAnewAfterAFirstStartThatWasInterrupted(String script) throws Exception {
        Path bundle = Files.createDirectories(base.resolve("data/cache/bundle9"));
        assertThat(run(script)).isEqualTo("0 goes on");
        assertThat(bundle).as("of a start that came to its end").exists();
        started().ifPresent(ProcessHandle::destroyForcibly);
        Files.delete(base.resolve("data/cache/karge-installed"));

        assertThat(run(script)).startsWith("0 ").contains("The first start was interrupted: it begins anew.");

        assertThat(base.resolve("data/cache")).doesNotExist();
    }

    @Test
    void leavesTheFirstStartOfAGatewayThatRunsAlone() throws Exception {
        Files.delete(base.resolve("data/cache/karge-installed"));
        begin();

        assertThat(run("karaf")).isEqualTo("0 goes on");

        assertThat(base.resolve("data/cache")).exists();
        Files.createFile(base.resolve("data/port"));
        Files.setLastModifiedTime(base.resolve("karaf.pid"), FileTime.from(Instant.EPOCH));
        assertThat(run("status")).isEqualTo("0 Starting ...");
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

    /** bin/start begins this in the background as the gateway; it reads from the file 'fifo'. */
    private void start(String gateway, String reading) throws IOException {
        script(
                "start",
                reading(
                        "start",
                        "sh -c \"" + gateway.replace("$", "\\$") + "\" " + MAIN + " " + reading + " '" + base
                                + "/fifo' > /dev/null 2>&1 & echo goes on"));
    }

    private String reading(String name, String then) {
        return "DIRNAME='" + base + "/bin'; PROGNAME=" + name + "; KARAF_SCRIPT=" + name + "; . \"$DIRNAME/setenv\"; "
                + then;
    }

    /** What bin/start has started. */
    private Optional<ProcessHandle> started() throws IOException {
        Path file = base.resolve("karaf.pid");
        String pid = Files.exists(file) ? Files.readString(file).strip() : "";
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid))
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(MAIN));
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
