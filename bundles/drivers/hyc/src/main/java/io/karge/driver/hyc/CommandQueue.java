package io.karge.driver.hyc;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.polling.PendingCommands;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the cabinet one command after another, because it has one place for a result. Each is written once, in one
 * request; then the result is asked for until it is there or 10 s have passed. Used on the driver's executor only, except
 * where a method says otherwise.
 *
 * <p>StopEnergy goes before everything that waits, and does not wait for the result of a command that is open: that one is
 * answered with the result that is there, else with TimedOut, for nobody will know. Only a StopEnergy that is open is left
 * in its place until the cabinet has taken it up: written over, it might be lost.
 */
final class CommandQueue {
    private static final Logger LOG = LoggerFactory.getLogger(CommandQueue.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);
    private static final int BUSY = 0;
    private static final int SEQUENCE_MASK = 0xFFFF;

    private final TimeSource time;
    private final Executor executor;
    private final HycLink link;
    private final Consumer<HycLinkException> onLinkLost;
    private final PendingCommands<Entry> waiting = new PendingCommands<>();
    private @Nullable Entry current;
    private boolean written;
    private int sequence;
    private long deadline;

    // Guarded by this: closed from any thread.
    private @Nullable Cancellable asking;
    private boolean closed;

    /** {@code onLinkLost} is told when a request fails. */
    CommandQueue(TimeSource time, Executor executor, HycLink link, Consumer<HycLinkException> onLinkLost) {
        this.time = time;
        this.executor = executor;
        this.link = link;
        this.onLinkLost = onLinkLost;
    }

    /** Takes a step in its turn and completes {@code answer} when its result is known. Callable on any thread. */
    void add(HardwareCommand command, Step step, CompletableFuture<CommandResult> answer) {
        List<Entry> overtaken = waiting.add(command, new Entry(command, step, answer));
        executor.execute(() -> {
            overtaken.forEach(entry -> entry.answer.complete(PendingCommands.OVERTAKEN));
            if (current != null && waiting.stopIsNext()) {
                request(this::askForResult);
            }
            next();
        });
    }

    /** Writes a command to the cabinet; for use by a step, which then returns null. */
    void send(CommandBlock block) throws HycLinkException {
        sequence = link.readHolding(CommandBlock.SEQUENCE, 1)[0] + 1 & SEQUENCE_MASK;
        written = true;
        link.write(CommandBlock.SEQUENCE, block.registers(sequence));
    }

    /** Answers what is open: the cabinet may have done what was written, the rest never reached it. */
    void linkLost() {
        if (current != null) {
            answer(written ? new TimedOut() : new LinkDown());
        }
        for (Entry entry = waiting.next(); entry != null; entry = waiting.next()) {
            entry.answer.complete(new LinkDown());
        }
    }

    /** Asks no more; callable on any thread. What is open is for the caller to answer. */
    synchronized void close() {
        closed = true;
        stopAsking();
    }

    private void next() {
        while (current == null) {
            Entry entry = waiting.next();
            if (entry == null) {
                return;
            }
            if (!entry.answer.isDone()) {
                begin(entry);
            }
        }
    }

    private void begin(Entry entry) {
        current = entry;
        written = false;
        deadline = time.nanoTime() + ANSWER.toNanos();
        request(() -> {
            CommandResult result = entry.step.take();
            return result == null ? askForResult() : result;
        });
    }

    /** Makes a request for the current command; a result ends it. */
    private void request(Step step) {
        try {
            CommandResult result = step.take();
            if (result != null) {
                answer(result);
            }
        } catch (HycRefusedException e) {
            answer(new Rejected(String.valueOf(e.getMessage())));
        } catch (HycLinkException e) {
            answer(written ? new TimedOut() : new LinkDown());
            onLinkLost.accept(e);
        } catch (RuntimeException | Error e) {
            LOG.error("a command failed", e);
            answer(new Rejected("the driver failed: " + e));
        }
    }

    private @Nullable CommandResult askForResult() throws HycLinkException {
        int[] executed = link.readInput(CommandBlock.EXECUTED, 2);
        boolean takenUp = executed[0] == sequence;
        if (takenUp && executed[1] != BUSY) {
            return result(executed[1]);
        }
        boolean mayBeLost = !takenUp && current != null && current.command instanceof StopEnergy;
        if (time.nanoTime() >= deadline || (waiting.stopIsNext() && !mayBeLost)) {
            return new TimedOut();
        }
        askLater();
        return null;
    }

    private synchronized void askLater() {
        stopAsking();
        if (!closed) {
            asking = time.schedule(ASK_AGAIN, () -> executor.execute(this::askAgain));
        }
    }

    private void askAgain() {
        if (takeAsking()) {
            request(this::askForResult);
            next();
        }
    }

    /** False when the answer came in another way while the timer's task waited. */
    private synchronized boolean takeAsking() {
        boolean asked = asking != null;
        asking = null;
        return asked;
    }

    private synchronized void stopAsking() {
        if (asking != null) {
            asking.cancel();
            asking = null;
        }
    }

    private static CommandResult result(int code) {
        return switch (code) {
            case 1 -> new Accepted();
            case 2 -> new Rejected("the cabinet rejected it");
            case 3 -> new Rejected("the cabinet failed to do it");
            default -> new Rejected("the cabinet answered with the impossible result " + code);
        };
    }

    private void answer(CommandResult result) {
        stopAsking();
        Entry done = current;
        current = null;
        if (done != null) {
            done.answer.complete(result);
        }
    }

    /** What is done for a command. */
    @FunctionalInterface
    interface Step {
        /** Does it; the result, or null when the cabinet is to be asked for it. */
        @Nullable
        CommandResult take() throws HycLinkException;
    }

    private record Entry(HardwareCommand command, Step step, CompletableFuture<CommandResult> answer) {}
}
