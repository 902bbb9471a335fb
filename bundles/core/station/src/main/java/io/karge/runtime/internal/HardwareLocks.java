package io.karge.runtime.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who drives which hardware: one station at a time, the others in the order in which they asked. Thread-safe; whoever is
 * told is told on any thread.
 */
final class HardwareLocks {
    private final Map<String, Deque<Lock>> locks = new HashMap<>();

    /** The right to drive hardware, now or when those before have let go of it. */
    final class Lock {
        private final String hardware;
        private final String stationId;
        private final CompletableFuture<Void> granted = new CompletableFuture<>();

        private Lock(String hardware, String stationId) {
            this.hardware = hardware;
            this.stationId = stationId;
        }

        String hardware() {
            return hardware;
        }

        /** Who drives the hardware at the moment; empty when this is whom it is granted to, or nobody. */
        Optional<String> holder() {
            synchronized (locks) {
                Lock first = queue().peek();
                return first == null || first == this ? Optional.empty() : Optional.of(first.stationId);
            }
        }

        /** Runs the task once it is granted, which it is never after {@link #release}. */
        void whenGranted(Runnable task) {
            CompletionStage<Void> turn = granted;
            turn.thenRun(task);
        }

        /** Lets go, or does not wait any longer; without effect from the second time on. */
        void release() {
            Lock next;
            synchronized (locks) {
                Deque<Lock> queue = queue();
                queue.remove(this);
                next = queue.peek();
                if (next == null) {
                    locks.remove(hardware);
                }
            }
            if (next != null) {
                next.granted.complete(null);
            }
        }

        private Deque<Lock> queue() {
            return locks.getOrDefault(hardware, new ArrayDeque<>());
        }
    }

    /** Asks for the hardware of that name. */
    Lock ask(String hardware, String stationId) {
        Lock lock = new Lock(hardware, stationId);
        boolean first;
        synchronized (locks) {
            Deque<Lock> queue = locks.computeIfAbsent(hardware, name -> new ArrayDeque<>());
            queue.add(lock);
            first = queue.peek() == lock;
        }
        if (first) {
            lock.granted.complete(null);
        }
        return lock;
    }
}
