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

/**
 * Durable before visible: the outputs of a step wait, first in first out, until everything that was written up to that
 * step is committed. A step that writes nothing while nothing waits lets its outputs out at once. On the loop only.
 */
public final class OutputGate {

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
    private final Consumer<String> failed;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Output> ofThisStep = new ArrayList<>();
    private long handedOver;
    private @Nullable String failure;
    private boolean closed;

    /** @param failed is told once, on the loop, why nothing leaves any more */
    public OutputGate(StoreWriter writer, EventLoop loop, Consumer<String> failed) {
        this.writer = writer;
        this.loop = loop;
        this.failed = failed;
    }

    /** Adds an output to the step that runs. */
    public void add(Output output) {
        ofThisStep.add(output);
    }

    /** The step is over; these are its writes, of all blocks together. */
    public void endStep(List<Write> writes) {
        List<Output> outputs = ofThisStep;
        ofThisStep = new ArrayList<>();
        if (failure != null || closed) {
            outputs.forEach(Output::dropped);
            return;
        }
        if (!writes.isEmpty()) {
            long number = ++handedOver;
            waiting.add(new Waiting(number, outputs));
            writer.commit(writes, result -> loop.post(() -> completed(number, result)));
        } else if (!waiting.isEmpty()) {
            waiting.getLast().outputs().addAll(outputs);
        } else {
            outputs.forEach(Output::release);
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
        never.forEach(step -> step.outputs().forEach(Output::dropped));
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
            waiting.removeFirst().outputs().forEach(Output::release);
        }
    }
}
