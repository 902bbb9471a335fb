package io.karge.driver.testkit;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.VehicleState;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.Picture;
import io.karge.driver.polling.PolledHardware;
import io.karge.driver.polling.Preparation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Polled hardware that does what a test says, and remembers what it was asked and when. Two EVSEs. */
class ScriptedHardware implements PolledHardware<ScriptedHardware.Seen> {
    /** What is asked, with the milliseconds since the start: {@code 0 read}, {@code 20 read 1}, {@code 20 StopEnergy 1}. */
    final List<String> log = new ArrayList<>();

    /** How commands stand. */
    Outcome outcome = Outcome.accepted();

    /** What is thrown instead of an answer to the next requests. */
    @Nullable
    IOException failure;

    /** What renewing answers. */
    @Nullable
    IOException renewalFailure;

    boolean renews;
    boolean pluggedIn = true;
    boolean closed;
    boolean operative = true;
    int powerW;
    List<SensorReading> sensors = List.of();
    Duration leastInterval = Duration.ZERO;
    /** The work before the next command that is no StopEnergy. */
    Optional<Preparation> preparation = Optional.empty();

    /** What happens while the hardware is read. */
    Runnable onRead = () -> {};

    private final VirtualTime time;

    ScriptedHardware(VirtualTime time) {
        this.time = time;
    }

    record Seen(CabinetState cabinet, List<EvseState> evses) implements Picture {}

    @Override
    public Seen read(@Nullable Seen before) throws IOException {
        asked("read");
        onRead.run();
        if (failure != null) {
            throw failure;
        }
        return new Seen(new CabinetState("S-1", "1.0.0", 1, BootReason.POWER_UP, sensors), List.of(evse(1), evse(2)));
    }

    @Override
    public Seen read(Seen before, int evseId) throws IOException {
        asked("read " + evseId);
        List<EvseState> evses = new ArrayList<>(before.evses());
        evses.set(evseId - 1, evse(evseId));
        return new Seen(before.cabinet(), List.copyOf(evses));
    }

    @Override
    public Optional<Preparation> prepare(HardwareCommand command) {
        if (command instanceof StopEnergy) {
            return Optional.empty();
        }
        Optional<Preparation> next = preparation;
        preparation = Optional.empty();
        return next;
    }

    @Override
    public Outcome perform(HardwareCommand command) throws IOException {
        asked(command.getClass().getSimpleName() + " " + command.evseId());
        return outcome;
    }

    @Override
    public Outcome ask(HardwareCommand command) throws IOException {
        asked("ask");
        return outcome;
    }

    @Override
    public boolean renew() throws IOException {
        if (renewalFailure != null) {
            throw renewalFailure;
        }
        return renews;
    }

    @Override
    public Duration leastInterval() {
        return leastInterval;
    }

    @Override
    public void close() {
        log.add("close");
    }

    private void asked(String what) throws IOException {
        log.add(time.nanoTime() / 1_000_000 + " " + what);
        if (failure != null) {
            throw failure;
        }
    }

    private EvseState evse(int evseId) {
        return new EvseState(
                evseId,
                pluggedIn,
                pluggedIn ? VehicleState.WAITING : VehicleState.ABSENT,
                closed,
                operative,
                Set.of(),
                new MeterReading(time.wallClock(), 0, powerW, 0, 0, 0, 0, null),
                null);
    }
}
