package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MessageContentType;
import io.karge.ocpp.types.MessageFormatEnumType;
import io.karge.ocpp.types.PhaseEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The width of the driver API through the whole stack: a post with a DC EVSE of two connectors beside an AC one, and a reader
 * that asks.
 */
class ModelledPostTest extends ModelledProducts {
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

    /** A fault of a connector that nobody uses ends nothing at the other, and is told of that connector. */
    @Test
    void goesOnAtOneConnectorWhenTheOtherHasAFault() {
        boot(TestModels.post());
        start(1);
        hardware.plugIn(1, 1);
        csms.pause(Duration.ofMinutes(1));
        hardware.raiseFault(1, new Fault("GroundFailure", "32 mA", "F12", 2));
        csms.pause(Duration.ofMinutes(1));

        assertThat(status(1, 1)).isEqualTo(ConnectorStatusEnumType.Occupied);
        assertThat(status(1, 2)).isEqualTo(ConnectorStatusEnumType.Faulted);
        assertThat(events(0))
                .extracting(TransactionEventRequest::eventType)
                .doesNotContain(TransactionEventEnumType.Ended);
        assertThat(csms.came(NotifyEventRequest.class, any -> true))
                .singleElement()
                .satisfies(told -> assertThat(told.request().eventData())
                        .extracting(event -> event.techCode(), event -> event.component())
                        .containsExactly(tuple(
                                "F12",
                                ComponentType.of("Connector")
                                        .withEvse(EVSEType.of(1).withConnectorId(2)))));
        assertThat(variable("Connector", "Problem", EVSEType.of(1).withConnectorId(2)))
                .isEqualTo("true");
        assertThat(variable("EVSE", "Problem", EVSEType.of(1))).isEqualTo("false");

        hardware.raiseFault(1, new Fault("GroundFailure", "32 mA", "F12", 1));
        csms.pause(Duration.ofMinutes(1));
        assertThat(events(0))
                .last()
                .extracting(TransactionEventRequest::eventType)
                .isEqualTo(TransactionEventEnumType.Ended);
    }

    @Test
    void tellsTheSerialNumberOfTheMeterThatHasOne() {
        boot(TestModels.post());

        assertThat(variable("FiscalMetering", "SerialNumber", EVSEType.of(1))).isEqualTo("MEM-METER-1");
    }

    private List<AnswerToken> answers() {
        return hardware.commands().stream()
                .filter(AnswerToken.class::isInstance)
                .map(AnswerToken.class::cast)
                .toList();
    }
}
