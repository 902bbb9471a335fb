package io.karge.benchmarks.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Asks one station after the other, a hundred of them in a second, whether the last ones have answered or not: how late the
 * loops of a fleet are. The times, in nanoseconds, begin when a question is due.
 */
final class Probe implements AutoCloseable {
    private static final long EVERY_MILLIS = 10;

    private final StubCsms csms;
    private final List<StubStation> stations;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Histogram times = Conversation.times();
    private int asked;
    private int answered;

    Probe(StubCsms csms, List<StubStation> stations) {
        this.csms = csms;
        this.stations = stations;
    }

    /** Asks until a future is done; then, when all have answered, gives the times. */
    Histogram until(CompletableFuture<?> end, Duration patience) throws Exception {
        times = Conversation.times();
        ScheduledFuture<?> asking = clock.scheduleAtFixedRate(this::due, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        try {
            end.get(patience.toSeconds(), TimeUnit.SECONDS);
        } finally {
            asking.cancel(false);
        }
        long giveUp = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < giveUp) {
            Histogram all = csms.complete(
                    () -> CompletableFuture.completedFuture(asked == answered ? times.copy() : null), patience);
            if (all != null) {
                return all;
            }
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        }
        throw new IllegalStateException(asked - answered + " questions were never answered");
    }

    private void due() {
        long due = System.nanoTime();
        csms.execute(() -> {
            StubStation station = stations.get(asked++ % stations.size());
            Conversation.ask(station, answer -> {
                times.recordValue(System.nanoTime() - due);
                answered++;
            });
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
