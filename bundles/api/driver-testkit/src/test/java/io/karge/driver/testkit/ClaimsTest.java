package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.ToldLate;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver that tells what its model does not declare, or tells it otherwise, fails the contract. */
class ClaimsTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final StationModel DC = TestModels.dc(2);
    private static final StationModel WALLBOX = TestModels.wallbox();
    private static final StationModel POST = TestModels.post();

    /** Of the wallbox: three phases and a frequency. */
    private static final MeterReading AC = MeterReading.at(AT)
            .withPhases(Collections.nCopies(3, new MeterReading.Phase(230_000, 16_000, 3_680)))
            .withFrequencyMhz(50_000);

    private static final MeterReading PLAIN = MeterReading.at(AT);

    static Stream<Arguments> untrue() {
        return Stream.of(
                untrue("no reader", WALLBOX, new TokenPresented(AT, 1, "04", TokenType.ISO14443)),
                untrue("another type", DC, new TokenPresented(AT, 1, "1234", TokenType.KeyCode)),
                untrue("another type, late", DC, late(new TokenPresented(AT, 1, "1234", TokenType.KeyCode))),
                untrue("no stop button", WALLBOX, new StopRequested(AT, 1)),
                untrue("no boot counter", WALLBOX, new Rebooted(AT, 2, BootReason.POWER_UP)),
                untrue("service is not told", WALLBOX, new OperativeChanged(AT, 1, false)),
                untrue("service in a snapshot", WALLBOX, snapshot(state(AC).withOperative(false))),
                untrue("no such sensor", DC, new SensorsRead(AT, List.of(new SensorReading("inlet", 210)))),
                untrue("a sensor is missing in a snapshot", POST, snapshot(state(PLAIN))),
                untrue("a derived contactor", WALLBOX, new PowerPathChanged(AT, 1, true)),
                untrue(
                        "a derived one in a snapshot",
                        WALLBOX,
                        snapshot(state(AC).withPowerPathClosed(true))),
                untrue("a fault that is not listed", WALLBOX, new FaultRaised(AT, 1, new Fault("HighTemperature", ""))),
                untrue("another code", WALLBOX, new FaultRaised(AT, 1, new Fault("GroundFailure", "", "F13"))),
                untrue(
                        "no such connector's fault",
                        POST,
                        new FaultRaised(AT, 1, new Fault("GroundFailure", "", "", 3))),
                untrue("a station's connector", POST, new FaultRaised(AT, 0, new Fault("GroundFailure", "", "", 1))),
                untrue("no such connector", POST, new CableChanged(AT, 1, 3, true, null)),
                untrue("no phases", WALLBOX, sampled(PLAIN.withFrequencyMhz(50_000))),
                untrue("phases", DC, sampled(AC)),
                untrue("no frequency", WALLBOX, sampled(PLAIN.withPhases(AC.phases()))),
                untrue("exported energy", DC, sampled(PLAIN.withExportEnergyWh(1L))),
                untrue("a signed value", DC, sampled(PLAIN.withSigned(new MeterReading.Signed("x", "y", "z", "")))),
                untrue("a serial number", DC, sampled(PLAIN.withSerialNumber("M-1"))),
                untrue("no serial number", POST, sampled(PLAIN.withExportEnergyWh(0L))),
                untrue("a state of charge", WALLBOX, sampled(AC.withSocPercent(40))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrue")
    void catchesWhatTheModelDoesNotDeclare(String what, StationModel model, HardwareEvent told) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> new Claims(model).check(List.of(told)));
    }

    @Test
    void catchesAMeterThatFallsUnlessItIsThatOfSessions() {
        List<HardwareEvent> falling = List.of(sampled(PLAIN.withEnergyWh(7)), sampled(PLAIN.withEnergyWh(6)));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> new Claims(DC).check(falling));

        List<HardwareEvent> sessions =
                List.of(sampled(AC.withEnergyWh(7)), new CableChanged(AT, 1, true, AC.withEnergyWh(0)), sampled(AC));
        assertThatCode(() -> new Claims(WALLBOX).check(sessions)).doesNotThrowAnyException();
    }

    @Test
    void hasNothingAgainstWhatIsDeclared() {
        List<HardwareEvent> wallbox = List.of(
                snapshot(state(AC)),
                sampled(AC.withPowerW(11_040)),
                new FaultRaised(AT, 1, new Fault("GroundFailure", "", "F12")),
                new FaultRaised(AT, 1, new Fault(Fault.OTHER, "a tick")));
        assertThatCode(() -> new Claims(WALLBOX).check(wallbox)).doesNotThrowAnyException();

        List<HardwareEvent> post = List.of(
                new TokenPresented(AT, 0, "1234", TokenType.KeyCode),
                new CableChanged(AT, 1, 2, true, null),
                new FaultRaised(AT, 1, new Fault("GroundFailure", "", "", 2)),
                sampled(PLAIN.withExportEnergyWh(0L).withSerialNumber("M-1")));
        assertThatCode(() -> new Claims(POST).check(post)).doesNotThrowAnyException();
    }

    private static Arguments untrue(String what, StationModel model, HardwareEvent told) {
        return Arguments.of(what, model, told);
    }

    private static HardwareEvent late(HardwareEvent event) {
        return new ToldLate(AT.minusSeconds(5), event);
    }

    private static MeterSampled sampled(MeterReading reading) {
        return new MeterSampled(AT, 1, reading);
    }

    private static EvseState state(MeterReading reading) {
        return new EvseState(1, false, VehicleState.ABSENT, false, true, Set.of(), reading, null);
    }

    private static Snapshot snapshot(EvseState evse) {
        return new Snapshot(AT, new CabinetState("S-1", "1.0.0", 0, BootReason.POWER_UP), List.of(evse));
    }
}
