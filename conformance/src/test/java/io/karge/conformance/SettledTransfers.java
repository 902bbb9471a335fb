package io.karge.conformance;

import io.karge.driver.testkit.VirtualTime;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Real file transfers on virtual time: while one is under way no time passes, and what came of it the station hears on the
 * driving thread. Only of one that the server does not bring to its end it does not wait.
 */
final class SettledTransfers implements FileTransfers, AutoCloseable {
    /** Longer than any machine takes: it fails the run, it does not hold it up. */
    private static final long PATIENCE_SECONDS = 30;

    private final FileTransfers real;
    private final VirtualTime time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Set<Running> running = new LinkedHashSet<>();
    private final List<Runnable> told = new ArrayList<>();

    /** @param settles whether time waits for the transfers; else it waits for something else already */
    SettledTransfers(FileTransfers real, VirtualTime time, boolean settles) {
        this.real = real;
        this.time = time;
        if (settles) {
            time.passOnlyWhenSettled(this::settle);
        }
    }

    /** One that is under way. */
    private static final class Running {
        boolean stuck;
        Cancellable cancellable = () -> {};
    }

    @Override
    public Cancellable begin(
            String stationId,
            TransferOrder order,
            Consumer<TransferProgress> progress,
            Consumer<TransferOutcome> done) {
        Running transfer = new Running();
        changing(() -> running.add(transfer));
        Cancellable begun = real.begin(
                stationId,
                order,
                moved -> {},
                outcome -> changing(() -> {
                    running.remove(transfer);
                    told.add(() -> done.accept(outcome));
                }));
        changing(() -> transfer.cancellable = begun);
        return () -> cancel(transfer);
    }

    /** It comes to its end now, which time waits for. */
    private void cancel(Running transfer) {
        changing(() -> transfer.stuck = false);
        transfer.cancellable.cancel();
    }

    /** The next download of this file, or upload into this folder, does not come to its end; gives whether it is that far. */
    BooleanSupplier slowDown(String location) {
        AtomicBoolean reached = new AtomicBoolean();
        FileServer.at(location)
                .slowDown(
                        location,
                        () -> changing(() -> {
                            reached.set(true);
                            running.stream()
                                    .filter(transfer -> !transfer.stuck)
                                    .findFirst()
                                    .ifPresent(transfer -> transfer.stuck = true);
                        }));
        return reached::get;
    }

    private void changing(Runnable what) {
        lock.lock();
        try {
            what.run();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean settle() {
        List<Runnable> now;
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (running.stream().anyMatch(transfer -> !transfer.stuck)) {
                if (left <= 0) {
                    throw new IllegalStateException("a transfer does not come to its end");
                }
                left = change.awaitNanos(left);
            }
            now = new ArrayList<>(told);
            told.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
        now.forEach(one -> time.schedule(Duration.ZERO, one));
        return !now.isEmpty();
    }

    /** Calls off what is under way; what comes of it nobody hears. */
    @Override
    public void close() {
        List<Running> left = new ArrayList<>();
        changing(() -> {
            left.addAll(running);
            running.clear();
        });
        left.forEach(transfer -> transfer.cancellable.cancel());
    }
}
