package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.MeterReading;
import io.karge.driver.VehicleState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the driver contract that is about what happens at the EVSEs. */
abstract class ChargingContract extends LinkContract {
    @Test
    void reportsTheCableOnEveryEvse() {
        start();
        for (int evseId = 1; evseId <= bench.model().evses().size(); evseId++) {
            sink.clear();
            bench.plugIn(evseId);
            pass(reaction());
            bench.unplug(evseId);
            pass(reaction());

            assertThat(sink.events(CableChanged.class))
                    .extracting(CableChanged::evseId, CableChanged::pluggedIn)
                    .containsExactly(tuple(evseId, true), tuple(evseId, false));
            assertThat(sink.events(VehicleStateChanged.class))
                    .extracting(VehicleStateChanged::vehicle)
                    .containsExactly(VehicleState.WAITING, VehicleState.ABSENT);
        }
    }

    @Test
    void chargesFromAllowEnergyToStopEnergy() {
        start();
        bench.plugIn(1);
        pass(reaction());
        assertThat(sink.events(PowerPathChanged.class)).isEmpty();

        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.last(PowerPathChanged.class).closed()).isTrue();
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.CHARGING);

        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.last(PowerPathChanged.class).closed()).isFalse();
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.FINISHING);
    }

    @Test
    void chargesWhenEnergyIsAllowedBeforeTheCableIsPluggedIn() {
        start();
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.events(PowerPathChanged.class)).isEmpty();

        bench.plugIn(1);
        pass(reaction());

        assertThat(sink.last(PowerPathChanged.class).closed()).isTrue();
    }

    @Test
    void stopsEnergyAsOftenAsAsked() {
        start();
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        charge(1);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());

        assertThat(sink.events(PowerPathChanged.class))
                .extracting(PowerPathChanged::closed)
                .containsExactly(true, false);
    }

    @Test
    void allowsEnergyAsOftenAsAsked() {
        start();
        charge(1);
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());

        assertThat(sink.events(PowerPathChanged.class))
                .extracting(PowerPathChanged::closed)
                .containsExactly(true);
    }

    @Test
    void tellsThatTheVehicleStopsAndResumesDrawing() {
        start();
        charge(1);
        bench.vehicleWantsEnergy(1, false);
        pass(reaction());
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.SUSPENDED_BY_VEHICLE);

        bench.vehicleWantsEnergy(1, true);
        pass(reaction());
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.CHARGING);
    }

    @Test
    void samplesTheMeterWhilePluggedInAndItNeverFalls() {
        start();
        charge(1);
        time.advance(Duration.ofMinutes(10));
        result(new StopEnergy(1));
        time.advance(Duration.ofMinutes(1));
        bench.unplug(1);
        pass(reaction());
        charge(1);
        time.advance(Duration.ofMinutes(10));

        List<Long> energy = sink.events(MeterSampled.class).stream()
                .map(sample -> sample.reading().energyWh())
                .toList();
        assertThat(energy).isSorted();
        assertThat(energy.get(energy.size() - 1)).isGreaterThan(energy.get(0));
        assertThat(sink.events(MeterSampled.class)).allMatch(sample -> sample.evseId() == 1);
        assertThat(energy).as("about one sample a second").hasSizeBetween(600, 2600);
    }

    /** A delta may come without a reading; one that it has is not from before it. */
    @Test
    void tellsWithADeltaTheReadingOfItsMoment() {
        start();
        charge(1);
        time.advance(Duration.ofMinutes(10).plusMillis(173)); // between two polls
        sink.clear();
        result(new StopEnergy(1));
        pass(reaction());

        MeterReading stopped = sink.last(PowerPathChanged.class).reading();
        time.advance(Duration.ofMinutes(1));
        if (stopped != null) {
            assertThat(stopped.energyWh())
                    .as("what was drawn until the contactors opened, nothing flows afterwards")
                    .isEqualTo(sink.last(MeterSampled.class).reading().energyWh());
        }
    }

    @Test
    void tellsThatAnEvseGoesOutOfServiceAndComesBack() {
        start();
        if (bench.model().commands().contains("SetAvailability")) {
            assertThat(result(new SetAvailability(1, false))).isInstanceOf(Accepted.class);
            pass(reaction());
            assertThat(result(new SetAvailability(1, true))).isInstanceOf(Accepted.class);
            pass(reaction());

            assertThat(sink.events(OperativeChanged.class))
                    .extracting(OperativeChanged::evseId, OperativeChanged::operative)
                    .containsExactly(tuple(1, false), tuple(1, true));
        }
    }

    @Test
    void samplesNoMoreWhenUnplugged() {
        start();
        charge(1);
        bench.unplug(1);
        pass(reaction());
        sink.clear();

        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events()).isEmpty();
    }

    @Test
    void postsTheReadingBeforeItAnswersReadMeter() {
        start();
        sink.clear();
        List<Integer> samplesAtAnswer = new ArrayList<>();
        driver.execute(new ReadMeter(1))
                .thenAccept(answer -> samplesAtAnswer.add(
                        answer instanceof Accepted
                                ? sink.events(MeterSampled.class).size()
                                : -1));
        pass(answer());

        assertThat(samplesAtAnswer).containsExactly(1);
        assertThat(sink.last(MeterSampled.class).evseId()).isEqualTo(1);
    }

    @Test
    void reportsEachCardOnceAndTheSameCardAgain() {
        start();
        bench.presentToken(1, "04A2B3C4");
        pass(reaction());
        bench.presentToken(1, "04A2B3C4");
        pass(reaction());
        bench.presentToken(0, "08FFEE01");
        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events(TokenPresented.class))
                .extracting(TokenPresented::evseId, TokenPresented::uid)
                .containsExactly(tuple(1, "04A2B3C4"), tuple(1, "04A2B3C4"), tuple(0, "08FFEE01"));
    }

    @Test
    void reportsEachPressOfTheStopButtonOnce() {
        start();
        bench.pressStop(1);
        pass(reaction());
        bench.pressStop(1);
        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events(StopRequested.class))
                .extracting(StopRequested::evseId)
                .containsExactly(1, 1);
    }

    @Test
    void reportsAFaultAndItsEnd() {
        start();
        charge(1);
        sink.clear();
        bench.raiseGroundFailure(1);
        pass(reaction());
        assertThat(sink.last(FaultRaised.class).fault().code()).isEqualTo("GroundFailure");
        assertThat(sink.last(FaultRaised.class).evseId()).isEqualTo(1);
        assertThat(sink.last(PowerPathChanged.class).closed()).isFalse();

        bench.clearGroundFailure(1);
        pass(reaction());
        assertThat(sink.events(FaultRaised.class)).hasSize(1);
        assertThat(sink.events(FaultCleared.class)).hasSize(1);
        assertThat(sink.last(FaultCleared.class).fault().code()).isEqualTo("GroundFailure");
    }
}
