package io.karge.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a master has seen a change: it read the register, and its next request shows that it has the answer.
 * Callable on any thread.
 */
final class PollWatch {
    private final Set<Object> masters = new HashSet<>();
    private final List<Waiter> waiters = new ArrayList<>();

    /**
     * Waits for a master to see a register.
     *
     * @param address the input register to be read
     * @param evenAlone whether to wait also for a master that is still to connect
     * @return completes when a master has seen the register, or when no master is connected (any more)
     */
    synchronized CompletableFuture<Void> seen(int address, boolean evenAlone) {
        Waiter waiter = new Waiter(address, evenAlone);
        if (masters.isEmpty() && !evenAlone) {
            waiter.done.complete(null);
        } else {
            waiters.add(waiter);
        }
        return waiter.done;
    }

    synchronized boolean hasMaster() {
        return !masters.isEmpty();
    }

    synchronized void connected(Object master) {
        masters.add(master);
    }

    void disconnected(Object master) {
        List<Waiter> released = new ArrayList<>();
        synchronized (this) {
            masters.remove(master);
            waiters.forEach(waiter -> waiter.forget(master));
            if (masters.isEmpty()) {
                waiters.stream().filter(waiter -> !waiter.evenAlone).forEach(released::add);
                waiters.removeAll(released);
            }
        }
        released.forEach(waiter -> waiter.done.complete(null));
    }

    /** A request arrived: the answers to the master's earlier ones have reached it. */
    void requested(Object master) {
        List<Waiter> released = new ArrayList<>();
        synchronized (this) {
            waiters.stream().filter(waiter -> master.equals(waiter.reader)).forEach(released::add);
            waiters.removeAll(released);
        }
        released.forEach(waiter -> waiter.done.complete(null));
    }

    /** A read of input registers was answered. */
    synchronized void answered(Object master, int address, int count) {
        waiters.stream()
                .filter(waiter -> waiter.address >= address && waiter.address < address + count)
                .forEach(waiter -> waiter.reader = master);
    }

    private static final class Waiter {
        final int address;
        final boolean evenAlone;
        final CompletableFuture<Void> done = new CompletableFuture<>();

        @Nullable
        Object reader;

        Waiter(int address, boolean evenAlone) {
            this.address = address;
            this.evenAlone = evenAlone;
        }

        void forget(Object master) {
            reader = master.equals(reader) ? null : reader;
        }
    }
}
