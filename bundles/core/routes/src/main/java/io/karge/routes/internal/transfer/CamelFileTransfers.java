package io.karge.routes.internal.transfer;

import io.karge.failure.FailureWords;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File transfers over Camel: each is an exchange on the route of its protocol. Some run at once, on threads for work that
 * blocks; the others wait, fairly between stations. Thread-safe.
 */
public final class CamelFileTransfers implements FileTransfers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CamelFileTransfers.class);

    private final CamelContext context;
    private final ProducerTemplate exchanges;
    private final TimeSource time;
    private final Addresses addresses;
    private final Deque<Executor> idle = new ArrayDeque<>();
    private final Executor answers;
    private final TransferQueue<Running> waiting = new TransferQueue<>();
    private final Set<Running> running = new LinkedHashSet<>();
    private final TransferSettings settings;
    private boolean closed;

    /**
     * Adds the routes to the context.
     *
     * @param knownHosts the file of the host keys of SFTP servers
     */
    public CamelFileTransfers(
            CamelContext context, TimeSource time, WorkerPool workers, Path knownHosts, TransferSettings settings) {
        this(context, time, workers, knownHosts, settings, Addresses.ofThisMachine(settings.allowLocal()));
    }

    CamelFileTransfers(
            CamelContext context,
            TimeSource time,
            WorkerPool workers,
            Path knownHosts,
            TransferSettings settings,
            Addresses addresses) {
        this.context = context;
        this.time = time;
        this.settings = settings;
        this.addresses = addresses;
        answers = workers.newBlockingSerial("transfers that do not begin");
        for (int i = 1; i <= settings.parallel(); i++) {
            idle.add(workers.newBlockingSerial("transfer " + i));
        }
        try {
            synchronized (context) {
                context.addRoutes(new TransferRoutes(new KnownHosts(knownHosts)));
            }
        } catch (Exception e) {
            throw new IllegalStateException("the routes of transfers could not be added", e);
        }
        exchanges = context.createProducerTemplate();
    }

    @Override
    public Cancellable begin(
            String stationId,
            TransferOrder order,
            Consumer<TransferProgress> progress,
            Consumer<TransferOutcome> done) {
        Location location;
        try {
            location = Location.parse(order.location());
        } catch (TransferFailure e) {
            answers.execute(() -> ended(stationId, order, e.outcome(), done));
            return () -> {};
        }
        Running transfer = new Running(stationId, order, location, progress, done);
        synchronized (this) {
            if (closed) {
                answers.execute(() -> transfer.end(stopped().outcome()));
                return transfer;
            }
            waiting.add(stationId, transfer);
            beginNext();
        }
        return transfer;
    }

    private static TransferFailure stopped() {
        return new TransferFailure(Cause.CANCELLED, "the transfers stop, with their bundle or their settings");
    }

    private synchronized void beginNext() {
        while (!closed && !idle.isEmpty()) {
            Optional<Running> next = waiting.next();
            if (next.isEmpty()) {
                return;
            }
            Running transfer = next.get();
            Executor thread = idle.remove();
            running.add(transfer);
            thread.execute(() -> {
                try {
                    transfer.run();
                } finally {
                    free(transfer, thread);
                }
            });
        }
    }

    private synchronized void free(Running transfer, Executor thread) {
        running.remove(transfer);
        idle.add(thread);
        beginNext();
    }

    private static void ended(
            String stationId, TransferOrder order, TransferOutcome outcome, Consumer<TransferOutcome> done) {
        if (outcome instanceof TransferOutcome.Moved moved) {
            LOG.info("station={} transfer={} octets={} done", stationId, order, moved.octets());
        } else if (outcome instanceof TransferOutcome.Failed failed && failed.cause() == Cause.CANCELLED) {
            LOG.info("station={} transfer={} called off", stationId, order);
        } else if (outcome instanceof TransferOutcome.Failed failed) {
            LOG.warn("station={} transfer={} cause={} failed: {}", stationId, order, failed.cause(), failed.why());
        }
        done.accept(outcome);
    }

    /** Cancels all, and takes the routes away. */
    @Override
    public void close() {
        Set<Running> all;
        synchronized (this) {
            closed = true;
            all = new LinkedHashSet<>(running);
            for (Optional<Running> next = waiting.next(); next.isPresent(); next = waiting.next()) {
                all.add(next.get());
            }
        }
        all.forEach(transfer -> transfer.stop(stopped()));
        exchanges.stop();
        synchronized (context) {
            for (String id : TransferRoutes.ids()) {
                try {
                    context.getRouteController().stopRoute(id);
                    context.removeRoute(id);
                } catch (Exception e) {
                    LOG.warn("route={} could not be removed", id, e);
                }
            }
        }
    }

    private static long freeDisk(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // a disk that does not tell; writing will
        }
    }

    /** One transfer, from its beginning to its outcome. */
    private final class Running implements Cancellable {
        private final String stationId;
        private final TransferOrder order;
        private final Location location;
        private final Consumer<TransferOutcome> done;
        private final Connections connections;
        private final Meter meter;
        private final AtomicBoolean over = new AtomicBoolean();

        Running(
                String stationId,
                TransferOrder order,
                Location location,
                Consumer<TransferProgress> progress,
                Consumer<TransferOutcome> done) {
            this.stationId = stationId;
            this.order = order;
            this.location = location;
            this.done = done;
            connections = new Connections(time, settings, addresses);
            meter = new Meter(time, connections::moved, progress);
        }

        void run() {
            end(outcome());
        }

        void end(TransferOutcome outcome) {
            connections.close();
            if (over.compareAndSet(false, true)) {
                ended(stationId, order, outcome, done);
            }
        }

        private TransferOutcome outcome() {
            try {
                connections.begin();
                Transfer transfer =
                        new Transfer(order, location, settings, connections, meter, CamelFileTransfers::freeDisk);
                Exchange exchange = exchanges.send(TransferRoutes.uri(location.scheme()), asked -> asked.getMessage()
                        .setBody(transfer));
                if (exchange.getException() != null) {
                    connections.failIfEnded();
                    throw exchange.getException();
                }
                return new TransferOutcome.Moved(exchange.getMessage().getMandatoryBody(Long.class));
            } catch (TransferFailure e) {
                return e.outcome();
            } catch (IOException e) {
                return new TransferOutcome.Failed(
                        Cause.INTERRUPTED,
                        "the connection to " + location.server() + " broke (" + e.getMessage() + "): try again later");
            } catch (Exception e) { // a library: the station must hear of an end whatever it throws
                LOG.debug("station={} transfer={}", stationId, order, e);
                return new TransferOutcome.Failed(
                        Cause.LOCAL_ERROR, "the transfer cannot go on: " + FailureWords.of(e));
            }
        }

        /** On any thread. */
        void stop(TransferFailure why) {
            connections.end(why);
            boolean waited;
            synchronized (CamelFileTransfers.this) {
                waited = waiting.remove(stationId, this) || (closed && !running.contains(this));
            }
            if (waited) {
                answers.execute(() -> end(why.outcome()));
            }
        }

        @Override
        public void cancel() {
            stop(new TransferFailure(Cause.CANCELLED, "it was called off"));
        }
    }
}
