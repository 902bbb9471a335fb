package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.site.Distribution;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The distribution by its own scripts, as an administrator meets it: empty home, no repository, no network. */
public class ScriptsIT {
    private static final Duration START = Duration.ofSeconds(90);
    /** 127.0.0.1 and ::ffff:127.0.0.1 as in /proc/net/tcp and tcp6. */
    private static final String LOOPBACK_4 = "0100007F:";

    private static final String LOOPBACK_4_IN_6 = "0000000000000000FFFF00000100007F:";
    private static final String LISTEN = "0A";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path home;
    private Path karge;

    @Before
    public void unpack() throws Exception {
        home = folder.newFolder("home").toPath();
        Path unpacked = folder.newFolder("unpacked").toPath();
        run(unpacked, "tar", "-xzf", System.getProperty("karge.distribution"));
        try (Stream<Path> top = Files.list(unpacked)) {
            List<Path> folders = top.toList();
            assertThat(folders).as("one top folder").hasSize(1);
            karge = folders.get(0);
        }
        new Distribution(karge).usePorts(0, 0);
    }

    @After
    public void stop() throws Exception {
        if (karge != null) {
            run(karge, "bin/stop");
            DistributionTestSupport.await(
                    "the gateway stops",
                    START,
                    () -> !Files.exists(karge.resolve("data/port"))
                            || run(karge, "bin/status").contains("Not Running"));
        }
    }

    @Test
    public void startsOfflineAndLetsOnlyItsOwnKeyIn() throws Exception {
        run(karge, "bin/start");
        Path key = karge.resolve("etc/console.key");
        DistributionTestSupport.await("the console's key is made", START, () -> Files.exists(key));
        DistributionTestSupport.await("the console lets its key in and has all features", START, () -> console(
                        "feature:list -i --no-format", "karge", "-k", "etc/console.key")
                .contains("karge-transactions"));
        assertThat(console("feature:list -i --no-format", "karaf", "-p", "karaf"))
                .doesNotContain("karge-transactions");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(home).isEmptyDirectory();
        assertThat(Files.readString(karge.resolve("data/log/karaf.log"))).doesNotContain(" ERROR ");
        assertThat(listening())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(address -> address.startsWith(LOOPBACK_4) || address.startsWith(LOOPBACK_4_IN_6));
    }

    /** A process that still stops does not keep the next one from starting, and one that runs is said to. */
    @Test
    public void startsAgainAtOnceAfterItWasStopped() throws Exception {
        run(karge, "bin/start");
        awaitTheConsole();
        assertThat(run(karge, "bin/start")).contains("runs already");
        run(karge, "bin/stop");
        DistributionTestSupport.await("the gateway says that it does not run", START, () -> run(karge, "bin/status")
                .contains("Not Running"));

        run(karge, "bin/start");

        awaitTheConsole();
    }

    private void awaitTheConsole() throws Exception {
        DistributionTestSupport.await(
                "the console answers",
                START,
                () -> Files.exists(karge.resolve("etc/console.key"))
                        && console("feature:list -i --no-format", "karge", "-k", "etc/console.key")
                                .contains("karge-transactions"));
    }

    /** What the command prints to this user; the client wants its commands on its standard input. */
    private String console(String command, String... user) throws Exception {
        File commands = folder.newFile();
        Files.writeString(commands.toPath(), command + "\n");
        List<String> client = new ArrayList<>(List.of("bin/client", "-b", "-u"));
        client.addAll(List.of(user));
        return run(karge, commands, client.toArray(String[]::new));
    }

    /** The local addresses, as the kernel prints them, on which the gateway's own sockets listen. */
    private List<String> listening() throws IOException {
        Path process =
                Path.of("/proc", Files.readString(karge.resolve("karaf.pid")).trim());
        Assume.assumeTrue("needs /proc", Files.exists(process));
        Set<String> own = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                own.add(readLink(descriptor));
            }
        }
        List<String> result = new ArrayList<>();
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            Files.readAllLines(process.resolve(table)).stream()
                    .skip(1)
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns[3].equals(LISTEN) && own.contains("socket:[" + columns[9] + "]"))
                    .forEach(columns -> result.add(columns[1]));
        }
        return result;
    }

    private static String readLink(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private String run(Path directory, String... command) throws Exception {
        return run(directory, new File("/dev/null"), command);
    }

    private String run(Path directory, File input, String... command) throws Exception {
        File output = folder.newFile();
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectErrorStream(true).redirectInput(input).redirectOutput(output);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " does not end: " + Files.readString(output.toPath()));
        }
        return Files.readString(output.toPath());
    }
}
