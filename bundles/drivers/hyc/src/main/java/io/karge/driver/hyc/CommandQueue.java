package io.karge.driver.hyc;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the cabinet one command after another, because it has one place for a result. Each is written once, in one
 * request; then the result is asked for until it is there or 10 s have passed. Used on the driver's executor only.
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
    private final Deque<Entry> waiting = new ArrayDeque<>();
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

    /** Takes a step in its turn and completes {@code answer} when its result is known. */
    void add(Step step, CompletableFuture<CommandResult> answer) {
        waiting.add(new Entry(step, answer));
        next();
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
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            entry.answer.complete(new LinkDown());
        }
    }

    /** Asks no more; callable on any thread. What is open is for the caller to answer. */
    synchronized void close() {
        closed = true;
        stopAsking();
    }

    private void next() {
        while (current == null && !waiting.isEmpty()) {
            current = waiting.remove();
            written = false;
            deadline = time.nanoTime() + ANSWER.toNanos();
            Step step = current.step;
            request(() -> {
                CommandResult result = step.take();
                return result == null ? askForResult() : result;
            });
        }
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
        } catch (RuntimeException e) {
            LOG.error("a command failed", e);
            answer(new Rejected("the driver failed: " + e));
        }
    }

    private @Nullable CommandResult askForResult() throws HycLinkException {
        int[] executed = link.readInput(CommandBlock.EXECUTED, 2);
        if (executed[0] == sequence && executed[1] != BUSY) {
            return result(executed[1]);
        }
        if (time.nanoTime() >= deadline) {
            return new TimedOut();
        }
        askLater();
        return null;
    }

    private synchronized void askLater() {
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

    private record Entry(Step step, CompletableFuture<CommandResult> answer) {}
}
