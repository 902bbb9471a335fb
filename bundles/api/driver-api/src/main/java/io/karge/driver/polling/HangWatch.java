package io.karge.driver.polling;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
     * @throws IOException what the call throws; where it came back too late, that, whatever it brought
     */
    <T> T watched(String what, Call<T> call) throws IOException {
        Watch watch = new Watch(what);
        Cancellable timer = time.schedule(LONGEST, watch::hangs);
        T result;
        try {
            result = call.make();
        } catch (IOException | RuntimeException e) {
            watch.end(e);
            throw e;
        } finally {
            timer.cancel();
        }
        watch.end(null);
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

        synchronized void end(@Nullable Exception failure) throws IOException {
            ended = true;
            if (late) {
                throw new IOException(what + " took longer than " + LONGEST.toSeconds() + " s", failure);
            }
        }
    }
}
