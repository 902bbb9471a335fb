package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.Reply;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that blocks, on its way from the loop to the shared workers and back. On the loop, but for the work itself. */
final class AsyncWork<T> {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncWork.class);

    private final Callable<T> work;
    private final Steps steps;
    private final Consumer<Reply<T>> then;
    private volatile boolean over;

    /** @param then is told in a step, once */
    AsyncWork(Callable<T> work, Steps steps, Consumer<Reply<T>> then) {
        this.work = work;
        this.steps = steps;
        this.then = then;
    }

    void begin(Executor workers) {
        if (!over) {
            try {
                workers.execute(this::run);
            } catch (RuntimeException | Error e) { // no thread to be had
                fail(FailureWords.of(e));
            }
        }
    }

    /** On a thread that may block. */
    private void run() {
        if (over) {
            return;
        }
        try {
            T result = work.call();
            tell(new Reply.Answered<>(result));
        } catch (Exception | Error e) {
            LOG.debug("work beside the loop failed", e);
            fail(FailureWords.of(e));
        }
    }

    void fail(String why) {
        tell(new Reply.Failed<>(why));
    }

    private void tell(Reply<T> reply) {
        steps.post(() -> {
            if (!over) {
                over = true;
                then.accept(reply);
            }
        });
    }

    void cancel() {
        over = true;
    }
}
