package io.karge.driver.polling;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Gives the hardware one command after another. A command that it leaves open is asked for until its result is there or
 * 10 s have passed. Used on the driver's executor only, except where a method says otherwise.
 *
 * <p>StopEnergy goes before everything that waits, and does not wait for the result of a command that is open: that one is
 * answered with the result that is there, else with TimedOut, for nobody will know. Only a StopEnergy that is open is left
 * in its place until the hardware has taken it up: written over, it might be lost.
 */
final class CommandQueue {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final TimeSource time;
    private final long intervalNanos;
    private final Requests requests;
    private final PendingCommands<Entry> waiting = new PendingCommands<>();
    private @Nullable Entry open;
    private boolean takenUp;
    private long askAt;
    private long deadline;

    /** @param interval from one question for a result to the next */
    CommandQueue(TimeSource time, Duration interval, Requests requests) {
        this.time = time;
        this.intervalNanos = interval.toNanos();
        this.requests = requests;
    }

    /** What is asked of the hardware for a command; a failure of the link is told to whom it concerns, and an answer. */
    interface Requests {
        /** Has the hardware do it, if there is a link; empty when it must be prepared first and will be given again. */
        Optional<Outcome> perform(Entry entry);

        Outcome ask(HardwareCommand command);

        /** The command was given to the hardware and has its answer. */
        void answered(HardwareCommand command, CommandResult result);
    }

    /**
     * A command and where its answer goes.
     *
     * @param prepared whether the driver's own work for it is done
     */
    record Entry(HardwareCommand command, CompletableFuture<CommandResult> answer, boolean prepared) {
        Entry isPrepared() {
            return new Entry(command, answer, true);
        }
    }

    /** Adds a command; returns those that it made void. Callable on any thread. */
    List<Entry> add(Entry entry) {
        return waiting.add(entry.command, entry);
    }

    /** Whether a StopEnergy waits for nothing any more. */
    boolean stopIsDue() {
        return waiting.stopIsNext() && !mayBeLost();
    }

    /** When there is something to do: now, later, or never when it is empty. */
    OptionalLong dueAt(long now) {
        if (open != null) {
            return OptionalLong.of(stopIsDue() ? now : askAt);
        }
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(now);
    }

    /** Asks for the result of the open command, or gives the next one to the hardware. */
    void step() {
        Entry current = open;
        if (current != null) {
            settle(current, requests.ask(current.command));
            return;
        }
        Entry next = waiting.next();
        if (next != null && !next.answer.isDone()) {
            deadline = time.nanoTime() + ANSWER.toNanos();
            requests.perform(next).ifPresent(outcome -> settle(next, outcome));
        }
    }

    private void settle(Entry entry, Outcome outcome) {
        open = null;
        if (outcome instanceof Outcome.Done done) {
            answer(entry, done.result());
            return;
        }
        open = entry;
        takenUp = ((Outcome.Open) outcome).takenUp();
        long now = time.nanoTime();
        askAt = now + intervalNanos;
        if (deadline - now <= 0 || stopIsDue()) {
            open = null;
            answer(entry, new TimedOut());
        }
    }

    private boolean mayBeLost() {
        return open != null && open.command instanceof StopEnergy && !takenUp;
    }

    private void answer(Entry entry, CommandResult result) {
        entry.answer.complete(result);
        requests.answered(entry.command, result);
    }

    /** Answers what is open, which the hardware may have done or not, and what waits, which never reached it. */
    void linkLost() {
        Entry current = open;
        open = null;
        if (current != null) {
            current.answer.complete(new TimedOut());
        }
        refuseWaiting();
    }

    /** Answers what waits: it never reached the hardware. Callable on any thread. */
    void refuseWaiting() {
        for (Entry entry = waiting.next(); entry != null; entry = waiting.next()) {
            entry.answer.complete(new LinkDown());
        }
    }
}
