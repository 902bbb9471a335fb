package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationDriver;
import io.karge.driver.polling.PendingCommands;
import io.karge.runtime.internal.DriverCalls.Overdue;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands to one driver: given one after another on its thread, StopEnergy before all that wait, and each answered
 * exactly once and never exceptionally, whatever the driver does; while a call of it hangs, at once. Thread-safe.
 */
final class DriverCommands {
    private static final Logger LOG = LoggerFactory.getLogger(DriverCommands.class);

    /** How long a command may take: longer than any driver waits for its hardware. */
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(1);

    private static final String SILENT = "silent";

    private final DriverCalls calls;
    private final Supplier<Optional<StationDriver>> driver;
    private final TimeSource time;
    private final DriverDefects defects;
    private final PendingCommands<Answer> waiting = new PendingCommands<>();
    private final Set<Answer> open = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    /** @param driver the driver while it is to be asked for anything */
    DriverCommands(
            DriverCalls calls, Supplier<Optional<StationDriver>> driver, TimeSource time, DriverDefects defects) {
        this.calls = calls;
        this.driver = driver;
        this.time = time;
        this.defects = defects;
    }

    /** Has the driver do something. */
    CompletionStage<CommandResult> execute(HardwareCommand command) {
        if (driver.get().isEmpty()) {
            return CompletableFuture.completedFuture(new CommandResult.LinkDown());
        }
        Optional<Overdue> hanging = calls.hanging();
        if (hanging.isPresent()) {
            return CompletableFuture.completedFuture(refusal(hanging.get()));
        }
        Answer answer = new Answer(command);
        waiting.add(command, answer).forEach(overtaken -> overtaken.give(PendingCommands.OVERTAKEN));
        answer.expire();
        calls.post(this::next);
        calls.hanging().ifPresent(this::hangs); // meanwhile
        return answer.stage;
    }

    private void next() {
        Answer answer = waiting.next();
        if (answer == null || answer.stage.isDone()) {
            return;
        }
        Optional<StationDriver> asked = driver.get();
        if (asked.isEmpty()) {
            answer.give(new CommandResult.LinkDown());
            return;
        }
        calls.watched("StationDriver.execute(" + name(answer.command) + ")", () -> answer.ask(asked.get()));
    }

    private static String name(HardwareCommand command) {
        return command.getClass().getSimpleName();
    }

    /** A call does not return: nobody waits behind it. What it was given nobody knows to be done. */
    void hangs(Overdue call) {
        for (Answer answer = waiting.next(); answer != null; answer = waiting.next()) {
            answer.give(refusal(call));
        }
        open.forEach(answer -> answer.give(new CommandResult.TimedOut()));
    }

    private static CommandResult refusal(Overdue call) {
        return new CommandResult.Rejected("the driver hangs: " + call.text());
    }

    /** Nothing that the driver answers counts any more. */
    void close() {
        gone = true;
        open.forEach(answer -> answer.give(new CommandResult.TimedOut()));
    }

    /** The answer to one command. */
    private final class Answer {
        private final HardwareCommand command;
        private final CompletableFuture<CommandResult> stage = new CompletableFuture<>();
        private volatile TimeSource.@Nullable Cancellable expiry;

        Answer(HardwareCommand command) {
            this.command = command;
            open.add(this);
        }

        void ask(StationDriver driver) {
            try {
                CompletionStage<CommandResult> given = driver.execute(command);
                if (given == null) { // whatever the contract says
                    defect("gave no answer", null);
                } else {
                    given.whenComplete(this::given);
                }
            } catch (RuntimeException | Error e) { // nothing that a driver does may end the thread
                defect("threw " + e, e);
            }
        }

        private void given(@Nullable CommandResult result, @Nullable Throwable failure) {
            if (result == null) {
                defect(failure == null ? "gave an empty answer" : "failed with " + failure, failure);
                return;
            }
            if (give(result)) {
                defects.over(SILENT);
                defects.over(defectKey());
            }
        }

        private void defect(String what, @Nullable Throwable cause) {
            LOG.debug("station={} at {}: the driver {}", defects.stationId(), command, what, cause);
            defects.tell(
                    defectKey(),
                    "is defective",
                    "at station " + defects.stationId() + " its StationDriver.execute(" + name(command) + ") " + what,
                    cause);
            give(new CommandResult.Rejected("the driver is defective: it " + what));
        }

        private String defectKey() {
            return "execute." + name(command);
        }

        boolean give(CommandResult result) {
            open.remove(this);
            TimeSource.Cancellable asked = expiry;
            if (asked != null) {
                asked.cancel();
            }
            return stage.complete(result);
        }

        void expire() {
            if (!stage.isDone()) {
                expiry = time.schedule(LONGEST_COMMAND, this::expired);
            }
            if (stage.isDone() || gone) { // meanwhile
                give(new CommandResult.TimedOut());
            }
        }

        private void expired() {
            if (give(new CommandResult.TimedOut())) {
                defects.tell(
                        SILENT,
                        "does not answer",
                        "at station " + defects.stationId() + " it was given " + name(command)
                                + (command.evseId() == 0 ? "" : " for EVSE " + command.evseId())
                                + " and has not completed its answer for " + LONGEST_COMMAND.toSeconds() + " s",
                        null);
            }
        }
    }
}
