package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.SiteFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What lies in etc/ is what runs: over stops, kills and restarts, with copies, and with the files that a cfg names. */
public class CfgIT {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final String PASSWORD = "integration-tests-1";
    private static final String MODEL = "hyc-400-eu";

    private static final Pattern RAISED = Pattern.compile(
            ".*\\| (?:gateway )?(?<what>\\S+ (?:is refused|is not read|has the wrong name|holds a password in plain text)): (?<why>.*)");
    private static final Pattern OVER = Pattern.compile(".*\\| gateway is over: (?<what>.*)");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Distribution karge;
    private GatewayClient gateway;
    private String csmsUrl;
    private long started;

    @Before
    public void setUp() throws Exception {
        Path home = folder.newFolder("karge").toPath();
        new ProcessBuilder(
                        "tar",
                        "-xzf",
                        System.getProperty("karge.distribution"),
                        "-C",
                        home.toString(),
                        "--strip-components=1")
                .inheritIO()
                .start()
                .waitFor();
        karge = new Distribution(home);
        karge.usePorts(0, 0);
        int csmsPort = Distribution.freePort(0);
        csmsUrl = "ws://127.0.0.1:" + csmsPort + "/ocpp";
        karge.files().write("io.karge.testsystem.cfg", List.of("port = " + csmsPort));
        gateway = karge.gateway();
    }

    @After
    public void tearDown() {
        karge.stop();
    }

    @Test
    public void whatWasDeletedOrRenamedWhileTheGatewayWasDownDoesNotComeBack() throws Exception {
        add("CHARGES");
        add("IDLE");
        add("MOVES");
        add("CHANGES");
        FileTime written = Files.getLastModifiedTime(etc("io.karge.station-MOVES.cfg"));
        start("CHARGES", "IDLE", "MOVES", "CHANGES");
        gateway.simulate("CHARGES", "evses/1/plug-in", "{}");
        gateway.simulate("CHARGES", "present-token", "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}");
        await("it charges", () -> gateway.is("CHARGES", "/transactions/0/chargingState", "Charging"));
        String transaction =
                gateway.station("CHARGES").at("/transactions/0/transactionId").asText();

        karge.stop();
        delete("CHARGES");
        delete("IDLE");
        rename("io.karge.station-MOVES.cfg", "io.karge.station-elsewhere.cfg");
        rename("io.karge.simulator-MOVES.cfg", "io.karge.simulator-elsewhere.cfg");
        List<String> cfg = karge.files().lines("io.karge.station-CHANGES.cfg");
        karge.files().write("io.karge.station-CHANGES.cfg", SiteFiles.with(cfg, "stationId", "CHANGED"));
        start("MOVES", "CHANGED");

        await("the removed one is listed", () -> gateway.is("CHARGES", "/hardware", "missing"));
        assertThat(ids(gateway.stations())).containsExactly("CHANGED", "CHARGES", "MOVES");
        JsonNode removed = gateway.station("CHARGES");
        assertThat(removed.at("/problems/0/what").asText()).isEqualTo("The station has no cfg while transactions run");
        assertThat(removed.at("/transactions/0/transactionId").asText()).isEqualTo(transaction);
        assertThat(removed.at("/evses/0/transactionId").asText()).isEqualTo(transaction);
        assertThat(names(gateway.simulators())).containsExactlyInAnyOrder("CHANGES", "MOVES");
        assertThat(problems()).isEmpty();
        assertThat(logged(started))
                .doesNotContain("station=CHARGES begins")
                .doesNotContain("station=IDLE begins")
                .doesNotContain("station=CHANGES begins")
                .doesNotContain("simulator=IDLE");

        assertThat(Files.getLastModifiedTime(etc("io.karge.station-elsewhere.cfg")))
                .as("nobody writes into a cfg")
                .isEqualTo(written);

        kill();
        Files.delete(etc("io.karge.station-elsewhere.cfg"));
        start();
        await(
                "the gateway answers",
                () -> answers() && names(gateway.simulators()).contains("MOVES"));

        assertThat(ids(gateway.stations())).containsExactly("CHANGED", "CHARGES");
        assertThat(logged(started)).doesNotContain("station=MOVES begins");
    }

    /** The file that ran counts, although the others come first by name. */
    @Test
    public void aCopyDoesNotRunUntilTheFileThatRanIsGone() throws Exception {
        int port = add("FIRST");
        String hardware = "modbus-tcp://127.0.0.1:" + port + "?unitId=1";
        start("FIRST");
        List<String> cfg = karge.files().lines("io.karge.station-FIRST.cfg");
        karge.files().write("io.karge.station-A-copy.cfg", SiteFiles.with(cfg, "stationId", "COPY"));
        karge.files()
                .write("io.karge.station-B-twin.cfg", SiteFiles.with(cfg, "driverUri", "modbus-tcp://127.0.0.1:1"));
        await("both are refused", () -> problems().size() == 2);
        assertRefused(hardware);

        karge.stop();
        start("FIRST");
        assertRefused(hardware);
        kill();
        start("FIRST");
        assertRefused(hardware);

        Files.delete(etc("io.karge.station-FIRST.cfg"));
        await("the copy runs", () -> gateway.accepted("COPY") && gateway.is("COPY", "/hardware", "up"));
        await("nothing is refused", () -> problems().isEmpty());
    }

    /** Whatever happens to its file, and whoever else waits for the cabinet by whatever name of its host. */
    @Test
    public void aCabinetStaysWithTheStationWhoseTransactionRunsOnIt() throws Exception {
        int port = add("CHARGES");
        start("CHARGES");
        List<String> cfg = karge.files().lines("io.karge.station-CHARGES.cfg");
        List<String> waiting = SiteFiles.with(
                SiteFiles.with(cfg, "stationId", "WAITS"), "driverUri", "modbus-tcp://localhost:" + port);
        karge.files().write("io.karge.station-A-waits.cfg", waiting);
        await("the other is refused", () -> refusal("io.karge.station-CHARGES.cfg drives as station CHARGES"));
        gateway.simulate("CHARGES", "evses/1/plug-in", "{}");
        gateway.simulate("CHARGES", "present-token", "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}");
        await("it charges", () -> gateway.is("CHARGES", "/transactions/0/chargingState", "Charging"));
        String transaction =
                gateway.station("CHARGES").at("/transactions/0/transactionId").asText();

        Files.delete(etc("io.karge.station-CHARGES.cfg"));
        await("it is named as the one that holds the cabinet", () -> refusal("transactions of station CHARGES run"));
        kill();
        karge.files().write("io.karge.station-CHARGES.cfg", SiteFiles.without(cfg, "basicAuthPassword"));
        start();
        await("it is named after a restart", () -> answers() && refusal("transactions of station CHARGES run"));
        await("it is listed", () -> gateway.is("CHARGES", "/hardware", "missing"));
        assertThat(ids(gateway.stations())).containsExactly("CHARGES");
        Files.delete(etc("io.karge.station-CHARGES.cfg"));
        karge.files().write("io.karge.station-renamed.cfg", cfg);
        await("it is back", () -> gateway.is("CHARGES", "/hardware", "up"));
        await("it charges on", () -> gateway.is("CHARGES", "/transactions/0/chargingState", "Charging"));

        assertThat(gateway.station("CHARGES")
                        .at("/transactions/0/transactionId")
                        .asText())
                .isEqualTo(transaction);
        assertThat(logged(0)).doesNotContain("station=WAITS driver=");
    }

    private boolean refusal(String why) throws Exception {
        return problems().stream().anyMatch(problem -> problem.contains("A-waits.cfg") && problem.contains(why));
    }

    private void assertRefused(String hardware) throws Exception {
        assertThat(ids(gateway.stations())).containsExactly("FIRST");
        assertThat(problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("io.karge.station-A-copy.cfg is refused: driverUri leads to "
                        + hardware + ", which io.karge.station-FIRST.cfg drives as station FIRST"))
                .anyMatch(problem -> problem.startsWith("io.karge.station-B-twin.cfg is refused: stationId 'FIRST' is"
                        + " that of io.karge.station-FIRST.cfg"));
        assertThat(gateway.is("FIRST", "/hardware", "up")).isTrue();
    }

    @Test
    public void filesThatACfgNamesAreReadAgainAndWhatIsNoTextIsRefusedInWords() throws Exception {
        add("FILES");
        Path password = etc("station.password");
        List<String> cfg = SiteFiles.without(
                SiteFiles.with(karge.files().lines("io.karge.station-FILES.cfg"), "basicAuthPasswordFile", password),
                "basicAuthPassword");
        karge.files().write("io.karge.station-FILES.cfg", cfg);
        Files.writeString(
                etc("io.karge.station-bom.cfg"), "\uFEFF" + String.join("\n", cfg) + "\n", StandardCharsets.UTF_8);
        Files.write(
                etc("io.karge.simulator-latin.cfg"),
                "name = x\nmodel = hyc-400-eu\nport = 1\nhos\u00E4t = 1\n".getBytes(StandardCharsets.ISO_8859_1));
        start();
        await("three files are refused", () -> answers() && problems().size() == 3);
        assertThat(problems())
                .anyMatch(problem -> problem.startsWith("io.karge.station-FILES.cfg is refused: basicAuthPasswordFile '"
                        + password + "' cannot be read"))
                .anyMatch(problem -> problem.startsWith("io.karge.station-bom.cfg is refused: it begins with a byte"))
                .anyMatch(problem ->
                        problem.startsWith("io.karge.simulator-latin.cfg is refused: the key 'hos\\u00E4t'"));

        Files.writeString(password, "the-first-password\n");
        await("it is accepted", () -> gateway.accepted("FILES"));
        Files.writeString(password, "the-second-password\n");
        await("it says why it connects anew", () -> logged(0)
                .contains("station=FILES disconnected: the password of its cfg has changed"));
        await("it is accepted again", () -> gateway.accepted("FILES"));
        Files.writeString(password, "");
        await("it says that the file is empty", () -> problems().stream().anyMatch(p -> p.contains("is empty")));

        assertThat(gateway.accepted("FILES")).isTrue();
    }

    @Test
    public void whatTheContainerDoesNotReadIsNamedUntilItIsRight() throws Exception {
        add("ONE");
        Path twice = etc("io.karge.simulator-twice.cfg");
        Files.writeString(twice, "name = TWICE\nNAME = TWICE\nmodel = hyc-400-eu\nport = ${env:NO_SUCH_PORT}\n");
        Path misnamed = etc("io.karge.simulator_two.cfg");
        Files.writeString(misnamed, "name = TWO\nmodel = hyc-400-eu\nport = " + Distribution.freePort(0) + "\n");
        start();
        await("both are named", () -> answers() && problems().size() == 2);
        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("io.karge.simulator-twice.cfg is not read: the keys name and NAME"))
                .anyMatch(problem -> problem.startsWith("io.karge.simulator_two.cfg has the wrong name"));

        Files.writeString(twice, "name = TWICE\nmodel = hyc-400-eu\nport = ${env:NO_SUCH_PORT}\n");
        Files.move(misnamed, etc("io.karge.simulator-two.cfg"));
        await("the second runs", () -> names(gateway.simulators()).contains("TWO"));
        await("the first is read", () -> problems().size() == 1);
        assertThat(problems())
                .anyMatch(problem -> problem.startsWith("io.karge.simulator-twice.cfg is refused: port names the"
                        + " environment variable NO_SUCH_PORT, which is not set"));
    }

    /** The port of its cabinet. */
    private int add(String station) throws Exception {
        int port = Distribution.freePort(0);
        karge.files().addStation(station, MODEL, port, csmsUrl, PASSWORD);
        return port;
    }

    private void delete(String station) throws Exception {
        karge.files().delete("io.karge.station-" + station + ".cfg");
        karge.files().delete("io.karge.simulator-" + station + ".cfg");
    }

    private void rename(String from, String to) throws Exception {
        Files.move(etc(from), etc(to));
    }

    private Path etc(String file) {
        return karge.home().resolve("etc").resolve(file);
    }

    private void start(String... stations) throws Exception {
        started = Files.exists(karge.log()) ? Files.size(karge.log()) : 0;
        karge.start();
        for (String station : stations) {
            await(station + " is accepted", () -> gateway.accepted(station));
            await(station + " has its hardware", () -> gateway.is(station, "/hardware", "up"));
        }
    }

    /** SIGKILL: nothing in the process gets to say goodbye. */
    private void kill() throws Exception {
        ProcessHandle container = ProcessHandle.current()
                .children()
                .filter(child -> String.join(" ", child.info().arguments().orElse(new String[0]))
                        .contains(karge.home().toString()))
                .findFirst()
                .orElseThrow();
        container.destroyForcibly();
        container.onExit().get(30, TimeUnit.SECONDS);
    }

    private boolean answers() throws InterruptedException {
        try {
            gateway.stations();
            gateway.simulators();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Those of the gateway that the log tells of since the last start, without those that passwords in a cfg draw. */
    private List<String> problems() throws Exception {
        Map<String, String> problems = new LinkedHashMap<>();
        for (String line : logged(started).lines().toList()) {
            Matcher raised = RAISED.matcher(line);
            Matcher over = OVER.matcher(line);
            if (raised.matches()) {
                problems.put(raised.group("what"), raised.group("what") + ": " + raised.group("why"));
            } else if (over.matches()) {
                problems.remove(over.group("what"));
            }
        }
        problems.keySet().removeIf(what -> what.endsWith("holds a password in plain text"));
        return List.copyOf(problems.values());
    }

    private static List<String> ids(JsonNode stations) {
        return texts(stations, "/stationId");
    }

    private static List<String> names(JsonNode simulators) {
        return texts(simulators, "/name");
    }

    private static List<String> texts(JsonNode list, String pointer) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.at(pointer).asText()));
        return texts;
    }

    /** What was logged from that byte on. */
    private String logged(long from) throws Exception {
        byte[] all = Files.readAllBytes(karge.log());
        return new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        DistributionTestSupport.await(what, WAIT, condition);
    }
}
