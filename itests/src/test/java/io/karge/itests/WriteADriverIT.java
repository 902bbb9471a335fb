package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.site.Distribution;
import io.karge.site.SiteFiles;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * {@code docs/write-a-driver.md} as somebody follows it who has nothing but the sources: every command of the page is run
 * as it stands there, in a fresh folder. Three things are not the page's: ports are free ones, the gateway is the
 * distribution of this build instead of one that the script would build again, and what is installed goes into a local
 * repository in the test's folder, which borrows everything that is not ours from the real one.
 */
public class WriteADriverIT {
    private static final Duration EVENTUALLY = Duration.ofSeconds(60);
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);
    private static final Set<String> NOT_COPIED =
            Set.of("target", ".git", "run", "conformance", "itests", "benchmarks");
    private static final Path SOURCES = Path.of(System.getProperty("karge.sources"));
    private static final Path PAGE = SOURCES.resolve("docs/write-a-driver.md");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Map<String, String> ports;
    private Path home;
    private Path karge;
    private Path workingDirectory;
    private Process simulator;
    private Writer simulatorInput;

    @Before
    public void prepare() throws Exception {
        home = folder.getRoot().toPath().toRealPath();
        workingDirectory = home;
        karge = home.resolve("karge");
        copySources();
        Path archive = Path.of(System.getProperty("karge.distribution"));
        Path built = Files.createDirectories(karge.resolve("karaf-assembly/target"))
                .resolve(archive.getFileName().toString());
        Files.copy(archive, built);
        Files.setLastModifiedTime(built, FileTime.from(Instant.now()));
        ports = Map.of("8180", port(), "5025", port(), "5026", port());
        choosePort("org.apache.karaf.shell.cfg", "sshPort");
        choosePort("org.apache.felix.http.cfg", "org.osgi.service.http.port");
        borrowRepository(
                Path.of(System.getProperty("org.ops4j.pax.url.mvn.localRepository")), home.resolve("repository"));
        writeMaven();
    }

    @After
    public void tearDown() throws Exception {
        endSimulator();
        if (Files.exists(karge.resolve("run"))) {
            bash("karge/karge stop", home);
        }
    }

    @Test
    public void everyCommandOfThePageWorks() throws Exception {
        List<DocumentedStep> steps = DocumentedStep.read(PAGE, "From an empty folder to a charge");
        assertThat(steps).hasSizeGreaterThan(10);
        follow(steps);
        String log = Files.readString(karge.resolve("run/data/log/karaf.log"));
        // Stopped while it still removes the .kar, the container says that it was.
        assertThat(log.substring(0, log.indexOf("the gateway stops"))).doesNotContain(" ERROR ");

        addAThirdEvse(workingDirectory.resolve("src/main/resources/com/example/acmedc50/model.json"));
        bash("mvn -B verify", workingDirectory);
        List<DocumentedStep> variant = DocumentedStep.read(PAGE, "Another model");
        assertThat(variant).isNotEmpty();
        follow(variant);
    }

    /** A third entry in model.json, and nothing else. */
    private static void addAThirdEvse(Path model) throws IOException {
        String text = Files.readString(model);
        int second = text.indexOf("    {\n      \"evseId\": 2");
        int end = text.indexOf("\n  ],", second);
        String third = text.substring(second, end).replace("\"evseId\": 2", "\"evseId\": 3");
        Files.writeString(model, text.substring(0, end) + ",\n" + third + text.substring(end));
        assertThat(Files.readString(model)).contains("\"evseId\": 3");
    }

    private void follow(List<DocumentedStep> steps) throws Exception {
        String look = "";
        String printed = "";
        for (DocumentedStep step : steps) {
            String text = onFreePorts(step.text());
            switch (step.kind()) {
                case "sh" -> {
                    printed = bash(text, workingDirectory);
                    look = text.substring(text.lastIndexOf('\n') + 1);
                }
                case "text" -> await(look, printed, text);
                case "sh simulator" -> startSimulator(text);
                case "text simulator" -> {
                    simulatorInput.write(text + "\n");
                    simulatorInput.flush();
                }
                default -> throw new AssertionError("the page has a step of a kind that nobody knows: " + step);
            }
        }
    }

    /** The last command of a step, until it prints what the page says. */
    private void await(String look, String printed, String expected) throws Exception {
        String[] latest = {printed};
        try {
            DistributionTestSupport.await("'" + look + "' prints what the page says", EVENTUALLY, () -> {
                if (DocumentedStep.isShown(expected, latest[0])) {
                    return true;
                }
                latest[0] = bash(look, workingDirectory);
                return false;
            });
        } catch (TimeoutException e) {
            throw new AssertionError("'" + look + "' prints\n" + latest[0] + "\nand not\n" + expected, e);
        }
    }

    private String onFreePorts(String text) {
        String result = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            result = result.replace(port.getKey(), port.getValue());
        }
        return result;
    }

    private String bash(String commands, Path directory) throws Exception {
        Path next = home.resolve("directory");
        File output = folder.newFile();
        Process process = shell(commands + "\npwd > " + next, directory)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output)
                .start();
        if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(commands + "\ndoes not end:\n" + Files.readString(output.toPath()));
        }
        assertThat(process.exitValue())
                .as("%s\nprinted:\n%s", commands, Files.readString(output.toPath()))
                .isZero();
        workingDirectory = Path.of(Files.readString(next).strip());
        return Files.readString(output.toPath());
    }

    private void endSimulator() throws InterruptedException {
        if (simulator != null) {
            simulator.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private void startSimulator(String command) throws Exception {
        endSimulator();
        simulator = shell("exec " + command, workingDirectory)
                .redirectErrorStream(true)
                .redirectOutput(folder.newFile())
                .start();
        simulatorInput = simulator.outputWriter(StandardCharsets.UTF_8);
    }

    private ProcessBuilder shell(String commands, Path directory) {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", commands).directory(directory.toFile());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (path, first) -> first + ":" + path);
        return builder;
    }

    // The fresh folder

    private void copySources() throws IOException {
        try (Stream<Path> top = Files.list(SOURCES)) {
            for (Path path : top.toList()) {
                copy(path, karge.resolve(path.getFileName().toString()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (NOT_COPIED.contains(from.getFileName().toString())) {
            return;
        }
        if (!Files.isDirectory(from)) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            return;
        }
        try (Stream<Path> inside = Files.list(from)) {
            for (Path path : inside.toList()) {
                copy(path, to.resolve(path.getFileName().toString()));
            }
        }
    }

    /** As a site would: a changed file in run/etc survives the unpacking. */
    private void choosePort(String file, String key) throws IOException {
        SiteFiles files = new SiteFiles(Files.createDirectories(karge.resolve("run/etc")));
        Files.copy(SOURCES.resolve("etc").resolve(file), files.etc().resolve(file));
        files.set(file, key, port());
    }

    private static void borrowRepository(Path real, Path own) throws IOException {
        Path ours = Path.of("io", "karge");
        Files.createDirectories(own.resolve(ours));
        link(real, own, Path.of("io"));
        link(real.resolve("io"), own.resolve("io"), Path.of("karge"));
    }

    private static void link(Path from, Path to, Path except) throws IOException {
        try (Stream<Path> inside = Files.list(from)) {
            for (Path path : inside.filter(Files::isDirectory).toList()) {
                if (!path.getFileName().equals(except)) {
                    Files.createSymbolicLink(to.resolve(path.getFileName()), path.toRealPath());
                }
            }
        }
    }

    /** Maven as this build uses it, with the repository of this test. */
    private void writeMaven() throws IOException {
        boolean offline = System.getProperty("karge.maven.mode").equals("offline=true");
        Path maven = Files.createDirectories(home.resolve("bin")).resolve("mvn");
        Files.writeString(
                maven,
                "#!/bin/sh\nexec " + System.getProperty("karge.maven.home") + "/bin/mvn" + (offline ? " -o" : "")
                        + " -Dmaven.repo.local=" + home.resolve("repository") + " \"$@\"\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    private static String port() throws IOException {
        return String.valueOf(Distribution.freePort(0));
    }
}
