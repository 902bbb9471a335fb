package io.karge.runtime.internal.log;

import io.karge.runtime.HealthCheck;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView.Problem;
import io.karge.security.ChainedLog;
import io.karge.security.Secrets;
import io.karge.station.SecurityLog;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The security log of the container, {@code store/security/security.log}: chained, so that it can be proven that nothing was
 * changed or cut out. Entries that come together are written together; one that the disk does not take waits for the next
 * attempt, and is in the ordinary log as well.
 */
@Component(service = {SecurityLog.class, HealthCheck.class, ProblemSource.class})
public final class ChainedSecurityLog implements SecurityLog, HealthCheck, ProblemSource {
    /** More do not wait for a disk that fails: the oldest are in the ordinary log alone. */
    static final int MOST_WAITING = 10_000;

    static final Duration RETRY = Duration.ofSeconds(10);
    static final long MAX_BYTES = 8_000_000;
    static final int GENERATIONS = 9;

    private static final String NAME = "security";
    private static final Logger LOG = LoggerFactory.getLogger(ChainedSecurityLog.class);

    private final Path folder;
    private final Secrets secrets;
    private final TimeSource time;
    private final Executor disk;
    private List<Entry> waiting = new ArrayList<>();
    private boolean planned;
    private boolean closed;
    private @Nullable Problem problem;
    /** How many of those that wait, from the oldest on, are in the ordinary log. */
    private int told;

    /** Whoever reads or writes the files holds this. */
    private final Object files = new Object();

    private @Nullable ChainedLog log;

    @Activate
    public ChainedSecurityLog(@Reference Secrets secrets, @Reference TimeSource time, @Reference WorkerPool workers) {
        this(Path.of(System.getProperty("karaf.base", "."), "store", NAME), secrets, time, workers);
    }

    ChainedSecurityLog(Path folder, Secrets secrets, TimeSource time, WorkerPool workers) {
        this.folder = folder;
        this.secrets = secrets;
        this.time = time;
        this.disk = workers.newBlockingSerial("security log");
        disk.execute(this::write); // what an earlier process left unfinished is found at once
    }

    @Override
    public synchronized void add(Entry entry) {
        waiting.add(entry);
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(0);
        }
        plan();
    }

    private synchronized void plan() {
        if (!planned && !closed) {
            planned = true;
            disk.execute(this::write);
        }
    }

    private synchronized List<Entry> take() {
        planned = false;
        List<Entry> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    private void write() {
        synchronized (files) {
            List<Entry> entries = take();
            try {
                open().append(entries.stream().map(SecurityLogText::line).toList());
                written();
            } catch (IOException e) {
                failed(entries, e);
            }
        }
    }

    private ChainedLog open() throws IOException {
        ChainedLog open = log;
        if (open == null) {
            open = ChainedLog.open(folder, NAME, secrets, MAX_BYTES, GENERATIONS);
            log = open;
        }
        return open;
    }

    private synchronized void written() {
        problem = null;
        told = 0;
    }

    private synchronized void failed(List<Entry> entries, IOException e) {
        if (problem == null) {
            problem = new Problem(
                    time.wallClock(),
                    "The security log cannot be written",
                    String.valueOf(e.getMessage()),
                    "Repair what is said there (the disk, the owner of " + folder
                            + ", the master key); what happened meanwhile is written then");
            LOG.error("{}: {}", problem.what(), e.toString());
        }
        entries.stream()
                .skip(told)
                .forEach(entry -> LOG.warn("not in the security log yet: {}", SecurityLogText.line(entry)));
        told = entries.size();
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(waiting);
        waiting = new ArrayList<>(all.subList(Math.max(0, all.size() - MOST_WAITING), all.size()));
        if (!closed) {
            time.schedule(RETRY, this::plan);
        }
    }

    @Override
    public synchronized List<Problem> problems() {
        return problem == null ? List.of() : List.of(problem);
    }

    @Override
    public String name() {
        return "security log";
    }

    @Override
    public List<Problem> check() {
        Instant now = time.wallClock();
        try {
            return faults().stream()
                    .map(fault -> new Problem(
                            now,
                            "The security log was changed by somebody",
                            fault,
                            "Find out who had access to " + folder + "; keep a copy of it for that"))
                    .toList();
        } catch (IOException e) {
            return List.of(new Problem(
                    now,
                    "The security log cannot be read",
                    String.valueOf(e.getMessage()),
                    "Repair the disk or the owner of " + folder));
        }
    }

    private List<String> faults() throws IOException {
        synchronized (files) {
            return open().check().faults();
        }
    }

    /** Writes what waits; what comes from now on is in the ordinary log alone. */
    @Deactivate
    public void close() {
        synchronized (this) {
            closed = true;
        }
        write();
    }
}
