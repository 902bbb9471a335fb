package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.OutputGate;
import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.Store;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a station whose commit failed back to the store as soon as that works again: reads what the store holds of the
 * station, whichever store that is by now, and has all that differs from the station's state written as one batch. The
 * station runs meanwhile. On the loop only.
 */
final class StoreRecovery {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final TimeSource time;
    private final Store store;
    private final StateLoader loader;
    private final StationState state;
    private final OutputGate gate;
    private final Runnable recovered;
    private final StoreStateListener storeListener = this::storeChanged;
    private @Nullable Cancellable again;
    private boolean waiting;
    private boolean loading;
    private boolean closed;

    /** @param recovered is told, on the loop, when everything is stored and outputs leave again */
    StoreRecovery(StationParts parts, StationState state, OutputGate gate, Runnable recovered) {
        this.loop = parts.loop();
        this.time = parts.time();
        this.store = parts.store();
        this.loader = parts.loader();
        this.state = state;
        this.gate = gate;
        this.recovered = recovered;
    }

    /** The gate has closed. */
    void failed() {
        if (closed) {
            return;
        } else if (waiting) { // the store opened, and failed at this station's batch
            tryAgain();
            return;
        }
        waiting = true;
        store.addStateListener(storeListener);
        loop.post(this::attempt); // it may be open already
    }

    private void storeChanged(StoreState now) {
        if (now.open()) {
            loop.post(this::attempt);
        }
    }

    private void attempt() {
        if (waiting && !loading && !closed && store.state().open()) {
            loading = true;
            loader.loadStored(this::loaded, why -> {
                loading = false;
                tryAgain();
            });
        }
    }

    private void loaded(SortedMap<String, byte[]> stored) {
        loading = false;
        if (!closed) {
            gate.reopen(store.newWriter(), StationState.missing(state.stored(), stored), this::reopened);
        }
    }

    private void tryAgain() {
        stopTimer();
        if (!closed) {
            again = time.schedule(AGAIN, () -> loop.post(this::attempt));
        }
    }

    private void reopened() {
        waiting = false;
        store.removeStateListener(storeListener);
        stopTimer();
        recovered.run();
    }

    private void stopTimer() {
        if (again != null) {
            again.cancel();
            again = null;
        }
    }

    void close() {
        closed = true;
        store.removeStateListener(storeListener);
        stopTimer();
    }
}
