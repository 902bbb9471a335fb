package io.karge.runtime.internal.loop;

import io.karge.storage.CommitResult;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durable before visible: the outputs of a step wait, first in first out, until everything that was written up to that
 * step is committed. A step that writes nothing while nothing waits lets its outputs out at once. On the loop only.
 */
public final class OutputGate {
    private static final Logger LOG = LoggerFactory.getLogger(OutputGate.class);

    /** Something that leaves the station. */
    @FunctionalInterface
    public interface Output {
        void release();

        /** It will never leave: a commit failed, or the station restarts. */
        default void dropped() {}
    }

    private record Waiting(long number, List<Output> outputs) {}

    private final StoreWriter writer;
    private final EventLoop loop;
    private final UndoLog undo;
    private final Consumer<String> failed;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Output> ofThisStep = new ArrayList<>();
    private long handedOver;
    private @Nullable String failure;
    private boolean closed;

    /** @param failed is told once, on the loop, why nothing leaves any more */
    public OutputGate(StoreWriter writer, EventLoop loop, UndoLog undo, Consumer<String> failed) {
        this.writer = writer;
        this.loop = loop;
        this.undo = undo;
        this.failed = failed;
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
        if (failure != null || closed) {
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
            loop.post(() -> completed(number, new CommitResult.Failed(String.valueOf(e))));
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

    /** Whether a commit failed: nothing leaves any more until the station has loaded its state again. */
    public boolean hasFailed() {
        return failure != null;
    }

    private void dropAll() {
        List<Waiting> never = List.copyOf(waiting);
        waiting.clear();
        never.forEach(step -> step.outputs().forEach(OutputGate::drop));
    }

    private void completed(long number, CommitResult result) {
        if (failure != null || closed) {
            return;
        }
        if (result instanceof CommitResult.Failed why) {
            failure = why.why();
            dropAll();
            failed.accept(why.why());
            return;
        }
        while (!waiting.isEmpty() && waiting.getFirst().number() <= number) {
            waiting.removeFirst().outputs().forEach(OutputGate::release);
        }
    }
}
