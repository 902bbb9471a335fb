package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.StationModel.FaultModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
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
        assertThat(energyFlows()).isFalse();

        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(energyFlows()).isTrue();
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.CHARGING);

        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(energyFlows()).isFalse();
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.FINISHING);
    }

    @Test
    void chargesWhenEnergyIsAllowedBeforeTheCableIsPluggedIn() {
        start();
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(energyFlows()).isFalse();

        bench.plugIn(1);
        pass(reaction());

        assertThat(energyFlows()).isTrue();
    }

    @Test
    void stopsEnergyAsOftenAsAsked() {
        start();
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        charge(1);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());

        assertThat(switched()).containsExactly(true, false);
    }

    @Test
    void allowsEnergyAsOftenAsAsked() {
        start();
        charge(1);
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());

        assertThat(switched()).containsExactly(true);
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

        List<MeterSampled> samples = sink.events(MeterSampled.class);
        List<Long> energy =
                samples.stream().map(sample -> sample.reading().energyWh()).toList();
        MeterModel meter = model().evse(1).meter();
        if (!meter.needsSum()) {
            assertThat(energy).isSorted();
        }
        assertThat(energy.stream().mapToLong(wh -> wh).max().orElse(0) > energy.get(0))
                .as("counts energy, as the model says")
                .isEqualTo(meter.energy());
        assertThat(samples).allMatch(sample -> sample.evseId() == 1);
        int seconds = 21 * 60;
        assertThat(samples)
                .as("about one sample each %s s", meter.sampleIntervalS())
                .hasSizeBetween(seconds / meter.sampleIntervalS() / 2 - 30, seconds / meter.sampleIntervalS() * 2 + 80);
    }

    /** What the model says that the meter measures is there while energy flows. */
    @Test
    void tellsWhatTheMeterMeasures() {
        start();
        charge(1);
        time.advance(Duration.ofMinutes(10));

        MeterModel meter = model().evse(1).meter();
        MeterReading reading = sink.last(MeterSampled.class).reading();
        assertThat(reading.powerW() > 0).as("power: %s", reading).isEqualTo(meter.power());
        assertThat(reading.currentMa() > 0).as("current: %s", reading).isEqualTo(meter.current());
        assertThat(reading.voltageMv() > 0).as("voltage: %s", reading).isEqualTo(meter.voltage());
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

        assertThat(energyFlows()).isFalse();
        MeterReading stopped = model().contactor() == Contactor.MEASURED
                ? sink.last(PowerPathChanged.class).reading()
                : sink.last(VehicleStateChanged.class).reading();
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
        if (model().commands().contains("SetAvailability") && model().operative()) {
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
        assumeTrue(model().commands().contains("ReadMeter"), "the model's meter is not read on demand");
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
        assumeTrue(model().reader().kind() != ReaderModel.Kind.NONE, "the model has no reader");
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
        assumeTrue(model().stopButton(), "the model has no stop button");
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
        assumeTrue(!model().faults().isEmpty(), "the model lists no faults");
        FaultModel fault = model().faults().get(0);
        start();
        charge(1);
        bench.raiseFault(1, fault);
        pass(reaction());
        assertThat(sink.last(FaultRaised.class).fault().code()).isEqualTo(fault.code());
        assertThat(sink.last(FaultRaised.class).evseId()).isEqualTo(1);
        assertThat(energyFlows()).isFalse();

        bench.clearFault(1, fault);
        pass(reaction());
        assertThat(sink.events(FaultRaised.class)).hasSize(1);
        assertThat(sink.events(FaultCleared.class)).hasSize(1);
        assertThat(sink.last(FaultCleared.class).fault().code()).isEqualTo(fault.code());
    }
}
