package io.karge.runtime.internal.loop;

import io.karge.failure.FailureWords;
import io.karge.storage.CommitListener;
import io.karge.storage.CommitResult;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durable before visible: the outputs of a step wait, first in first out, until everything that was written up to that
 * step is committed. A step that writes nothing while nothing waits lets its outputs out at once. When a commit fails the
 * gate closes: what has not left is dropped, and what is written from then on is handed to nobody, until {@link #reopen}
 * brings a writer that takes all that is missing. On the loop only.
 */
public final class OutputGate {
    private static final Logger LOG = LoggerFactory.getLogger(OutputGate.class);

    /** Something that leaves the station. */
    @FunctionalInterface
    public interface Output {
        void release();

        /** It will never leave: nothing can be stored at the moment, or the station restarts. */
        default void dropped() {}
    }

    private record Waiting(long number, List<Output> outputs) {}

    private final EventLoop loop;
    private final UndoLog undo;
    private final Consumer<String> onFailure;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Output> ofThisStep = new ArrayList<>();
    private StoreWriter writer;
    private long handedOver;
    /** The number of the last batch whose result does not count any more. */
    private long lost;

    private boolean failed;
    private boolean reopening;
    private boolean closed;

    /** @param onFailure is told each time, on the loop, why nothing leaves any more */
    public OutputGate(StoreWriter writer, EventLoop loop, UndoLog undo, Consumer<String> onFailure) {
        this.writer = writer;
        this.loop = loop;
        this.undo = undo;
        this.onFailure = onFailure;
    }

    /** Adds an output to the step that runs. */
    public void add(Output output) {
        List<Output> step = ofThisStep;
        step.add(output);
        undo.changed(() -> step.remove(output));
    }

    /** The step is over; these are its writes, of all blocks together. */
    public void endStep(List<Write> writes) {
        List<Output> outputs = ofThisStep;
        ofThisStep = new ArrayList<>();
        if (failed || closed) {
            outputs.forEach(OutputGate::drop);
        } else if (!writes.isEmpty()) {
            waiting.add(new Waiting(++handedOver, outputs));
            handOver(writes, handedOver);
        } else if (!waiting.isEmpty()) {
            waiting.getLast().outputs().addAll(outputs);
        } else {
            outputs.forEach(OutputGate::release);
        }
    }

    private void handOver(List<Write> writes, long number) {
        try {
            writer.commit(writes, result -> loop.post(() -> completed(number, result)));
        } catch (Throwable e) { // no memory for the batch: it is as little durable as one that the disk refused
            LOG.error("a batch of writes could not be handed to the store", e);
            loop.post(() -> completed(number, new CommitResult.Failed(FailureWords.of(e))));
        }
    }

    /** One that throws is a defect of its own and takes none of the others with it. */
    private static void release(Output output) {
        try {
            output.release();
        } catch (Throwable e) {
            LOG.error("something that should have left the station did not", e);
        }
    }

    private static void drop(Output output) {
        try {
            output.dropped();
        } catch (Throwable e) {
            LOG.error("something that will not leave the station could not be told so", e);
        }
    }

    /** Nothing leaves any more. */
    public void close() {
        closed = true;
        dropAll();
    }

    /**
     * Tells whether everything that was written is committed, on the store thread, as soon as that is known; nothing is
     * handed over after this.
     */
    public void finish(CommitListener listener) {
        writer.commit(List.of(), listener);
    }

    /** Whether what was written is not in the store, and nothing leaves. */
    public boolean hasFailed() {
        return failed || reopening;
    }

    /** Nothing can be stored. */
    public void fail(String why) {
        failed = true;
        reopening = false;
        lost = handedOver;
        dropAll();
        onFailure.accept(why);
    }

    /**
     * Goes on with another writer, whose first batch is all that is missing in the store; not inside a step.
     *
     * @param reopened is told, on the loop, when that is committed and outputs leave again
     */
    public void reopen(StoreWriter next, List<Write> missing, Runnable reopened) {
        writer = next;
        failed = false;
        reopening = true;
        Output open = () -> {
            reopening = false;
            reopened.run();
        };
        waiting.add(new Waiting(++handedOver, new ArrayList<>(List.of(open))));
        handOver(missing, handedOver);
    }

    private void dropAll() {
        List<Waiting> never = List.copyOf(waiting);
        waiting.clear();
        never.forEach(step -> step.outputs().forEach(OutputGate::drop));
    }

    private void completed(long number, CommitResult result) {
        if (closed || number <= lost) {
            return;
        }
        if (result instanceof CommitResult.Failed failure) {
            fail(failure.why());
            return;
        }
        while (!waiting.isEmpty() && waiting.getFirst().number() <= number) {
            waiting.removeFirst().outputs().forEach(OutputGate::release);
        }
    }
}
