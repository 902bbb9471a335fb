package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.failure.FailureWords;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.HardwareBus.HardwareChannel;
import io.karge.station.HardwareView;
import io.karge.station.StationEvent;
import io.karge.station.StoredRecord;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what a station whose state is wiped did to its hardware: nobody else remembers that a vehicle charges or
 * that an EVSE is out of service. What the hardware has not accepted yet is owed: remembered in the fresh state, over
 * restarts too, and tried again each time the hardware shows itself. On the loop only.
 */
final class HardwareRelease {
    private static final Logger LOG = LoggerFactory.getLogger(HardwareRelease.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String PART = "hardware";
    private static final String KEY = "release";
    private static final String PROBLEM = "release";

    /** Who acts on what the hardware answers. */
    interface Listener {
        void changed(List<StationEvent> events);

        /** Less is owed than before: {@link #remember} can write it. */
        void progressed();
    }

    /**
     * What the hardware has not accepted yet.
     *
     * @param all everything, of a model that was not known
     * @param energy the EVSEs whose energy has to be stopped if it flows
     * @param service the EVSEs that have to go back into service
     */
    record Owed(Instant since, boolean all, List<Integer> energy, List<Integer> service) {}

    private final String stationId;
    private final EventLoop loop;
    private final TimeSource time;
    private final HardwareChannel channel;
    private final StationHardware hardware;
    private final ProblemList problems;
    private final Listener listener;
    private final SortedSet<Integer> energy = new TreeSet<>();
    private final SortedSet<Integer> service = new TreeSet<>();
    private final List<Consumer<Optional<String>>> waiting = new ArrayList<>();
    private @Nullable StationModel model;
    private @Nullable Instant since;
    private boolean all;
    private int round;
    private int unanswered;
    private String refusal = "";
    private @Nullable Cancellable patience;
    private boolean closed;

    HardwareRelease(
            String stationId,
            EventLoop loop,
            TimeSource time,
            HardwareChannel channel,
            StationHardware hardware,
            ProblemList problems,
            Listener listener) {
        this.stationId = stationId;
        this.loop = loop;
        this.time = time;
        this.channel = channel;
        this.hardware = hardware;
        this.problems = problems;
        this.listener = listener;
    }

    /** A driver told what the hardware is. */
    void modelIs(StationModel known) {
        model = known;
        List<Integer> evseIds =
                known.evses().stream().map(StationModel.EvseModel::evseId).toList();
        energy.retainAll(evseIds);
        service.retainAll(evseIds);
    }

    /** Stops all energy that can be reached now. */
    void stopEnergy() {
        closedPaths().forEach(evseId -> execute(new HardwareCommand.StopEnergy(evseId), result -> {}));
    }

    private List<Integer> closedPaths() {
        return hardware.evses().stream()
                .filter(EvseState::powerPathClosed)
                .map(EvseState::evseId)
                .toList();
    }

    /** The station's state is being wiped: all of the hardware is owed. Gives what the fresh state has to remember. */
    Write owe() {
        Instant now = time.wallClock();
        since = now;
        all = true;
        attempt();
        return Write.put(
                StationState.prefix(stationId) + PART + "/" + KEY,
                StoredRecord.write(new Owed(now, true, List.of(), List.of())));
    }

    /** The stored state is there; it says whether anything is owed, unless more is known already. */
    void loaded(SortedMap<String, byte[]> entries) {
        byte[] stored = entries.get(StationState.prefix(stationId) + PART + "/" + KEY);
        if (stored == null) {
            since = null;
            settle();
        } else if (since == null) {
            Owed owed = read(stored);
            since = owed.since();
            all = owed.all();
            energy.clear();
            energy.addAll(owed.energy());
            service.clear();
            service.addAll(owed.service());
            attempt();
        }
    }

    private Owed read(byte[] stored) {
        try {
            return StoredRecord.read(stored, Owed.class);
        } catch (IllegalArgumentException e) {
            LOG.warn("station={} what its hardware is owed cannot be read; it is released whole", stationId, e);
            return new Owed(time.wallClock(), true, List.of(), List.of());
        }
    }

    /** The hardware showed itself, and no block has been told yet: what they want comes after this. */
    void shown() {
        if (since != null) {
            attempt();
        }
    }

    /** The hardware has been away for as long as it may without a word. */
    void lost() {
        if (since != null) {
            settle();
        }
    }

    /** Also EVSEs that serve are told so: one may not show yet what it was told last. */
    private void attempt() {
        StationModel known = model;
        round++;
        unanswered = 0;
        refusal = "";
        if (known != null && hardware.status() == HardwareView.Status.UP) {
            expand(known);
            List<Integer> closed = closedPaths();
            energy.retainAll(closed);
            List<HardwareCommand> commands = new ArrayList<>();
            energy.forEach(evseId -> commands.add(new HardwareCommand.StopEnergy(evseId)));
            service.forEach(evseId -> commands.add(new HardwareCommand.SetAvailability(evseId, true)));
            unanswered = commands.size();
            int now = round;
            commands.forEach(command -> execute(command, result -> answered(now, command, result)));
        }
        if (unanswered == 0) {
            settle();
        }
    }

    private void expand(StationModel known) {
        if (all) {
            all = false;
            known.evses().forEach(evse -> energy.add(evse.evseId()));
            if (known.commands().contains("SetAvailability")) {
                known.evses().forEach(evse -> service.add(evse.evseId()));
            }
        }
    }

    private void execute(HardwareCommand command, Consumer<CommandResult> answered) {
        executed(command)
                .whenComplete((given, failure) -> loop.post(() -> {
                    CommandResult result =
                            failure == null ? given : new CommandResult.Rejected(FailureWords.of(failure));
                    if (result instanceof CommandResult.LinkDown) {
                        LOG.info("station={} factory reset: {} waits for the hardware", stationId, command);
                    } else if (!(result instanceof CommandResult.Accepted)) {
                        LOG.warn("station={} factory reset: {} result={}", stationId, command, result);
                    } else if (command instanceof HardwareCommand.SetAvailability) {
                        listener.changed(
                                hardware.accepted(command)); // a driver that looks now and then may see no change
                    }
                    answered.accept(result);
                }));
    }

    private CompletionStage<CommandResult> executed(HardwareCommand command) {
        try {
            return channel.execute(command);
        } catch (RuntimeException e) { // a defect of the way down must not hold up who waits for the reset
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(int of, HardwareCommand command, CommandResult result) {
        if (of != round) {
            return;
        }
        if (result instanceof CommandResult.Accepted) {
            (command instanceof HardwareCommand.StopEnergy ? energy : service).remove(command.evseId());
        } else {
            refusal = "EVSE " + command.evseId() + ": " + result.text();
        }
        if (--unanswered == 0) {
            settle();
        }
    }

    /** Of hardware that still has its time to show itself nothing is said yet. */
    private void settle() {
        if (isOwed() && hardware.isSettled()) {
            problems.raise(
                    PROBLEM,
                    "The hardware is not back in service since the factory reset",
                    why(),
                    "Nothing, when the hardware comes back: it is then put into service by itself. Until then EVSEs may"
                            + " stay Unavailable and, where energy flowed, go on charging");
        } else if (!isOwed()) {
            problems.clear(PROBLEM);
        }
        listener.progressed();
        if (!mayStillShow()) {
            answer();
        }
    }

    /** Whether there is a driver that may reach the hardware any moment. */
    private boolean mayStillShow() {
        return isOwed() && !hardware.isSettled() && hardware.status() != HardwareView.Status.MISSING;
    }

    private boolean isOwed() {
        return since != null && (all || !energy.isEmpty() || !service.isEmpty());
    }

    private String why() {
        return switch (hardware.status()) {
            case MISSING -> "its driver is not there";
            case DOWN -> "it cannot be reached";
            case UP -> refusal.isEmpty() ? "it has not answered yet" : refusal;
        };
    }

    /** Writes down what is still owed; in a step of a station that runs. */
    void remember(StationCore core) {
        Instant begun = since;
        if (begun == null) {
            return;
        }
        core.steps().run(() -> {
            if (isOwed()) {
                core.state().of(PART).put(KEY, new Owed(begun, all, List.copyOf(energy), List.copyOf(service)));
            } else {
                core.state().of(PART).remove(KEY);
                since = null;
            }
        });
    }

    /**
     * Answers when the hardware has, but does not wait for it longer than people do.
     *
     * @param answer told what is still open, if anything is
     */
    void whenSettled(Consumer<Optional<String>> answer) {
        waiting.add(answer);
        if (closed || (unanswered == 0 && !mayStillShow())) {
            answer();
        } else if (patience == null) {
            patience = time.schedule(PATIENCE, () -> loop.post(this::answer));
        }
    }

    private void answer() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        List<Consumer<Optional<String>>> told = List.copyOf(waiting);
        waiting.clear();
        Optional<String> open = isOwed()
                ? Optional.of("the hardware is not back in service yet: " + why()
                        + "; it is put into service as soon as it can be reached")
                : Optional.empty();
        told.forEach(one -> one.accept(open));
    }

    /** The station ends: nobody waits any more. */
    void close() {
        closed = true;
        answer();
    }
}
