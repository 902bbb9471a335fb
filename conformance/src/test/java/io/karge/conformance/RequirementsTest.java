package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.conformance.TestCsms.Received;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements that no case of Part 6 proves and that the whole station is needed for. */
class RequirementsTest {
    private static final Duration WHILE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** F01.FR.14: the transaction begins with the authorization, at a vehicle that is plugged in. */
    @Test
    void startedCarriesTheConfiguredMeasurandsAfterARemoteStart() {
        at(bench -> {
            bench.variables().configure("SampledDataCtrlr", "TxStartedMeasurands", "Voltage,Power.Offered");
            bench.states().evConnectedPreSession();
            bench.states().authorized(Authorization.REMOTE);
            verifyStarted(bench);
        });
    }

    /** F02.FR.02: the transaction begins with the cable, after the authorization. */
    @Test
    void startedCarriesTheConfiguredMeasurandsWhenTheCableComesAfterARemoteStart() {
        at(bench -> {
            bench.variables().configure("TxCtrlr", "TxStartPoint", "EVConnected");
            bench.variables().configure("SampledDataCtrlr", "TxStartedMeasurands", "Voltage,Power.Offered");
            bench.states().authorized(Authorization.REMOTE);
            bench.states().evConnectedPreSession();
            verifyStarted(bench);
        });
    }

    private static void verifyStarted(Bench bench) {
        TransactionEventRequest started = bench.states().events().get(0);
        assertThat(started.eventType()).isEqualTo(TransactionEventEnumType.Started);
        assertThat(started.meterValue()).hasSize(1);
        assertThat(started.meterValue().get(0).sampledValue())
                .allMatch(value -> value.context() == ReadingContextEnumType.TransactionBegin)
                .extracting(SampledValueType::measurand)
                .containsExactlyInAnyOrder(MeasurandEnumType.Voltage, MeasurandEnumType.PowerOffered);
    }

    /** B12.FR.06: as it was before, though a transaction was ended for the reset. */
    @Test
    void anEvseThatIsOutOfServiceStaysSoOverAResetThatEndsATransaction() {
        at(bench -> {
            bench.stationStates().unavailable(EVSEType.of(2));
            bench.states().energyTransferStarted();
            bench.stationStates().reset("the reset", ResetEnumType.Immediate, ResetStatusEnumType.Accepted);
            bench.states().nextEvent("the end");
            bench.stationStates().bootNotification("the boot");
            bench.connectors().await("after it", 2, 1, ConnectorStatusEnumType.Unavailable);
            bench.connectors().await("after it", 1, 1, ConnectorStatusEnumType.Occupied);
        });
    }

    /** B01.FR.07: over a reboot of the cabinet and over one of the station's own side, at every level. */
    @Test
    void unavailableIsPersistent() {
        for (@Nullable EVSEType level : new EVSEType[] {EVSEType.of(1).withConnectorId(1), EVSEType.of(1), null}) {
            at(bench -> {
                bench.stationStates().unavailable(level);
                bench.station().powerCycle();
                verifyPersistent(bench, level);
                bench.station().restart();
                verifyPersistent(bench, level);
            });
        }
    }

    private static void verifyPersistent(Bench bench, @Nullable EVSEType level) {
        bench.stationStates().bootNotification("the boot");
        bench.connectors().await("after it", 1, 1, ConnectorStatusEnumType.Unavailable);
        bench.connectors()
                .await(
                        "after it",
                        2,
                        1,
                        level == null ? ConnectorStatusEnumType.Unavailable : ConnectorStatusEnumType.Available);
        bench.stationStates().securityEvent("after it");
    }

    /** B12.FR.05: the CSMS gets the end of a transaction and its answer is lost; the station boots and tells it again. */
    @Test
    void anEndThatWasNotAnsweredBeforeAResetComesAgainAfterTheBoot() {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder, losingTheAnswerToEnded())) {
            Bench bench = station.ready();
            bench.states().energyTransferStarted();
            bench.stationStates().reset("the reset", ResetEnumType.Immediate, ResetStatusEnumType.Accepted);
            TransactionEventRequest ended = bench.states().nextEvent("the end");
            Received<BootNotificationRequest> boot = bench.stationStates().awaitBootNotification("the boot");
            Received<TransactionEventRequest> again =
                    bench.csms().await("the end again", TransactionEventRequest.class, any -> true);
            assertThat(again.order()).isGreaterThan(boot.order());
            assertThat(again.request().seqNo()).isEqualTo(ended.seqNo());
            assertThat(again.request().eventType()).isEqualTo(TransactionEventEnumType.Ended);
            assertThat(again.request().transactionInfo()).isEqualTo(ended.transactionInfo());
        }
    }

    /** The answer to the first Ended is to a call that the station does not know. */
    private static Breakage losingTheAnswerToEnded() {
        return Breakage.onWire(new Frames() {
            private String lost = "";

            @Override
            protected List<Frame> station(Frame frame) {
                if (lost.isEmpty()
                        && request(frame, Action.TransactionEvent)
                                .filter(event ->
                                        event.path("eventType").asText().equals("Ended"))
                                .isPresent()) {
                    lost = frame.messageId();
                }
                return List.of(frame);
            }

            @Override
            protected Frame csms(Frame frame) {
                if (frame instanceof Frame.CallResult answer
                        && answer.messageId().equals(lost)) {
                    lost = "lost";
                    return new Frame.CallResult("of nobody", answer.payload());
                }
                return frame;
            }
        });
    }

    /** B02.FR.06: for an hour, in which the CSMS asks for this and that. */
    @Test
    void theConnectionStaysWhilePending() {
        at(bench -> {
            bench.csms()
                    .answer(
                            BootNotificationRequest.class,
                            boot -> BootNotificationResponse.of(
                                    bench.csms().now(), 600, RegistrationStatusEnumType.Pending));
            bench.station().powerCycle();
            bench.stationStates().bootNotification("the boot");
            int attempts = bench.csms().attempts().size();
            for (int i = 0; i < 6; i++) {
                bench.pause(Duration.ofMinutes(10));
                bench.variables().configure("OCPPCommCtrlr", "OfflineThreshold", Integer.toString(300 + i));
            }
            assertThat(bench.csms().isConnected()).isTrue();
            assertThat(bench.csms().attempts()).hasSize(attempts);
        });
    }

    /** B10.FR.09: with one network profile, long after NetworkProfileConnectionAttempts have failed. */
    @Test
    void theStationNeverStopsTryingToConnect() {
        at(bench -> {
            bench.variables().configure("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "2");
            bench.variables().configure("OCPPCommCtrlr", "RetryBackOffRepeatTimes", "2");
            bench.csms().refuseConnections();
            int attempts = bench.csms().attempts().size();
            bench.pause(Duration.ofHours(12));
            assertThat(bench.csms().attempts()).hasSizeGreaterThan(attempts + 10);
            bench.csms().acceptConnections();
            bench.pause(Duration.ofHours(1));
            assertThat(bench.csms().isConnected()).isTrue();
        });
    }

    /** J02.FR.16: whatever happens to the vehicle, the line to the hardware and the station's own side. */
    @Test
    void theRegisterNeverFallsInATransaction() {
        at(bench -> {
            bench.variables().configure("SampledDataCtrlr", "TxUpdatedInterval", "1");
            bench.variables().configure("AlignedDataCtrlr", "Interval", "3");
            bench.states().energyTransferStarted();
            String id = bench.states().transactionId().orElseThrow();
            bench.pause(WHILE);
            bench.station().suspendEnergy(1, true);
            bench.pause(WHILE);
            bench.station().suspendEnergy(1, false);
            bench.pause(WHILE);
            bench.station().hardwareLink(false);
            bench.pause(Duration.ofSeconds(5));
            bench.station().hardwareLink(true);
            bench.pause(WHILE);
            bench.station().restart();
            bench.pause(WHILE);
            bench.station().unplug(1);
            bench.pause(WHILE);

            List<BigDecimal> registers = registers(bench, id);
            assertThat(registers).hasSizeGreaterThan(60).isSorted();
            assertThat(registers.get(0)).isZero();
            assertThat(registers.get(registers.size() - 1))
                    .isEqualByComparingTo(BigDecimal.valueOf(bench.station().meterWh(1)))
                    .isPositive();
        });
    }

    /** J02.FR.22: two transactions at once, each with the meter of its EVSE. */
    @Test
    void theValuesOfATransactionAreOfItsEvse() {
        at(bench -> {
            bench.variables().configure("SampledDataCtrlr", "TxUpdatedInterval", "2");
            bench.states(2).energyTransferStarted();
            bench.pause(WHILE);
            bench.states(1).energyTransferStarted();
            bench.pause(WHILE);
            for (int evseId : List.of(1, 2)) {
                String id = bench.states(evseId).transactionId().orElseThrow();
                bench.states(evseId).evDisconnected();
                List<BigDecimal> registers = registers(bench, id);
                assertThat(registers).hasSizeGreaterThan(5).isSorted();
                assertThat(registers.get(registers.size() - 1))
                        .isEqualByComparingTo(BigDecimal.valueOf(bench.station().meterWh(evseId)));
            }
            assertThat(bench.station().meterWh(1)).isNotEqualTo(bench.station().meterWh(2));
        });
    }

    /** The energy registers that a transaction's events have told, by seqNo. */
    private static List<BigDecimal> registers(Bench bench, String transactionId) {
        List<BigDecimal> told = new ArrayList<>();
        for (TransactionEventRequest event : bench.csms().transactions().events(transactionId)) {
            List<MeterValueType> values = event.meterValue() == null ? List.of() : event.meterValue();
            if (event.eventType() == TransactionEventEnumType.Ended) {
                values = values.subList(values.size() - 1, values.size()); // those before are of the past
            }
            values.stream()
                    .flatMap(value -> value.sampledValue().stream())
                    .filter(value -> value.measurand() == MeasurandEnumType.EnergyActiveImportRegister)
                    .map(SampledValueType::value)
                    .forEach(told::add);
        }
        return told;
    }

    private void at(Consumer<Bench> steps) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            steps.accept(station.ready());
        }
    }
}
