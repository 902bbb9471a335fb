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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The Debian package through its life, in a root of its own: installed by dpkg with its maintainer scripts, run as the
 * service runs it, upgraded, removed, purged. In the place of systemd is a program that writes down what it is told.
 */
public class DebianPackageIT {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final String NEWER = "# of the newer version\n";
    private static final String STATION = """
            stationId = CS-DEB
            driver = hyc-400-eu
            driverUri = modbus-tcp://127.0.0.1:1?unitId=1
            csmsUrl = ws://127.0.0.1:1/ocpp
            basicAuthPassword = 0123456789abcdef
            securityProfile = 1
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private Path etc;
    private Path told;
    private Process gateway;

    @Before
    public void prepare() throws Exception {
        Assume.assumeTrue("a Debian machine", Files.isExecutable(Path.of("/usr/bin/dpkg")));
        root = folder.newFolder("root").toPath();
        etc = root.resolve("etc/karge");
        for (String needed : List.of("var/lib/dpkg/updates", "var/lib/dpkg/info", "etc", "usr/lib/sysusers.d")) {
            Files.createDirectories(root.resolve(needed));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        told = root.resolve("told");
        Files.createFile(told);
        Path notify = Files.createDirectories(root.resolve("fake/bin")).resolve("systemd-notify");
        Files.writeString(notify, "#!/bin/sh\necho \"$@\" >> '" + told + "'\n");
        Files.setPosixFilePermissions(notify, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @After
    public void stop() throws Exception {
        if (gateway != null && gateway.isAlive()) {
            gateway.destroyForcibly().waitFor();
        }
    }

    @Test
    public void livesFromItsInstallationToItsRemoval() throws Exception {
        Path deb = Path.of(System.getProperty("karge.deb"));
        install(deb);
        assertThat(Files.readString(root.resolve("etc/passwd"))).contains("karge:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc)))
                .isEqualTo("rwxr-x---");
        theUnitRunsWhatIsInstalled();

        usePortsOfItsOwn();
        Files.writeString(etc.resolve("io.karge.station-deb.cfg"), STATION);
        start();
        DistributionTestSupport.await(
                "the station is there", START, () -> shell("station:list").contains("CS-DEB"));
        assertThat(shell("station:set-variable", "CS-DEB", "OCPPCommCtrlr", "OfflineThreshold", "77"))
                .contains("Accepted");
        assertThat(root.resolve("usr/share/karge/data")).doesNotExist();
        assertThat(root.resolve("var/lib/karge/store/karge.db")).exists();
        assertThat(Files.readString(root.resolve("var/log/karge/karaf.log"))).doesNotContain(" ERROR ");
        end();
        assertThat(told()).contains("READY=1", "STOPPING=1");
        assertThat(changedConffiles())
                .as("the files of the package that are no more as it brought them, but those that this test changed")
                .containsExactlyInAnyOrder("org.apache.karaf.shell.cfg", "org.apache.felix.http.cfg");
        String keys = Files.readString(etc.resolve("keys.properties"));
        assertThat(keys).contains("karge = ");

        install(newer(deb, folder.newFolder("newer").toPath()));
        assertThat(Files.readString(etc.resolve("org.apache.karaf.shell.cfg")))
                .as("what was changed stays")
                .contains("sshPort = " + ssh);
        assertThat(etc.resolve("config.properties")).content().contains(NEWER);
        assertThat(etc.resolve("keys.properties")).content().isEqualTo(keys);
        assertThat(root.resolve("var/lib/karge/data/cache")).doesNotExist();
        Files.writeString(told, "");
        start();
        DistributionTestSupport.await("the station is there again", START, () -> shell(
                        "station:variables", "--component", "OCPPCommCtrlr", "CS-DEB")
                .contains("77"));
        end();

        dpkg("--remove", "karge");
        assertThat(root.resolve("usr/share/karge/bin")).doesNotExist();
        assertThat(root.resolve("var/lib/karge/store/karge.db")).exists();
        assertThat(etc.resolve("io.karge.station-deb.cfg")).exists();
        dpkg("--purge", "karge");
        assertThat(root.resolve("var/lib/karge")).doesNotExist();
        assertThat(root.resolve("var/log/karge")).doesNotExist();
        assertThat(etc).doesNotExist();
    }

    /** Such a package had keys.properties for a conffile, and its gateway appended to config.properties. */
    @Test
    public void asksNothingAfterAPackageWhoseFilesTheGatewayChanged() throws Exception {
        Path deb = Path.of(System.getProperty("karge.deb"));
        install(before(deb, folder.newFolder("before").toPath()));
        Path config = etc.resolve("config.properties");
        Files.writeString(
                config,
                Files.readString(config)
                        + "\n#\n# Generated command shutdown\n#\nkaraf.shutdown.command = 4467e004-59d3-42af-a2d0-2d9c2ce4367f\n");
        Files.writeString(etc.resolve("keys.properties"), "guard = KEY,_g_:viewergroup\n");

        install(newer(deb, folder.newFolder("newer").toPath()));
        assertThat(config).content().contains(NEWER).doesNotContain("karaf.shutdown.command");
        assertThat(etc.resolve("keys.properties")).content().isEqualTo("guard = KEY,_g_:viewergroup\n");
        dpkg("--purge", "karge");
        assertThat(etc).doesNotExist();
    }

    private void theUnitRunsWhatIsInstalled() throws Exception {
        List<String> unit = Files.readAllLines(root.resolve("lib/systemd/system/karge.service"));
        String program = value(unit, "ExecStart");
        assertThat(root.resolve(program.substring(1))).isExecutable();
        for (String writable : value(unit, "ReadWritePaths").split(" ", -1)) {
            assertThat(root.resolve(writable.substring(1))).isDirectory();
        }
        assertThat(root.resolve(value(unit, "WorkingDirectory").substring(1))).isDirectory();
        assertThat(unit).contains("Type=notify", "NotifyAccess=all", "User=karge", "NoNewPrivileges=true");
        assertThat(Integer.parseInt(value(unit, "WatchdogSec"))).isPositive();
    }

    private static String value(List<String> unit, String key) {
        return unit.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the unit has no " + key));
    }

    private int ssh;

    private void usePortsOfItsOwn() throws IOException {
        ssh = Distribution.freePort(0);
        set("org.apache.karaf.shell.cfg", "sshPort", ssh);
        set("org.apache.felix.http.cfg", "org.osgi.service.http.port", Distribution.freePort(0));
    }

    private void set(String file, String key, int value) throws IOException {
        Path cfg = etc.resolve(file);
        String changed = Files.readString(cfg).replaceFirst("(?m)^" + key + " *=.*$", key + " = " + value);
        assertThat(changed).contains(key + " = " + value);
        Files.writeString(cfg, changed);
    }

    private void start() throws Exception {
        ProcessBuilder service =
                command(root.resolve("usr/share/karge/bin/karge-service").toString());
        service.directory(root.resolve("var/lib/karge").toFile());
        service.environment().put("NOTIFY_SOCKET", "/run/systemd/notify");
        service.redirectErrorStream(true).redirectOutput(root.resolve("output").toFile());
        gateway = service.start();
        DistributionTestSupport.await("the gateway is ready", START, () -> told().contains("READY=1"));
        assertThat(Files.readString(root.resolve("var/lib/karge/karaf.pid")).strip())
                .as("the service's main process is the gateway itself")
                .isEqualTo("" + gateway.pid());
    }

    private void end() throws Exception {
        gateway.destroy();
        assertThat(gateway.waitFor(STOP.toSeconds(), TimeUnit.SECONDS))
                .as("it ends when told to")
                .isTrue();
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(told);
    }

    private String shell(String... command) throws Exception {
        List<String> line =
                new ArrayList<>(List.of(root.resolve("usr/bin/karge").toString()));
        line.addAll(List.of(command));
        return run(command(line.toArray(String[]::new)));
    }

    private ProcessBuilder command(String... line) {
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("KARGE_ROOT", root.toString());
        builder.environment().merge("PATH", root.resolve("fake/bin").toString(), (path, own) -> own + ":" + path);
        return builder;
    }

    private void install(Path deb) throws Exception {
        dpkg("--install", deb.toString());
    }

    /** Those whose sum is not that which dpkg has noted. */
    private List<String> changedConffiles() throws Exception {
        List<String> changed = new ArrayList<>();
        String noted = run(new ProcessBuilder(
                "dpkg-query", "--admindir=" + root.resolve("var/lib/dpkg"), "-Wf${Conffiles}", "karge"));
        for (String line : noted.strip().split("\n", -1)) {
            String[] nameAndSum = line.strip().split(" ", -1);
            Path file = root.resolve(nameAndSum[0].substring(1));
            if (!run(new ProcessBuilder("md5sum", file.toString())).startsWith(nameAndSum[1])) {
                changed.add(file.getFileName().toString());
            }
        }
        return changed;
    }

    /** As the package manager does it; with rights that are made up where there are none. */
    private void dpkg(String... arguments) throws Exception {
        List<String> line = new ArrayList<>();
        boolean isRoot = run(new ProcessBuilder("id", "-u")).strip().equals("0");
        if (!isRoot) {
            line.add("fakeroot");
        }
        line.addAll(
                List.of("dpkg", "--root=" + root, "--force-script-chrootless", "--force-depends", "--force-not-root"));
        line.addAll(List.of(arguments));
        run(new ProcessBuilder(line));
    }

    /** The same package under a higher version, with other content of the files that Karaf and the gateway may change. */
    static Path newer(Path deb, Path folder) throws Exception {
        Path content = unpacked(deb, folder);
        append(content.resolve("etc/karge/config.properties"), NEWER);
        append(content.resolve("usr/share/karge/defaults/keys.properties"), NEWER);
        return packed(content, "99.0", folder);
    }

    /** The package as it was when keys.properties was a conffile and nothing was done before the installation. */
    private static Path before(Path deb, Path folder) throws Exception {
        Path content = unpacked(deb, folder);
        Files.move(
                content.resolve("usr/share/karge/defaults/keys.properties"),
                content.resolve("etc/karge/keys.properties"));
        append(content.resolve("DEBIAN/conffiles"), "/etc/karge/keys.properties\n");
        Files.delete(content.resolve("DEBIAN/preinst"));
        return packed(content, "0.0.1", folder);
    }

    private static Path unpacked(Path deb, Path folder) throws Exception {
        Path content = folder.resolve("content");
        run(new ProcessBuilder("dpkg-deb", "-R", deb.toString(), content.toString()));
        return content;
    }

    private static Path packed(Path content, String version, Path folder) throws Exception {
        Path control = content.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*$", "Version: " + version));
        Path deb = folder.resolve("karge_" + version + "_all.deb");
        run(new ProcessBuilder("dpkg-deb", "-b", "-Znone", content.toString(), deb.toString()));
        return deb;
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    private static String run(ProcessBuilder builder) throws Exception {
        File output = File.createTempFile("output", ".txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(output).start();
        process.getOutputStream().close(); // nobody answers questions
        assertThat(process.waitFor(2, TimeUnit.MINUTES))
                .as("%s ends", builder.command())
                .isTrue();
        String printed = Files.readString(output.toPath());
        Files.delete(output.toPath());
        boolean shell = builder.command().get(0).endsWith("/usr/bin/karge");
        assertThat(shell || process.exitValue() == 0)
                .as("%s: %s", builder.command(), printed)
                .isTrue();
        return printed;
    }
}
