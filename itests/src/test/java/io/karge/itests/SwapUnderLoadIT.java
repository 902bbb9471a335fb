package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.runtime.Machine;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.Products;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.testsystem.TransactionAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Cars charge at all ten EVSEs of the four products while drivers are upgraded and put back, functional blocks installed
 * anew, and a fifth station comes and goes: the CSMS is told everything once and in order, and nothing is left behind.
 */
public class SwapUnderLoadIT {
    private static final String PASSWORD = "integration-tests-1";
    private static final String NEWER = "9.0.0";
    private static final String FIFTH = "FIFTH-1";
    private static final List<String> BLOCKS = List.of("metering", "authorization", "availability");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final Machine machine = new Machine();
    private final TransactionAudit audit = new TransactionAudit(machine.time());
    private CsmsServer csms;
    private UnpackedSite site;
    private GatewayClient gateway;
    private String shipped;

    @Before
    public void start() throws Exception {
        csms = new CsmsServer(
                "127.0.0.1", 0, PASSWORD, new AcceptingBehaviour(machine.time(), 300, Set.of()), machine.time());
        csms.observe(audit::received);
        csms.start();
        site = new UnpackedSite(folder.newFolder("karge").toPath());
        Products.addAll(site.karge.files(), 0, csms.url(), PASSWORD);
        site.karge.start();
        gateway = Distribution.configured(site.karge.home()).gateway();
        for (String station : Products.stationIds()) {
            await(station + " is accepted", () -> gateway.accepted(station));
            gateway.setVariable(station, "SampledDataCtrlr", "TxUpdatedInterval", "1");
        }
        await("the shell answers", () -> site.shell("karge", "driver:list").contains("hyc-400-us"));
        shipped = version("hyc-400-us");
    }

    @After
    public void end() throws Exception {
        site.close();
        csms.close();
        machine.close();
    }

    @Test
    public void nothingIsLostAndNothingIsLeftWhenEverythingIsSwappedWhileCarsCharge() throws Exception {
        charge();
        swapEverything(); // what is made once is there after the first time
        Set<String> threads = threads();
        long classes = classes();

        swapEverything();

        await("the threads are those of before", () -> threads.containsAll(threads()));
        await("no classes of what went are left", () -> classes() <= classes);
        leave();
        audit.over();
        assertThat(audit.faults()).isEmpty();
        assertThat(audit.repeated()).as("repeated events").isZero();
        assertThat(audit.transactions()).as("one for each car").isEqualTo(10);
    }

    private void swapEverything() throws Exception {
        Map<String, Long> before = energy();
        upgradeTheDriversAndPutThemBack();
        for (String block : BLOCKS) {
            site.shell("karge", "feature:uninstall karge-" + block);
            await(block + " is gone", () -> !features().contains("karge-" + block + " "));
            site.shell("karge", "feature:install karge-" + block);
            await(block + " is back", () -> features().contains("karge-" + block + " "));
        }
        fifthStation();
        await("energy still flows everywhere", () -> energy().entrySet().stream()
                .allMatch(now -> now.getValue() > before.getOrDefault(now.getKey(), 0L)));
        assertThat(energy().keySet()).as("the transactions of before").isEqualTo(before.keySet());
    }

    private void upgradeTheDriversAndPutThemBack() throws Exception {
        Path deploy = site.karge.home().resolve("deploy");
        for (String model : Products.MODELS) {
            Path built = folder.getRoot().toPath().resolve(model + "-" + NEWER + ".kar");
            if (!Files.exists(built)) {
                NewerKar.write(kar(model), model, karVersion(), NEWER, built);
            }
            Path deployed = deploy.resolve(built.getFileName());
            Files.copy(built, deployed);
            await(model + " is upgraded", () -> version(model).equals(NEWER));
            await(model + " drives its cabinet", () -> hasHardware(model));
        }
        for (String model : Products.MODELS) {
            Files.delete(deploy.resolve(model + "-" + NEWER + ".kar"));
            await(model + " is as shipped", () -> version(model).equals(shipped));
            await(model + " drives its cabinet", () -> hasHardware(model));
        }
        await("nothing of the newer ones is left", () -> !features().contains("deployed-driver"));
    }

    private void fifthStation() throws Exception {
        site.karge.files().addStation(FIFTH, "hyc-200-eu", Distribution.freePort(0), csms.url(), PASSWORD);
        await("the fifth station is accepted", () -> gateway.accepted(FIFTH));
        await("it has told all", () -> gateway.is(FIFTH, "/queue/length", "0"));
        site.karge.files().removeStation(FIFTH);
        await(
                "the fifth station is gone",
                () -> !gateway.stations().findValuesAsText("stationId").contains(FIFTH));
    }

    /** A car at each EVSE, with a card of its own. */
    private void charge() throws Exception {
        for (String station : Products.stationIds()) {
            for (JsonNode evse : gateway.simulator(station).path("evses")) {
                int evseId = evse.path("evseId").asInt();
                gateway.simulate(station, "evses/" + evseId + "/plug-in", "{}");
                await(station + "/" + evseId + " sees the cable", () -> connector(station, evseId)
                        .equals("Occupied"));
                gateway.simulate(
                        station,
                        "present-token",
                        "{\"idToken\":\"04A2B3C%d\",\"type\":\"ISO14443\",\"evseId\":%d}".formatted(evseId, evseId));
                await(station + "/" + evseId + " charges", () -> chargingStates(station, evseId)
                        .equals("Charging"));
            }
        }
        assertThat(energy()).hasSize(10);
    }

    private void leave() throws Exception {
        for (String station : Products.stationIds()) {
            for (JsonNode evse : gateway.simulator(station).path("evses")) {
                gateway.simulate(station, "evses/" + evse.path("evseId").asInt() + "/unplug", "{}");
            }
            await(
                    station + " has told everything",
                    () -> gateway.station(station).path("transactions").isEmpty()
                            && gateway.is(station, "/queue/length", "0"));
        }
    }

    private String connector(String station, int evseId) throws Exception {
        return gateway.station(station)
                .at("/evses/" + (evseId - 1) + "/connectors/0/status")
                .asText();
    }

    private String chargingStates(String station, int evseId) throws Exception {
        for (JsonNode transaction : gateway.station(station).path("transactions")) {
            if (transaction.path("evseId").asInt() == evseId) {
                return transaction.path("chargingState").asText();
            }
        }
        return "";
    }

    /** By transaction. */
    private Map<String, Long> energy() throws Exception {
        Map<String, Long> all = new LinkedHashMap<>();
        for (String station : Products.stationIds()) {
            for (JsonNode transaction : gateway.station(station).path("transactions")) {
                all.put(
                        transaction.path("transactionId").asText(),
                        transaction.path("energyWh").asLong());
            }
        }
        return all;
    }

    private boolean hasHardware(String model) throws Exception {
        return gateway.is(Products.stationId(model), "/hardware", "up");
    }

    /** The version of a driver that is used. */
    private String version(String model) throws Exception {
        String listed = site.shell("karge", "driver:list --json");
        for (JsonNode driver : new ObjectMapper().readTree(listed.substring(listed.indexOf('[')))) {
            if (driver.path("driver").asText().equals(model)
                    && driver.path("used").asBoolean()) {
                return driver.path("version").asText();
            }
        }
        return "";
    }

    private String features() throws Exception {
        return site.shell("karge", "feature:list -i --no-format");
    }

    private static Path kar(String model) throws IOException {
        Path shippedKar = Path.of(System.getProperty("karge.kar"));
        return Path.of(shippedKar.toString().replace("hyc-200-eu", model));
    }

    private static String karVersion() {
        return Path.of(System.getProperty("karge.kar"))
                .getFileName()
                .toString()
                .replace("hyc-200-eu-", "")
                .replace(".kar", "");
    }

    /** The threads of the gateway's process by their names, without numbers. */
    private Set<String> threads() throws Exception {
        return Stream.of(jcmd("Thread.print").split("\n"))
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)).replaceAll("\\d+", "#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many classes are loaded after a collection. */
    private long classes() throws Exception {
        jcmd("GC.run");
        return Stream.of(jcmd("VM.classloader_stats").split("\n"))
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.replaceAll("[^0-9 ]", " ").strip().split("\\s+"))
                .mapToLong(numbers -> Long.parseLong(numbers[1]))
                .findFirst()
                .orElseThrow();
    }

    private String jcmd(String what) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return site.run("", jcmd, String.valueOf(site.karge.process().pid()), what);
    }

    private static void await(String what, Callable<Boolean> until) throws Exception {
        DistributionTestSupport.await(what, UnpackedSite.WAIT, until);
    }
}
