package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.VehicleState;
import io.karge.ocpp.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Drivers that do not do what they say. */
final class Drivers {
    private Drivers() {}

    /** Commands of this kind are accepted and not carried out. */
    static Breakage refusing(Class<? extends HardwareCommand> kind) {
        return Breakage.driver(driver -> new Refusing(driver, kind));
    }

    /** The contactors are told open at once, and open a while later. */
    static Breakage openingLate() {
        return Breakage.driver(OpeningLate::new);
    }

    /** When the CSMS calls with this action, the hardware does something that the core is not told of. */
    static Breakage secretly(Action action, HardwareCommand command) {
        Secretive[] made = new Secretive[1];
        Breakage hearing = Breakage.hearing(action, request -> made[0].secretly(command));
        return hearing.and(Breakage.driver(driver -> {
            made[0] = new Secretive(driver);
            return made[0];
        }));
    }

    private record Refusing(StationDriver driver, Class<? extends HardwareCommand> kind) implements StationDriver {
        @Override
        public void start(HardwareEventSink sink) {
            driver.start(sink);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return kind.isInstance(command) ? accepted() : driver.execute(command);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }

    private static CompletionStage<CommandResult> accepted() {
        return CompletableFuture.completedFuture(new CommandResult.Accepted());
    }

    private static final class OpeningLate implements StationDriver {
        private static final int READINGS = 8;

        private final StationDriver driver;
        private final Map<Integer, Integer> opening = new HashMap<>();
        private final Map<Integer, HardwareEvent.MeterSampled> latest = new HashMap<>();
        private final List<HardwareCommand> waiting = new ArrayList<>();
        private @Nullable HardwareEventSink sink;

        OpeningLate(StationDriver driver) {
            this.driver = driver;
        }

        @Override
        public void start(HardwareEventSink given) {
            sink = given;
            driver.start(event -> {
                given.post(event);
                if (event instanceof HardwareEvent.MeterSampled sampled) {
                    latest.put(sampled.evseId(), sampled);
                    Integer left = opening.computeIfPresent(sampled.evseId(), (id, readings) -> readings - 1);
                    if (left != null && left == 0) {
                        open();
                    }
                }
            });
        }

        private void open() {
            opening.keySet().forEach(evseId -> driver.execute(new HardwareCommand.StopEnergy(evseId)));
            opening.clear();
            waiting.forEach(driver::execute);
            waiting.clear();
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            HardwareEvent.MeterSampled now = latest.get(command.evseId());
            if (command instanceof HardwareCommand.StopEnergy && now != null && sink != null) {
                opening.put(command.evseId(), READINGS);
                sink.post(new HardwareEvent.PowerPathChanged(now.at(), now.evseId(), false, now.reading()));
                sink.post(new HardwareEvent.VehicleStateChanged(
                        now.at(), now.evseId(), VehicleState.WAITING, now.reading()));
                return accepted();
            }
            if (opening.isEmpty() || command instanceof HardwareCommand.ReadMeter) {
                return driver.execute(command);
            }
            waiting.add(command);
            return accepted();
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }

    private static final class Secretive implements StationDriver {
        private final StationDriver driver;
        private boolean secretive;

        Secretive(StationDriver driver) {
            this.driver = driver;
        }

        void secretly(HardwareCommand command) {
            secretive = true;
            driver.execute(command);
        }

        @Override
        public void start(HardwareEventSink sink) {
            driver.start(event -> {
                if (!secretive || event instanceof HardwareEvent.MeterSampled) {
                    sink.post(event);
                }
            });
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return driver.execute(command);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }
}
