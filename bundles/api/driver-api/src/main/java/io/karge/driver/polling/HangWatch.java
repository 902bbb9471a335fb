package io.karge.driver.polling;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Looks after calls that must come back and may not. Who makes them is told of one that does not while it still hangs, and
 * what it brings in the end is not believed.
 */
final class HangWatch {
    /** Longer than any request with a time-out takes. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final TimeSource time;
    private final Consumer<String> onHang;

    /** @param onHang is told what hangs, on a timer thread; it must return at once */
    HangWatch(TimeSource time, Consumer<String> onHang) {
        this.time = time;
        this.onHang = onHang;
    }

    /**
     * Makes a call.
     *
     * @param what what it does, for people
     * @throws IOException what the call throws, or that it came back too late
     */
    <T> T watched(String what, Call<T> call) throws IOException {
        Watch watch = new Watch(what);
        Cancellable timer = time.schedule(LONGEST, watch::hangs);
        T result;
        boolean late;
        try {
            result = call.make();
        } finally {
            timer.cancel();
            late = watch.end();
        }
        if (late) {
            throw new IOException(what + " took longer than " + LONGEST.toSeconds() + " s");
        }
        return result;
    }

    /** What is watched. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }

    private final class Watch {
        private final String what;
        private boolean ended;
        private boolean late;

        Watch(String what) {
            this.what = what;
        }

        synchronized void hangs() {
            if (!ended) {
                late = true;
                onHang.accept(what);
            }
        }

        synchronized boolean end() {
            ended = true;
            return late;
        }
    }
}
