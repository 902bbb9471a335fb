package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.VehicleState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Contactors that are not as the station says: what a laboratory sees at the vehicle. */
final class ContactorMutants {
    private static final String[] STARTING = {"E_03", "F_01", "F_02", "F_03", "K_38"};

    static final List<Mutant> ALL = List.of(
            Mutant.of("Charging is told and no energy flows", () -> Breakage.driver(Pretending::new))
                    .at("chargingState Charging: the contactors of EVSE 1: expected closed, seen open", STARTING),
            Mutant.of(
                            "the contactors close with the cable, and nobody is told",
                            () -> secretly(
                                    event -> event instanceof HardwareEvent.CableChanged cable && cable.pluggedIn(),
                                    0,
                                    new HardwareCommand.AllowEnergy(1, null)))
                    .at("own validation: at the end: the contactors of EVSE 1: expected open", "G_01", "F_24")
                    .in("E_03", "F_01", "B_51", "B_52"),
            Mutant.of(
                            "the contactors open while it charges, and nobody is told",
                            () -> secretly(path(true), 6, new HardwareCommand.StopEnergy(1)))
                    .at("own validation: at the end: the contactors of EVSE 1: expected closed", "E_03", "F_01"),
            Mutant.of(
                            "the contactors close again after the transaction, and nobody is told",
                            () -> secretly(path(false), 2, new HardwareCommand.AllowEnergy(1, null)))
                    .at("own validation: at the end: the contactors of EVSE 1: expected open", "F_08"),
            Mutant.of("the contactors open after the transaction that a reset ends", Drivers::openingLate)
                    .at("step 3: at the end of the transaction: the contactors of EVSE 1", "B_22"));

    private ContactorMutants() {}

    private static Predicate<HardwareEvent> path(boolean closed) {
        return event -> event instanceof HardwareEvent.PowerPathChanged path && path.closed() == closed;
    }

    private static Breakage secretly(Predicate<HardwareEvent> when, int readings, HardwareCommand command) {
        return Breakage.driver(driver -> new Secretly(driver, when, readings, command));
    }

    /** Does something of its own some readings of the meter after an event of EVSE 1, and tells nothing of it any more. */
    private static final class Secretly implements StationDriver {
        private final StationDriver driver;
        private final Predicate<HardwareEvent> when;
        private final HardwareCommand command;
        private final int readings;
        private int left = -1;
        private boolean silent;

        Secretly(StationDriver driver, Predicate<HardwareEvent> when, int readings, HardwareCommand command) {
            this.driver = driver;
            this.when = when;
            this.readings = readings;
            this.command = command;
        }

        @Override
        public void start(HardwareEventSink sink) {
            driver.start(event -> {
                boolean sampled = event instanceof HardwareEvent.MeterSampled;
                if (!silent || sampled || event instanceof HardwareEvent.TokenPresented || event.evseId() != 1) {
                    sink.post(event);
                }
                if (event.evseId() != 1 || silent) {
                    return;
                }
                if (when.test(event)) {
                    left = readings;
                } else if (sampled && left > 0) {
                    left--;
                }
                if (left == 0) {
                    silent = true;
                    driver.execute(command);
                }
            });
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand asked) {
            return driver.execute(asked);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }

    /** Tells of contactors that close and a vehicle that charges, and leaves them open. */
    private static final class Pretending implements StationDriver {
        private final StationDriver driver;
        private final Map<Integer, HardwareEvent.MeterSampled> latest = new HashMap<>();
        private @Nullable HardwareEventSink sink;

        Pretending(StationDriver driver) {
            this.driver = driver;
        }

        @Override
        public void start(HardwareEventSink given) {
            sink = given;
            driver.start(event -> {
                if (event instanceof HardwareEvent.MeterSampled sampled) {
                    latest.put(sampled.evseId(), sampled);
                }
                given.post(event);
            });
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            HardwareEvent.MeterSampled now = latest.get(command.evseId());
            if (!(command instanceof HardwareCommand.AllowEnergy) || now == null || sink == null) {
                return driver.execute(command);
            }
            sink.post(new HardwareEvent.PowerPathChanged(now.at(), now.evseId(), true, now.reading()));
            sink.post(new HardwareEvent.VehicleStateChanged(
                    now.at(), now.evseId(), VehicleState.CHARGING, now.reading()));
            return CompletableFuture.completedFuture(new CommandResult.Accepted());
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }
}
