package io.karge.runtime.internal;

import io.karge.security.Secrets;
import io.karge.security.Secrets.KeyTrouble;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the master key by and by: what is wrong with it is a problem of the gateway until it is cured. Thread-safe. */
final class MasterKeyWatch {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyWatch.class);
    private static final String PROBLEM = "master-key";

    private final Secrets secrets;
    private final ProblemList problems;
    private final TimeSource time;
    private final Executor files;
    private @Nullable Cancellable next;
    private boolean closed;

    /** @param files may block; all the looking is done on it */
    MasterKeyWatch(Secrets secrets, ProblemList problems, TimeSource time, Executor files) {
        this.secrets = secrets;
        this.problems = problems;
        this.time = time;
        this.files = files;
    }

    void begin() {
        files.execute(this::look);
    }

    synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }

    private void look() {
        try {
            Optional<KeyTrouble> trouble = secrets.trouble();
            trouble.ifPresentOrElse(
                    wrong -> problems.raise(PROBLEM, wrong.what(), wrong.why(), wrong.remedy()),
                    () -> problems.clear(PROBLEM));
        } catch (RuntimeException e) { // the next look may see it
            LOG.warn("it cannot be seen how the master key is", e);
        }
        again();
    }

    private synchronized void again() {
        if (!closed) {
            next = time.schedule(BETWEEN_LOOKS, () -> files.execute(this::look));
        }
    }
}
