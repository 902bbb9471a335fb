package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.driver.testkit.TestModels;
import io.karge.runtime.internal.HardwareMirror.Update;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.EvseChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HardwareMirrorTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TOLD = AT.plusSeconds(5);
    private static final Fault GROUND = new Fault("GroundFailure", "");
    private static final CabinetState CABINET = new CabinetState("SN", "3.0.0", 1, BootReason.POWER_UP);

    private final HardwareMirror unknown = HardwareMirror.unknown(TestModels.dc(2), AT);

    static Stream<Arguments> deltas() {
        return Stream.of(
                delta(
                        new HardwareEvent.CableChanged(AT, 1, true),
                        s -> s.pluggedIn() && s.vehicle() == VehicleState.WAITING),
                delta(
                        new HardwareEvent.VehicleStateChanged(AT, 1, VehicleState.CHARGING),
                        s -> s.vehicle() == VehicleState.CHARGING),
                delta(new HardwareEvent.PowerPathChanged(AT, 1, true), EvseState::powerPathClosed),
                delta(new HardwareEvent.OperativeChanged(AT, 1, false), s -> !s.operative()),
                delta(new HardwareEvent.FaultRaised(AT, 1, GROUND), s -> s.faults()
                        .equals(Set.of(GROUND))));
    }

    private static Arguments delta(HardwareEvent event, Predicate<EvseState> after) {
        return Arguments.of(event, after);
    }

    @ParameterizedTest
    @MethodSource("deltas")
    void tellsALevelThatADeltaChanged(HardwareEvent event, Predicate<EvseState> after) {
        Update update = unknown.apply(event, TOLD);

        assertThat(update.events()).singleElement().isInstanceOfSatisfying(EvseChanged.class, changed -> {
            assertThat(changed.evseId()).isEqualTo(1);
            assertThat(changed.snapshot()).isFalse();
            assertThat(changed.at()).isEqualTo(TOLD);
            assertThat(changed.before()).isEqualTo(unknown.evses().get(1));
            assertThat(changed.after()).matches(after);
            assertThat(update.mirror().evses().get(1)).isEqualTo(changed.after());
        });
        assertThat(update.mirror().apply(event, TOLD).events())
                .as("the same again")
                .isEmpty();
    }

    static Stream<HardwareEvent> others() {
        return Stream.of(
                new HardwareEvent.TokenPresented(AT, 0, "04A2B3C4", TokenType.ISO14443),
                new HardwareEvent.StopRequested(AT, 1),
                new HardwareEvent.LimitsChanged(AT, 1, 100_000, 1_500),
                new HardwareEvent.Tampered(AT, 0, "door"),
                new HardwareEvent.VendorEvent(AT, 1, "door", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void handsOnWhatIsNoLevel(HardwareEvent event) {
        Update update = unknown.apply(event, TOLD);

        assertThat(update.events()).containsExactly(new StationEvent.Hardware(event, TOLD));
        assertThat(update.mirror()).isEqualTo(unknown);
    }

    /** Blocks that were not there, because the station booted, find it later: also after a lost link and a snapshot. */
    @Test
    void keepsHowFarAFirmwareInstallationIsAndHandsItOn() {
        HardwareEvent.FirmwareProgress event =
                new HardwareEvent.FirmwareProgress(AT, FirmwareState.INSTALLING, 50, null);

        Update update = unknown.apply(event, TOLD);

        assertThat(update.events()).containsExactly(new StationEvent.Hardware(event, TOLD));
        HardwareMirror later = update.mirror()
                .lost()
                .apply(new HardwareEvent.OperativeChanged(AT, 1, false), TOLD)
                .mirror();
        assertThat(later.firmware()).isEqualTo(event);
    }

    @Test
    void keepsTheMeterReadingAndHandsItOn() {
        MeterReading reading = new MeterReading(AT, 1_234, 50_000, 400_000, 125_000, 150_000, 375_000, 42);
        HardwareEvent event = new HardwareEvent.MeterSampled(AT, 2, reading);

        Update update = unknown.apply(event, TOLD);

        assertThat(update.events()).containsExactly(new StationEvent.Hardware(event, TOLD));
        assertThat(update.mirror().evses().get(2).meter()).isEqualTo(reading);
    }

    @Test
    void hasTheReadingOfADeltaBeforeTheDelta() {
        MeterReading reading = new MeterReading(AT, 1_234, 50_000, 400_000, 125_000, 150_000, 375_000, 42);

        Update update = unknown.apply(new HardwareEvent.PowerPathChanged(AT, 1, true, reading), TOLD);

        assertThat(update.events()).singleElement().isInstanceOfSatisfying(EvseChanged.class, changed -> {
            assertThat(changed.before().meter()).isEqualTo(reading);
            assertThat(changed.after().meter()).isEqualTo(reading);
        });
        assertThat(update.mirror().evses().get(1).meter()).isEqualTo(reading);
        assertThat(update.mirror().evses().get(2)).isEqualTo(unknown.evses().get(2));
    }

    @Test
    void hasTheReadingOfAPressOfTheStopButton() {
        MeterReading reading = new MeterReading(AT, 1_234, 50_000, 400_000, 125_000, 150_000, 375_000, 42);
        HardwareEvent event = new HardwareEvent.StopRequested(AT, 2, reading);

        Update update = unknown.apply(event, TOLD);

        assertThat(update.events()).containsExactly(new StationEvent.Hardware(event, TOLD));
        assertThat(update.mirror().evses().get(2).meter()).isEqualTo(reading);
    }

    @Test
    void spreadsServiceOfTheStationOverAllEvses() {
        Update update = unknown.apply(new HardwareEvent.OperativeChanged(AT, 0, false), TOLD);

        assertThat(update.events()).hasSize(2);
        assertThat(update.mirror().evses().values()).noneMatch(EvseState::operative);
    }

    @Test
    void keepsTheVehicleIdUntilItIsUnplugged() {
        HardwareMirror identified = unknown.apply(new HardwareEvent.CableChanged(AT, 1, true), TOLD)
                .mirror()
                .apply(new HardwareEvent.VehicleInfo(AT, 1, "AABBCC"), TOLD)
                .mirror();
        assertThat(identified.evses().get(1).evccId()).isEqualTo("AABBCC");

        EvseState unplugged = identified
                .apply(new HardwareEvent.CableChanged(AT, 1, false), TOLD)
                .mirror()
                .evses()
                .get(1);

        assertThat(unplugged.evccId()).isNull();
        assertThat(unplugged.vehicle()).isEqualTo(VehicleState.ABSENT);
    }

    @Test
    void spreadsAFaultOfTheStationOverAllEvsesAndClearsItByItsCode() {
        Update raised = unknown.apply(new HardwareEvent.FaultRaised(AT, 0, GROUND), TOLD);
        assertThat(raised.events()).hasSize(2);

        Update cleared =
                raised.mirror().apply(new HardwareEvent.FaultCleared(AT, 1, new Fault("GroundFailure", "ok")), TOLD);

        assertThat(cleared.mirror().evses().get(1).faults()).isEmpty();
        assertThat(cleared.mirror().evses().get(2).faults()).containsExactly(GROUND);
    }

    @Test
    void tellsEveryEvseAfterASnapshotAlsoWhenNothingChanged() {
        Update first = unknown.apply(snapshot(plugged(1)), TOLD);

        assertThat(first.mirror().live()).isTrue();
        assertThat(first.mirror().cabinet()).isEqualTo(CABINET);
        assertThat(first.events()).hasSize(2).allMatch(event -> ((EvseChanged) event).snapshot());
        assertThat(((EvseChanged) first.events().get(0)).after().pluggedIn()).isTrue();
        assertThat(first.mirror().apply(snapshot(plugged(1)), TOLD).events()).hasSize(2);
    }

    @Test
    void isNotLiveWhileTheLinkIsDown() {
        HardwareMirror live = unknown.apply(snapshot(plugged(1)), TOLD).mirror();

        HardwareMirror down = live.apply(new HardwareEvent.LinkChanged(AT, false, "cut"), TOLD)
                .mirror();
        HardwareMirror up = down.apply(new HardwareEvent.LinkChanged(AT, true, "back"), TOLD)
                .mirror();

        assertThat(down.live()).isFalse();
        assertThat(down.evses().get(1).pluggedIn())
                .as("what was known stays known")
                .isTrue();
        assertThat(up.live()).as("not before the snapshot").isFalse();
    }

    @Test
    void learnsTheBootCounterFromAReboot() {
        HardwareMirror live = unknown.apply(snapshot(plugged(1)), TOLD).mirror();

        HardwareMirror rebooted = live.apply(new HardwareEvent.Rebooted(AT, 2, BootReason.WATCHDOG), TOLD)
                .mirror();

        assertThat(rebooted.cabinet()).isEqualTo(new CabinetState("SN", "3.0.0", 2, BootReason.WATCHDOG));
    }

    @Test
    void ignoresAnEvseThatTheModelDoesNotHave() {
        Update update = unknown.apply(new HardwareEvent.CableChanged(AT, 3, true), TOLD);

        assertThat(update.events()).isEmpty();
        assertThat(update.mirror()).isEqualTo(unknown);
    }

    /** The one place at which a path that is not measured comes from what the vehicle does. */
    @Test
    void takesAVehicleThatChargesAsAClosedPathWhereThePathIsNotMeasured() {
        HardwareMirror wallbox = HardwareMirror.unknown(TestModels.wallbox(), AT);
        HardwareMirror plugged =
                wallbox.apply(new HardwareEvent.CableChanged(AT, 1, true), TOLD).mirror();

        Update charging = plugged.apply(new HardwareEvent.VehicleStateChanged(AT, 1, VehicleState.CHARGING), TOLD);
        assertThat(charging.events()).hasSize(1);
        assertThat(state(charging.mirror()).powerPathClosed()).isTrue();

        assertThat(state(charging.mirror()
                                .apply(new HardwareEvent.CableChanged(AT, 1, false), TOLD)
                                .mirror())
                        .powerPathClosed())
                .isFalse();
        EvseState shown = plugged(1).withVehicle(VehicleState.CHARGING);
        assertThat(state(wallbox.apply(snapshot(shown), TOLD).mirror()).powerPathClosed())
                .isTrue();
        assertThat(state(unknown.apply(snapshot(shown), TOLD).mirror()).powerPathClosed())
                .as("measured: as it is told")
                .isFalse();
    }

    @Test
    void knowsTheVendorCodeThatTheModelListsAndTheConnectorThatIsUsed() {
        HardwareMirror wallbox = HardwareMirror.unknown(TestModels.wallbox(), AT);
        EvseState faulted =
                state(wallbox.apply(new HardwareEvent.FaultRaised(AT, 1, new Fault("GroundFailure", "wet")), TOLD)
                        .mirror());
        assertThat(faulted.faults()).containsExactly(new Fault("GroundFailure", "wet", "F12"));

        EvseState plugged = state(HardwareMirror.unknown(TestModels.post(), AT)
                .apply(new HardwareEvent.CableChanged(AT, 1, 2, true, null), TOLD)
                .mirror());
        assertThat(plugged.connectorId()).isEqualTo(2);
    }

    @Test
    void takesWhatIsToldLateAsWhatItIs() {
        HardwareEvent late =
                new HardwareEvent.ToldLate(AT.minusSeconds(60), new HardwareEvent.CableChanged(AT, 1, true));

        assertThat(state(unknown.apply(late, TOLD).mirror()).pluggedIn()).isTrue();
    }

    private static EvseState state(HardwareMirror mirror) {
        return mirror.evses().get(1);
    }

    @Test
    void dispatchesEveryKindOfEvent() {
        List<Class<?>> kinds = kinds(HardwareEvent.class).toList();

        assertThat(kinds)
                .as("a new kind of event needs its place in HardwareMirror.apply and a test here")
                .hasSize(19);
    }

    @Test
    void keepsTheLatestReadingOfEachSensor() {
        HardwareMirror shown = HardwareMirror.unknown(TestModels.post(), AT)
                .apply(
                        new HardwareEvent.Snapshot(
                                AT,
                                CABINET.withSensors(
                                        List.of(new SensorReading("inlet", 200), new SensorReading("top", 1_000))),
                                List.of()),
                        AT)
                .mirror();

        HardwareMirror.Update warmer =
                shown.apply(new HardwareEvent.SensorsRead(AT, List.of(new SensorReading("inlet", 215))), AT);

        assertThat(warmer.events()).as("nobody acts upon it").isEmpty();
        assertThat(warmer.mirror().cabinet().sensors())
                .containsExactly(new SensorReading("inlet", 215), new SensorReading("top", 1_000));
        assertThat(warmer.mirror()
                        .apply(new HardwareEvent.Rebooted(AT, 9, BootReason.POWER_UP), AT)
                        .mirror()
                        .cabinet()
                        .sensors())
                .hasSize(2);
    }

    @Test
    void takesNoSensorOfACabinetThatWasNotSeen() {
        HardwareMirror unknown = HardwareMirror.unknown(TestModels.post(), AT);

        assertThat(unknown.apply(new HardwareEvent.SensorsRead(AT, List.of(new SensorReading("inlet", 215))), AT)
                        .mirror())
                .isEqualTo(unknown);
    }

    private static Stream<Class<?>> kinds(Class<?> event) {
        return event.isSealed()
                ? Stream.of(event.getPermittedSubclasses()).flatMap(kind -> kinds(kind))
                : Stream.of(event);
    }

    private static HardwareEvent snapshot(EvseState... evses) {
        return new HardwareEvent.Snapshot(AT, CABINET, List.of(evses));
    }

    private static EvseState plugged(int evseId) {
        return new EvseState(
                evseId,
                true,
                VehicleState.WAITING,
                false,
                true,
                Set.of(),
                new MeterReading(AT, 10, 0, 0, 0, 0, 0, null),
                null);
    }

    @Test
    void keepsTheFaultsOfTheConnectorsApartWhereTheEvseHasSeveral() {
        HardwareMirror post = HardwareMirror.unknown(TestModels.post(), AT)
                .apply(new HardwareEvent.FaultRaised(AT, 1, GROUND.atConnector(2)), AT)
                .mirror()
                .apply(new HardwareEvent.FaultRaised(AT, 1, GROUND.atConnector(1)), AT)
                .mirror();
        assertThat(post.evses().get(1).faults())
                .containsExactlyInAnyOrder(GROUND.atConnector(1), GROUND.atConnector(2));
        assertThat(post.evses().get(1).faultsInUse()).as("nobody is plugged in").isEmpty();

        HardwareMirror cleared = post.apply(new HardwareEvent.FaultCleared(AT, 1, GROUND.atConnector(2)), AT)
                .mirror();
        assertThat(cleared.evses().get(1).faults()).containsExactly(GROUND.atConnector(1));
    }

    @Test
    void takesTheFaultOfTheOnlyConnectorOrOfOneThatIsNotThereAsTheEvses() {
        HardwareMirror post = HardwareMirror.unknown(TestModels.post(), AT)
                .apply(new HardwareEvent.FaultRaised(AT, 2, GROUND.atConnector(1)), AT)
                .mirror()
                .apply(new HardwareEvent.FaultRaised(AT, 1, GROUND.atConnector(9)), AT)
                .mirror();
        assertThat(post.evses().get(2).faults()).containsExactly(GROUND);
        assertThat(post.evses().get(1).faults()).containsExactly(GROUND);

        HardwareMirror cleared = post.apply(new HardwareEvent.FaultCleared(AT, 2, GROUND.atConnector(1)), AT)
                .mirror();
        assertThat(cleared.evses().get(2).faults()).isEmpty();
    }
}
