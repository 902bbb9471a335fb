package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.Test;

/** Functional blocks leave and come back with their state in the real distribution while a vehicle charges. */
public class BlockSwapIT extends ChargingSupport {

    @Test
    public void everyBlockLeavesAndComesBackWithItsState() throws Exception {
        String station = add("BLOCK-1", "hyc-400-eu");
        gateway.setVariable(station, "SampledDataCtrlr", "TxUpdatedInterval", "1");
        charge(station);
        String driver = gateway.station(station).at("/hardware").asText();
        Map<String, String> all = variables(station);

        for (String block : blocks()) {
            uninstall(block);
            assertThat(variables(station).keySet()).as("without " + block).isSubsetOf(all.keySet());
            assertThat(gateway.station(station).at("/transactions"))
                    .as("without " + block)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(gateway.station(station).at("/hardware").asText()).isEqualTo(driver);
            install(block);
            await(block + " is back with its state", WAIT, () -> variables(station)
                    .equals(all));
        }

        assertThat(gateway.station(station).at("/missingBlocks")).isEmpty();
        long energy = energy(station);
        await("energy flows on", WAIT, () -> energy(station) > energy);
        gateway.simulate(station, "present-token", CARD);
        await("the transaction ends", WAIT, () -> gateway.station(station)
                .at("/transactions")
                .isEmpty());
        await("the CSMS has everything", WAIT, () -> gateway.is(station, "/queue/length", "0"));
        assertWhole(station);
        assertThat(calls(station, "BootNotification")).as("BootNotifications").hasSize(1);
    }

    @Test
    public void theActionsOfABlockThatIsAwayAreNotSupported() throws Exception {
        String station = add("BLOCK-2", "hyc-200-us");
        charge(station);

        uninstall("remote-control");
        assertThatThrownBy(() -> call(station, "RequestStopTransaction", "{\"transactionId\":\"none\"}"))
                .hasStackTraceContaining("NotSupported");
        install("remote-control");
        assertThat(call(station, "RequestStopTransaction", "{\"transactionId\":\"none\"}"))
                .contains("Rejected");

        uninstall("metering");
        assertThat(components(station)).doesNotContain("SampledDataCtrlr", "AlignedDataCtrlr");
        assertThat(call(
                        station,
                        "GetVariables",
                        "{\"getVariableData\":[{\"component\":{\"name\":\"SampledDataCtrlr\"},"
                                + "\"variable\":{\"name\":\"TxUpdatedInterval\"}}]}"))
                .contains("UnknownComponent");
        install("metering");
        assertThat(components(station)).contains("SampledDataCtrlr", "AlignedDataCtrlr");
    }

    @Test
    public void withoutABlockThatASessionNeedsTheEnergyStops() throws Exception {
        String station = add("BLOCK-3", "hyc-400-us");
        charge(station);

        uninstall("transactions");
        try {
            await("the energy stops", WAIT, () -> contactors(station).equals("open"));
            assertThat(shell("station:list")).contains("transactions");
            assertThat(gateway.station(station).at("/missingBlocks").toString()).contains("transactions");
            assertThat(gateway.station(station).at("/problems").toString()).contains("karge-transactions");
        } finally {
            install("transactions");
        }

        await("nothing is missing", WAIT, () -> gateway.station(station)
                .at("/missingBlocks")
                .isEmpty());
        gateway.simulate(station, "evses/1/unplug", "");
        await("the transaction ends", WAIT, () -> gateway.station(station)
                .at("/transactions")
                .isEmpty());
        await("the CSMS has everything", WAIT, () -> gateway.is(station, "/queue/length", "0"));
        assertWhole(station);
    }

    private List<String> blocks() throws Exception {
        return bootFeatures().stream()
                .filter(name -> name.startsWith("karge-"))
                .map(name -> name.substring("karge-".length()))
                .filter(this::isBlock)
                .sorted()
                .toList();
    }

    private boolean isBlock(String name) {
        String symbolicName = "io.karge.block." + name.replace("-", "");
        return List.of(context.getBundles()).stream().anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()));
    }

    private String contactors(String station) throws Exception {
        return gateway.get("/simulator/api/v1/stations/" + station)
                .at("/evses/0/contactors")
                .asText();
    }

    private Set<String> components(String station) throws Exception {
        return variables(station).keySet().stream()
                .map(name -> name.replaceFirst("/.*", ""))
                .collect(Collectors.toSet());
    }

    /** What may be set, with its value, by component and variable. */
    private Map<String, String> variables(String station) throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode item : gateway.get("/api/v1/stations/" + station + "/variables")) {
            for (JsonNode attribute : item.at("/variableAttribute")) {
                String name = item.at("/component/name").asText() + "/" + item.at("/component/evse") + "/"
                        + item.at("/variable/name").asText() + "/"
                        + item.at("/variable/instance").asText() + "/"
                        + attribute.at("/type").asText();
                boolean kept = !attribute.at("/mutability").asText("ReadWrite").equals("ReadOnly");
                values.put(name, kept ? attribute.at("/value").asText() : "");
            }
        }
        return values;
    }
}
