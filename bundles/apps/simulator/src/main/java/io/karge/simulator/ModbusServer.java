package io.karge.simulator;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Modbus TCP for all simulators of the process on one thread, which is borrowed from the executor while there
 * is an endpoint and given back with the last. A socket can be taken away under a master's feet at any time, which is
 * what a library's slave with its pool of blocked threads cannot do.
 */
final class ModbusServer {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusServer.class);
    private static final long RETRY_MS = 500;

    private final Executor executor;
    private @Nullable Loop current;

    /** The executor runs the loop, which blocks until the last endpoint was closed. */
    ModbusServer(Executor executor) {
        this.executor = executor;
    }

    /**
     * Listens at the address until the endpoint is closed, which lets go of it.
     *
     * @throws IOException when that fails; the address stays the caller's
     */
    synchronized ModbusEndpoint open(ListenAddress address, ModbusUnit unit) throws IOException {
        ServerSocketChannel channel = address.listen();
        Loop loop = current;
        if (loop == null || loop.finished) {
            loop = new Loop(Selector.open());
            current = loop;
            executor.execute(loop);
        }
        ModbusEndpoint endpoint = new ModbusEndpoint(loop, address, unit);
        loop.open++;
        loop.post(new Work(() -> endpoint.register(channel), new CompletableFuture<>()));
        return endpoint;
    }

    /** The thread. Everything about sockets happens here. */
    final class Loop implements Runnable {
        private final Selector selector;
        private final Queue<Work> posted = new ConcurrentLinkedQueue<>();
        private final Set<ModbusEndpoint> retry = new HashSet<>();
        private int open;
        private boolean finished;

        Loop(Selector selector) {
            this.selector = selector;
        }

        Selector selector() {
            return selector;
        }

        /** Has the step done on this thread; completes when it was, and all sockets it closed are gone. */
        CompletableFuture<Void> call(Step step) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            post(new Work(step, done));
            return done;
        }

        private void post(Work work) {
            synchronized (ModbusServer.this) {
                if (finished) {
                    work.done.complete(null);
                } else {
                    posted.add(work);
                    selector.wakeup();
                }
            }
        }

        void retryLater(ModbusEndpoint endpoint) {
            retry.add(endpoint);
        }

        void closeOne() {
            synchronized (ModbusServer.this) {
                open--;
            }
        }

        @Override
        public void run() {
            try {
                while (!isFinished()) {
                    select();
                    runPosted();
                    List<ModbusEndpoint> again = new ArrayList<>(retry);
                    retry.clear();
                    again.forEach(ModbusEndpoint::follow);
                }
            } catch (IOException e) {
                LOG.error("simulators cannot be reached any more: remove and add their cfg", e);
            } finally {
                finish();
            }
        }

        /** Does not wait while work is there: {@link #runPosted} may have used up the wake-up of what came meanwhile. */
        private void select() throws IOException {
            if (posted.isEmpty()) {
                selector.select(this::ready, retry.isEmpty() ? 0 : RETRY_MS);
            }
        }

        private void runPosted() throws IOException {
            List<Work> done = new ArrayList<>();
            for (Work work = posted.poll(); work != null; work = posted.poll()) {
                work.step.run();
                done.add(work);
            }
            selector.selectNow(this::ready); // lets go of what was closed
            done.forEach(work -> work.done.complete(null));
        }

        private void ready(SelectionKey key) {
            try {
                if (key.attachment() instanceof ModbusEndpoint endpoint) {
                    endpoint.accept();
                } else if (key.attachment() instanceof ModbusEndpoint.Master master) {
                    serve(master);
                }
            } catch (IOException e) {
                LOG.warn("a master could not be accepted: {}", e.getMessage());
            }
        }

        private static void serve(ModbusEndpoint.Master master) {
            try {
                master.read();
            } catch (IOException | RuntimeException e) {
                LOG.debug("connection dropped", e);
                master.drop();
            }
        }

        private boolean isFinished() {
            synchronized (ModbusServer.this) {
                finished = open == 0 && posted.isEmpty();
                return finished;
            }
        }

        private void finish() {
            synchronized (ModbusServer.this) {
                finished = true;
                current = current == this ? null : current;
            }
            try {
                selector.close();
            } catch (IOException e) {
                LOG.debug("closing the selector", e);
            }
            posted.forEach(work -> work.done.complete(null));
        }
    }

    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    private record Work(Step step, CompletableFuture<Void> done) {}
}
