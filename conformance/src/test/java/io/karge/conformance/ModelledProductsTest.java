package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.StationModel;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.InMemoryHardware;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MessageContentType;
import io.karge.ocpp.types.MessageFormatEnumType;
import io.karge.ocpp.types.PhaseEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.storage.MemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The width of the driver API through the whole stack: an AC wallbox without reader, stop button and boot counter whose
 * contactor is derived and whose meter counts sessions, and a post with a DC EVSE of two connectors beside an AC one.
 */
class ModelledProductsTest {
    private static final String ID = "CS-1";
    private static final String MEASURANDS = "\"Current.Import\",\"Energy.Active.Import.Register\",\"Frequency\","
            + "\"Power.Active.Import\",\"Voltage\",\"SoC\",\"Energy.Active.Export.Register\"";
    private static final String PRODUCT = "{\"measurands\":{\"txStarted\":[" + MEASURANDS + "],\"txUpdated\":["
            + MEASURANDS + "],\"txEnded\":[" + MEASURANDS + "],\"aligned\":[" + MEASURANDS + "]}}";
    private static final IdTokenType REMOTE = IdTokenType.of("REMOTE-1", IdTokenEnumType.Central);

    private final VirtualTime time = new VirtualTime();
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    Path folder;

    private TestCsms csms;
    private InMemoryHardware hardware;

    private void boot(StationModel model) {
        List<InProcessCsms> connections = new ArrayList<>();
        csms = new TestCsms(new VirtualClock(time), time, kit -> {
            connections.add(new InProcessCsms(time, kit, Breakage.none().wire()));
            return connections.get(0);
        });
        InMemoryDriverFactory driver = new InMemoryDriverFactory(model, PRODUCT);
        StationGateway gateway = EmbeddedGateway.inMemory(
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
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private void start(int evseId) {
        assertThat(csms.call(
                                RequestStartTransactionRequest.of(7, REMOTE).withEvseId(evseId),
                                RequestStartTransactionResponse.class)
                        .status())
                .isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    private void stop(String transactionId) {
        csms.call(RequestStopTransactionRequest.of(transactionId), RequestStopTransactionResponse.class);
        csms.pause(Duration.ofSeconds(10));
    }

    private List<TransactionEventRequest> events(int transaction) {
        csms.transactions().verify();
        return csms.transactions().events(csms.transactions().transactionIds().get(transaction));
    }

    private static List<SampledValueType> lastSample(TransactionEventRequest event) {
        return event.meterValue().get(event.meterValue().size() - 1).sampledValue();
    }

    private static double value(List<SampledValueType> sample, MeasurandEnumType measurand) {
        return sample.stream()
                .filter(value -> value.measurand() == measurand && value.phase() == null)
                .mapToDouble(value -> value.value().doubleValue())
                .findFirst()
                .orElseThrow();
    }

    private String variable(String component, String variable, EVSEType evse) {
        ComponentType of = ComponentType.of(component).withEvse(evse);
        return csms.call(
                        GetVariablesRequest.of(List.of(GetVariableDataType.of(of, VariableType.of(variable)))),
                        GetVariablesResponse.class)
                .getVariableResult()
                .get(0)
                .attributeValue();
    }

    private void set(String component, String variable, String value) {
        assertThat(csms.call(
                                SetVariablesRequest.of(List.of(SetVariableDataType.of(
                                        value, ComponentType.of(component), VariableType.of(variable)))),
                                SetVariablesResponse.class)
                        .setVariableResult()
                        .get(0)
                        .attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    @Test
    void chargesAtAnAcWallbox() {
        boot(TestModels.wallbox());
        assertThat(variable("Connector", "SupplyPhases", EVSEType.of(1).withConnectorId(1)))
                .isEqualTo("3");
        assertThat(variable("Connector", "ConnectorType", EVSEType.of(1).withConnectorId(1)))
                .isEqualTo("sType2");
        hardware.demand(1, 11_040);

        start(1);
        hardware.plugIn(1);
        csms.pause(Duration.ofMinutes(10));
        TransactionEventRequest charging = events(0).stream()
                .filter(event -> event.transactionInfo().chargingState() == ChargingStateEnumType.Charging)
                .findFirst()
                .orElseThrow();
        assertThat(charging.eventType()).isNotEqualTo(TransactionEventEnumType.Ended);
        stop(csms.transactions().transactionIds().get(0));
        hardware.unplug(1);
        csms.pause(Duration.ofSeconds(10));

        List<TransactionEventRequest> events = events(0);
        TransactionEventRequest ended = events.get(events.size() - 1);
        assertThat(ended.eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Remote);
        assertThat(events)
                .extracting(TransactionEventRequest::evse)
                .filteredOn(evse -> evse != null)
                .containsExactly(EVSEType.of(1), EVSEType.of(1).withConnectorId(1));
        List<SampledValueType> periodic = events.stream()
                .filter(event -> event.eventType() == TransactionEventEnumType.Updated && event.meterValue() != null)
                .map(ModelledProductsTest::lastSample)
                .filter(sample -> value(sample, MeasurandEnumType.PowerActiveImport) > 0)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(periodic)
                .extracting(SampledValueType::measurand, SampledValueType::phase, sampled -> sampled.value()
                        .doubleValue())
                .contains(
                        tuple(MeasurandEnumType.PowerActiveImport, null, 11_040.0),
                        tuple(MeasurandEnumType.PowerActiveImport, PhaseEnumType.L1, 3_680.0),
                        tuple(MeasurandEnumType.PowerActiveImport, PhaseEnumType.L3, 3_680.0),
                        tuple(MeasurandEnumType.CurrentImport, PhaseEnumType.L1, 16.0),
                        tuple(MeasurandEnumType.CurrentImport, PhaseEnumType.L2, 16.0),
                        tuple(MeasurandEnumType.CurrentImport, PhaseEnumType.L3, 16.0),
                        tuple(MeasurandEnumType.Voltage, PhaseEnumType.L1_N, 230.0),
                        tuple(MeasurandEnumType.Voltage, PhaseEnumType.L3_N, 230.0),
                        tuple(MeasurandEnumType.Frequency, null, 50.0));
        assertThat(periodic)
                .extracting(SampledValueType::measurand)
                .doesNotContain(MeasurandEnumType.SoC, MeasurandEnumType.EnergyActiveExportRegister);
    }

    /** A path that is taken as open while the vehicle pauses ends no transaction. */
    @Test
    void goesOnWhenTheVehiclePausesAtAWallboxWhoseContactorIsDerived() {
        boot(TestModels.wallbox());
        start(1);
        hardware.plugIn(1);
        csms.pause(Duration.ofMinutes(1));
        hardware.vehicleWantsEnergy(1, false);
        csms.pause(Duration.ofMinutes(1));
        hardware.vehicleWantsEnergy(1, true);
        csms.pause(Duration.ofMinutes(1));

        assertThat(events(0))
                .filteredOn(event -> event.triggerReason() == TriggerReasonEnumType.ChargingStateChanged)
                .extracting(event -> event.transactionInfo().chargingState())
                .containsExactly(
                        ChargingStateEnumType.Charging,
                        ChargingStateEnumType.SuspendedEV,
                        ChargingStateEnumType.Charging);
        assertThat(events(0))
                .extracting(TransactionEventRequest::eventType)
                .doesNotContain(TransactionEventEnumType.Ended);
    }

    /** The meter begins anew with each session; what is reported does not. */
    @Test
    void reportsARegisterThatNeverFallsFromAMeterOfSessions() {
        boot(TestModels.wallbox());
        List<Double> registers = new ArrayList<>();
        for (int session = 0; session < 3; session++) {
            start(1);
            hardware.plugIn(1);
            csms.pause(Duration.ofMinutes(10));
            List<String> ids = csms.transactions().transactionIds();
            stop(ids.get(ids.size() - 1));
            hardware.unplug(1);
            csms.pause(Duration.ofSeconds(30));
            List<TransactionEventRequest> events = events(session);
            registers.add(
                    value(lastSample(events.get(events.size() - 1)), MeasurandEnumType.EnergyActiveImportRegister));
        }

        assertThat(registers).isSorted();
        double each = registers.get(0);
        assertThat(each).isGreaterThan(1_000);
        assertThat(registers.get(2)).isBetween(3 * each - 100, 3 * each + 100);
        assertThat(hardware.evseState(1).meter().energyWh())
                .as("the meter itself")
                .isLessThan(2 * (long) each);
    }

    @Test
    void tellsTheVendorsCodeOfAFault() {
        boot(TestModels.wallbox());
        hardware.raiseFault(1, new Fault("GroundFailure", "32 mA"));
        csms.pause(Duration.ofSeconds(10));

        assertThat(csms.came(NotifyEventRequest.class, any -> true))
                .singleElement()
                .satisfies(told -> assertThat(told.request().eventData())
                        .extracting(event -> event.techCode(), event -> event.techInfo())
                        .containsExactly(tuple("F12", "GroundFailure: 32 mA")));
        assertThat(variable("EVSE", "Problem", EVSEType.of(1))).isEqualTo("true");
    }

    @Test
    void chargesAtTheSecondConnectorOfAPost() {
        boot(TestModels.post());
        List<EVSEType> connectors = csms.came(StatusNotificationRequest.class, any -> true).stream()
                .map(status -> EVSEType.of(status.request().evseId())
                        .withConnectorId(status.request().connectorId()))
                .distinct()
                .toList();
        assertThat(connectors)
                .containsExactlyInAnyOrder(
                        EVSEType.of(1).withConnectorId(1),
                        EVSEType.of(1).withConnectorId(2),
                        EVSEType.of(2).withConnectorId(1));
        assertThat(variable("Connector", "ConnectorType", EVSEType.of(1).withConnectorId(2)))
                .isEqualTo("cG105");
        assertThat(variable("EVSE", "SupplyPhases", EVSEType.of(2))).isEqualTo("3");

        start(1);
        hardware.stateOfCharge(1, 40);
        hardware.plugIn(1, 2);
        csms.pause(Duration.ofMinutes(5));
        assertThat(status(1, 1)).isEqualTo(ConnectorStatusEnumType.Available);
        assertThat(status(1, 2)).isEqualTo(ConnectorStatusEnumType.Occupied);
        stop(csms.transactions().transactionIds().get(0));
        hardware.unplug(1);
        csms.pause(Duration.ofSeconds(10));

        assertThat(events(0))
                .filteredOn(event -> event.evse() != null && event.evse().connectorId() != null)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.evse()).isEqualTo(EVSEType.of(1).withConnectorId(2)));
        assertThat(status(1, 2)).isEqualTo(ConnectorStatusEnumType.Available);
        List<SampledValueType> end = lastSample(events(0).get(events(0).size() - 1));
        assertThat(end)
                .extracting(SampledValueType::measurand)
                .contains(MeasurandEnumType.SoC, MeasurandEnumType.EnergyActiveExportRegister)
                .doesNotContain(MeasurandEnumType.Frequency);
        assertThat(end).extracting(SampledValueType::phase).containsOnlyNulls();
    }

    /** The variables offer what any EVSE measures; each samples its own, signed where its meter signs. */
    @Test
    void samplesWhatEachEvseOfThePostMeasures() {
        boot(TestModels.post());
        set("SampledDataCtrlr", "SignReadings", "true");
        hardware.demand(2, 11_040);
        start(2);
        hardware.plugIn(2);
        csms.pause(Duration.ofMinutes(5));
        stop(csms.transactions().transactionIds().get(0));

        List<SampledValueType> end = lastSample(events(0).get(events(0).size() - 1));
        assertThat(end)
                .extracting(SampledValueType::measurand)
                .contains(MeasurandEnumType.EnergyActiveImportRegister, MeasurandEnumType.PowerActiveImport)
                .doesNotContain(
                        MeasurandEnumType.SoC, MeasurandEnumType.Voltage, MeasurandEnumType.EnergyActiveExportRegister);
        assertThat(end)
                .filteredOn(value -> value.measurand() == MeasurandEnumType.CurrentImport)
                .extracting(SampledValueType::phase)
                .containsExactly(PhaseEnumType.L1, PhaseEnumType.L2, PhaseEnumType.L3);
        assertThat(end)
                .filteredOn(value -> value.measurand() == MeasurandEnumType.EnergyActiveImportRegister)
                .singleElement()
                .satisfies(value ->
                        assertThat(value.signedMeterValue().encodingMethod()).isEqualTo("OCMF"));
        assertThat(variable("SampledDataCtrlr", "TxEndedMeasurands", null)).contains("SoC", "Voltage", "Export");
    }

    @Test
    void tellsWhatTheHardwareTellsLateWithTheTimeAtWhichItHappened() {
        boot(TestModels.post());
        start(1);
        csms.pause(Duration.ofSeconds(30));
        Instant plugged = time.wallClock().minusSeconds(20);
        hardware.tellLate(Duration.ofSeconds(20));
        hardware.plugIn(1);
        csms.pause(Duration.ofSeconds(10));

        assertThat(events(0))
                .filteredOn(event -> event.triggerReason() == TriggerReasonEnumType.CablePluggedIn)
                .singleElement()
                .satisfies(event -> assertThat(event.timestamp()).isEqualTo(plugged));
    }

    @Test
    void refusesAndAcceptsAtAReaderThatAsks() {
        boot(TestModels.post());
        csms.answer(
                AuthorizeRequest.class,
                request -> AuthorizeResponse.of(
                        request.idToken().idToken().equals("1111")
                                ? IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked)
                                        .withPersonalMessage(
                                                MessageContentType.of(MessageFormatEnumType.UTF8, "Please call us"))
                                : IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted)));
        hardware.presentToken(1, "1111", TokenType.KeyCode);
        csms.pause(Duration.ofSeconds(10));
        assertThat(answers())
                .containsExactly(new AnswerToken(
                        1, "1111", TokenType.KeyCode, AnswerToken.Status.REFUSED, "Blocked", "Please call us"));
        assertThat(hardware.display()).isEqualTo("Please call us");

        hardware.plugIn(1);
        hardware.presentToken(1, "04A2B3C4", TokenType.ISO14443);
        csms.pause(Duration.ofSeconds(10));
        assertThat(answers()).hasSize(2).last().extracting(AnswerToken::status).isEqualTo(AnswerToken.Status.ACCEPTED);
        assertThat(hardware.evseState(1).powerPathClosed()).isTrue();

        hardware.presentToken(1, "04A2B3C4", TokenType.ISO14443);
        csms.pause(Duration.ofSeconds(10));
        assertThat(answers()).hasSize(3).last().extracting(AnswerToken::status).isEqualTo(AnswerToken.Status.ACCEPTED);
        assertThat(hardware.evseState(1).powerPathClosed()).isFalse();
    }

    private List<AnswerToken> answers() {
        return hardware.commands().stream()
                .filter(AnswerToken.class::isInstance)
                .map(AnswerToken.class::cast)
                .toList();
    }

    private ConnectorStatusEnumType status(int evseId, int connectorId) {
        String state =
                variable("Connector", "AvailabilityState", EVSEType.of(evseId).withConnectorId(connectorId));
        return ConnectorStatusEnumType.of(state).orElseThrow();
    }
}
