package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something again and again until it is closed; a look that fails costs that look alone. Thread-safe. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final String name;
    private final Duration betweenLooks;
    private final Runnable look;
    private final TimeSource time;
    private final Executor files;
    private @Nullable Cancellable next;
    private boolean closed;

    /**
     * Looks at once, and from then on.
     *
     * @param name what is looked at, for the log
     * @param files may block; all the looking is done on it
     */
    Watch(String name, Duration betweenLooks, Runnable look, TimeSource time, Executor files) {
        this.name = name;
        this.betweenLooks = betweenLooks;
        this.look = look;
        this.time = time;
        this.files = files;
        files.execute(this::look);
    }

    /** Begins no look any more; one that is under way goes on. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }

    private void look() {
        if (isClosed()) {
            return;
        }
        try {
            look.run();
        } catch (RuntimeException e) { // the next look may go well
            LOG.warn("The look at the {} failed", name, e);
        }
        again();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void again() {
        if (!closed) {
            next = time.schedule(betweenLooks, () -> files.execute(this::look));
        }
    }
}
