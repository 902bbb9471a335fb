package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.StationModel;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.InMemoryHardware;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.storage.MemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A station whose model is one of the testkit's, through the whole stack: its hardware is in memory, the CSMS is the test's.
 */
abstract class ModelledProducts {
    private static final String ID = "CS-1";
    private static final String MEASURANDS = "\"Current.Import\",\"Energy.Active.Import.Register\",\"Frequency\","
            + "\"Power.Active.Import\",\"Voltage\",\"SoC\",\"Energy.Active.Export.Register\"";
    private static final String PRODUCT = "{\"measurands\":{\"txStarted\":[" + MEASURANDS + "],\"txUpdated\":["
            + MEASURANDS + "],\"txEnded\":[" + MEASURANDS + "],\"aligned\":[" + MEASURANDS + "]}}";
    private static final IdTokenType REMOTE = IdTokenType.of("REMOTE-1", IdTokenEnumType.Central);

    final VirtualTime time = new VirtualTime();
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    Path folder;

    TestCsms csms;
    InMemoryHardware hardware;
    StationGateway gateway;
    InMemoryDriverFactory driver;

    final void boot(StationModel model) {
        List<InProcessCsms> connections = new ArrayList<>();
        csms = new TestCsms(new VirtualClock(time), time, kit -> {
            connections.add(new InProcessCsms(time, kit, Breakage.none().wire()));
            return connections.get(0);
        });
        driver = new InMemoryDriverFactory(model, PRODUCT);
        gateway = EmbeddedGateway.inMemory(
                time,
                time,
                new MemoryStore(time.newBlockingSerial("store"), time),
                connections.get(0).sockets(),
                folder,
                EmbeddedGateway.blocks());
        open.add(gateway);
        gateway.addDriver(model.driver(), driver, "a test");
        gateway.putStation(StationConfig.of(
                ID, model.driver(), URI.create("memory:1"), URI.create("ws://127.0.0.1/ocpp"), "0123456789abcdef"));
        csms.awaitConnection("the boot");
        csms.pause(Duration.ofSeconds(10));
        hardware = driver.hardware(ID);
    }

    @AfterEach
    final void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    final void start(int evseId) {
        assertThat(csms.call(
                                RequestStartTransactionRequest.of(7, REMOTE).withEvseId(evseId),
                                RequestStartTransactionResponse.class)
                        .status())
                .isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    final void stop(String transactionId) {
        csms.call(RequestStopTransactionRequest.of(transactionId), RequestStopTransactionResponse.class);
        csms.pause(Duration.ofSeconds(10));
    }

    final List<TransactionEventRequest> events(int transaction) {
        csms.transactions().verify();
        return csms.transactions().events(csms.transactions().transactionIds().get(transaction));
    }

    static List<SampledValueType> lastSample(TransactionEventRequest event) {
        return event.meterValue().get(event.meterValue().size() - 1).sampledValue();
    }

    static double value(List<SampledValueType> sample, MeasurandEnumType measurand) {
        return sample.stream()
                .filter(value -> value.measurand() == measurand && value.phase() == null)
                .mapToDouble(value -> value.value().doubleValue())
                .findFirst()
                .orElseThrow();
    }

    final String variable(String component, String variable, EVSEType evse) {
        ComponentType of = ComponentType.of(component).withEvse(evse);
        return csms.call(
                        GetVariablesRequest.of(List.of(GetVariableDataType.of(of, VariableType.of(variable)))),
                        GetVariablesResponse.class)
                .getVariableResult()
                .get(0)
                .attributeValue();
    }

    final void set(String component, String variable, String value) {
        assertThat(csms.call(
                                SetVariablesRequest.of(List.of(SetVariableDataType.of(
                                        value, ComponentType.of(component), VariableType.of(variable)))),
                                SetVariablesResponse.class)
                        .setVariableResult()
                        .get(0)
                        .attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    final ConnectorStatusEnumType status(int evseId, int connectorId) {
        String state =
                variable("Connector", "AvailabilityState", EVSEType.of(evseId).withConnectorId(connectorId));
        return ConnectorStatusEnumType.of(state).orElseThrow();
    }
}
