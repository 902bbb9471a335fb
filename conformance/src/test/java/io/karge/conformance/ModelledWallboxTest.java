package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.Fault;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.PhaseEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The width of the driver API through the whole stack: an AC wallbox without reader, stop button and boot counter whose
 * contactor is derived and whose meter counts sessions.
 */
class ModelledWallboxTest extends ModelledProducts {
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
                .map(ModelledProducts::lastSample)
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
}
