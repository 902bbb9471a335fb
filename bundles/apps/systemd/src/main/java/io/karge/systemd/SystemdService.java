package io.karge.systemd;

import io.karge.failure.FailureWords;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.karaf.features.BootFinished;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that the gateway is ready once everything is installed that boots with it, and from then on that its event
 * loops are served (sd_notify(3): READY, WATCHDOG, STOPPING). When no thread comes free for them, systemd hears nothing more
 * and starts the gateway anew. Does nothing where systemd did not start the gateway.
 */
@Component(
        immediate = true,
        service = {})
public final class SystemdService {
    private static final Logger LOG = LoggerFactory.getLogger(SystemdService.class);

    private final TimeSource time;
    private final WorkerPool workers;
    private final Executor teller;
    private final Manager manager;
    private final Optional<Duration> watchdog;
    private volatile Cancellable next = () -> {};
    private volatile boolean closed;

    /** Whoever started the gateway. What it is told may block. */
    @FunctionalInterface
    interface Manager {
        void tell(String state) throws IOException, InterruptedException;
    }

    /** @param finished everything is installed that boots with the gateway */
    @Activate
    public SystemdService(@Reference TimeSource time, @Reference WorkerPool workers, @Reference BootFinished finished) {
        this(time, workers, System.getenv(), ProcessHandle.current().pid(), SystemdService::notify);
    }

    SystemdService(TimeSource time, WorkerPool workers, Map<String, String> environment, long pid, Manager manager) {
        this.time = time;
        this.workers = workers;
        this.manager = environment.containsKey("NOTIFY_SOCKET") ? manager : state -> {};
        this.teller = workers.newBlockingSerial("systemd");
        this.watchdog = watchdog(environment, pid);
        tell("READY=1");
        beat();
    }

    /** How often systemd wants to hear of this process; empty when it does not. */
    private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        String meant = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        boolean asked = environment.containsKey("NOTIFY_SOCKET") && meant.equals(Long.toString(pid));
        return asked && micros.matches("[1-9]\\d{0,15}")
                ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000))
                : Optional.empty();
    }

    /** At half of the time that systemd waits, from a thread that the event loops run on. */
    private void beat() {
        watchdog.ifPresent(longest -> next =
                time.schedule(longest.dividedBy(2), () -> workers.computing().execute(() -> {
                    if (!closed) {
                        tell("WATCHDOG=1");
                        beat();
                    }
                })));
    }

    private void tell(String state) {
        teller.execute(() -> tellNow(state));
    }

    private void tellNow(String state) {
        try {
            manager.tell(state);
        } catch (IOException e) {
            LOG.warn("systemd cannot be told {}: {}", state, FailureWords.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last word is said at once: the threads end with the gateway. */
    @Deactivate
    public void close() {
        closed = true;
        next.cancel();
        tellNow("STOPPING=1");
    }

    /** By systemd's own program, because Java has no datagram sockets in the file system. */
    private static void notify(String state) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("systemd-notify", state)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("systemd-notify ended with " + exit);
        }
    }
}
