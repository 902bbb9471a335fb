package io.karge.routes.internal.transfer;

import io.karge.station.TransferProgress;
import io.karge.time.TimeSource;
import java.util.function.Consumer;

/** Tells how far a transfer is, a few times a second at most, and that it moves. Written on the transfer's thread. */
final class Meter {
    private static final long PAUSE = 250_000_000;

    private final TimeSource time;
    private final Runnable moving;
    private final Consumer<TransferProgress> progress;
    private volatile TransferProgress last = new TransferProgress(0, -1);
    private boolean told;
    private long toldAt;

    /** @param moving called with each octet that moves */
    Meter(TimeSource time, Runnable moving, Consumer<TransferProgress> progress) {
        this.time = time;
        this.moving = moving;
        this.progress = progress;
    }

    void moved(long octets, long total) {
        moving.run();
        last = new TransferProgress(octets, total);
        long now = time.nanoTime();
        if (!told || now - toldAt >= PAUSE) {
            told = true;
            toldAt = now;
            progress.accept(last);
        }
    }

    /** All is there: that is told in any case. */
    void done(long octets, long total) {
        last = new TransferProgress(octets, total);
        progress.accept(last);
    }

    /** How far it is. On any thread. */
    TransferProgress last() {
        return last;
    }
}
