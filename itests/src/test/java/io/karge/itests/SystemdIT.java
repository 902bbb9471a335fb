package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.site.SiteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The Debian package under a systemd that runs: what the unit promises, while a vehicle charges. */
public class SystemdIT {
    private static final Duration WAIT = Duration.ofMinutes(3);
    private static final String STATION = "CS-SD";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private SystemdMachine machine;

    @Before
    public void boot() throws Exception {
        Assume.assumeTrue("a Debian with systemd, and the right to make namespaces", SystemdMachine.isPossible());
        machine = new SystemdMachine(folder.newFolder("machine").toPath());
    }

    @After
    public void halt() throws Exception {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    public void chargesOnWhateverBecomesOfTheService() throws Exception {
        Path deb = Path.of(System.getProperty("karge.deb"));
        install(deb, "karge.deb");
        assertThat(service("ActiveState")).as("installed is ready").isEqualTo("active");
        assertThat(machine.run("ps", "-o", "user=", "-p", service("MainPID"))).startsWith("karge");
        String transaction = charge();

        install(DebianPackageIT.newer(deb, folder.newFolder("newer").toPath()), "newer.deb");
        chargesOn(transaction, "after an upgrade");

        machine.run("kill", "-KILL", service("MainPID"));
        chargesOn(transaction, "after its process was killed");
        assertThat(service("NRestarts")).isEqualTo("1");

        watchEverySeconds(10);
        machine.run("kill", "-STOP", service("MainPID"));
        DistributionTestSupport.await("systemd starts anew what says nothing any more", WAIT, () -> service("NRestarts")
                .equals("1"));
        chargesOn(transaction, "after it has hung");

        machine.run("systemctl", "stop", "karge");
        assertThat(service("Result")).as("it ends when told to").isEqualTo("success");
        machine.run("dpkg", "--purge", "karge");
        assertThat(machine.run("systemctl", "is-enabled", "karge")).doesNotContain("enabled");
        assertThat(machine.file("/var/lib/karge")).doesNotExist();
        assertThat(machine.file("/etc/karge")).doesNotExist();
    }

    private void install(Path deb, String name) throws Exception {
        Path there = machine.file("/root/" + name);
        Files.copy(deb, there);
        assertThat(machine.run("dpkg", "--install", "/root/" + name))
                .contains("Setting up karge")
                .doesNotContain("error");
        Files.delete(there);
    }

    /** Into the state in which energy flows; returns the transaction's id. */
    private String charge() throws Exception {
        SiteFiles etc = new SiteFiles(machine.file("/etc/karge"));
        etc.write("io.karge.testsystem.cfg", List.of("port = 9000"));
        etc.addStation(STATION, "hyc-400-eu", 5021, "ws://127.0.0.1:9000/ocpp", ChargingSupport.PASSWORD);
        machine.run("chown", "--recursive", "karge:", "/etc/karge"); // root wrote it, for nobody but the gateway
        DistributionTestSupport.await(
                "the station is accepted", WAIT, () -> shell("station:list").contains("online, Accepted"));
        DistributionTestSupport.await("its hardware is up", WAIT, () -> shell("simulator:plug-in", STATION, "1")
                .contains("plugged"));
        shell("simulator:present-token", STATION, "04A2B3C4");
        DistributionTestSupport.await(
                "energy flows", WAIT, () -> transaction().at("/energyWh").asLong() > 0);
        return transaction().at("/transactionId").asText();
    }

    private void chargesOn(String transaction, String when) throws Exception {
        long before = transaction().at("/energyWh").asLong();
        DistributionTestSupport.await(
                "it charges on " + when,
                WAIT,
                () -> transaction().at("/energyWh").asLong() > before);
        assertThat(transaction().at("/transactionId").asText()).as(when).isEqualTo(transaction);
    }

    /** That which runs; nothing while the gateway does not answer. */
    private JsonNode transaction() throws Exception {
        String printed = shell("station:transactions", "--json", STATION);
        return new ObjectMapper()
                .readTree(printed.startsWith("[") ? printed : "[]")
                .path(0);
    }

    private void watchEverySeconds(int seconds) throws Exception {
        Path more = Files.createDirectories(machine.file("/run/systemd/system/karge.service.d"));
        Files.writeString(more.resolve("watchdog.conf"), "[Service]\nWatchdogSec=" + seconds + "\n");
        machine.run("systemctl", "daemon-reload");
        machine.run("systemctl", "restart", "karge");
        assertThat(service("NRestarts")).isEqualTo("0");
    }

    private String service(String property) throws Exception {
        return machine.run("systemctl", "show", "karge", "--value", "-p", property)
                .strip();
    }

    private String shell(String... command) throws Exception {
        String[] line = new String[command.length + 1];
        line[0] = "karge";
        System.arraycopy(command, 0, line, 1, command.length);
        return machine.run(line);
    }
}
