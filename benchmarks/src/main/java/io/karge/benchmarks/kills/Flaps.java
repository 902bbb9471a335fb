package io.karge.benchmarks.kills;

import io.karge.site.Products;
import io.karge.testsystem.CsmsServer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that break at random moments, wherever the station and its messages are. */
final class Flaps implements AutoCloseable {
    private static final int BETWEEN_MILLIS = 4_000;

    private final CsmsServer csms;
    private final int wanted;
    private final Random random;
    private final AtomicInteger done = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "flaps");
    private volatile boolean over;

    /** @param wanted how many there are to be */
    Flaps(CsmsServer csms, int wanted, long seed) {
        this.csms = csms;
        this.wanted = wanted;
        this.random = new Random(seed);
        thread.start();
    }

    private void run() {
        List<String> stations = Products.stationIds();
        try {
            while (!over && done.get() < wanted) {
                Thread.sleep(random.nextInt(BETWEEN_MILLIS));
                String station = stations.get(random.nextInt(stations.size()));
                if (csms.station(station).isPresent()) {
                    csms.disconnect(station);
                    done.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many there were. */
    int done() {
        return done.get();
    }

    /** Whether there were as many as wanted. */
    boolean areDone() {
        return done.get() >= wanted;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
