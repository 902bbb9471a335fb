package io.karge.runtime.internal.log;

import io.karge.failure.FailureWords;
import io.karge.runtime.StationView.Problem;
import io.karge.security.ChainedLog;
import io.karge.security.Secrets;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log of the container in {@code store/NAME/NAME.log}, written in the background: chained, so that it can be proven that
 * nothing was changed or cut out. Lines that come together are written together; one that the disk does not take waits for
 * the next attempt, and is in the ordinary log as well. While the master key cannot be used they are written nevertheless, see
 * {@link ChainedLog}. Thread-safe.
 */
final class ChainedJournal {
    /** Where the container keeps what must survive. */
    static final Path STORE = Path.of(System.getProperty("karaf.base", "."), "store");

    /** More do not wait for a disk that fails: the oldest are in the ordinary log alone. */
    static final int MOST_WAITING = 10_000;

    static final Duration RETRY = Duration.ofSeconds(10);
    static final long MAX_BYTES = 8_000_000;
    static final int GENERATIONS = 9;

    private static final Logger LOG = LoggerFactory.getLogger(ChainedJournal.class);

    private final String name;
    private final Path folder;
    private final Secrets secrets;
    private final TimeSource time;
    private final Executor disk;
    private List<String> waiting = new ArrayList<>();
    private boolean planned;
    private boolean closed;
    private @Nullable Problem problem;
    /** The folders with the chains before this one, as they were found last. */
    private Map<Path, Problem> anew = Map.of();
    /** How many of those that wait, from the oldest on, are in the ordinary log. */
    private int told;

    /** Whoever reads or writes the files holds this. */
    private final Object files = new Object();

    private @Nullable ChainedLog log;

    /**
     * @param store the folder in which the folder of the log is
     * @param name of the log, without "log"
     */
    ChainedJournal(Path store, String name, Secrets secrets, TimeSource time, WorkerPool workers) {
        this.name = name;
        this.folder = store.resolve(name);
        this.secrets = secrets;
        this.time = time;
        this.disk = workers.newBlockingSerial(title());
        disk.execute(this::write); // what an earlier process left unfinished is found at once
    }

    /** What it is called where people read of it. */
    String title() {
        return name + " log";
    }

    /** Adds a line, which has no end of line in it. Returns at once. */
    synchronized void add(String line) {
        waiting.add(line);
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

    private synchronized List<String> take() {
        planned = false;
        List<String> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    private void write() {
        synchronized (files) {
            List<String> lines = take();
            try {
                open().append(lines);
                written();
                findBegunAnew();
            } catch (IOException e) {
                failed(lines, e);
            }
        }
    }

    private ChainedLog open() throws IOException {
        ChainedLog open = log;
        if (open == null || !open.isThere()) {
            open = ChainedLog.open(folder, name, secrets, MAX_BYTES, GENERATIONS);
            log = open;
        }
        return open;
    }

    private synchronized void written() {
        problem = null;
        told = 0;
    }

    private synchronized void failed(List<String> lines, IOException e) {
        if (problem == null) {
            problem = new Problem(
                    time.wallClock(),
                    "The " + title() + " cannot be written",
                    String.valueOf(e.getMessage()),
                    "Repair what is said there (the disk, the owner of " + folder
                            + ", the master key); what happened meanwhile is written then");
            LOG.error("{}: {}", problem.what(), FailureWords.of(e));
        }
        lines.stream().skip(told).forEach(line -> LOG.warn("not in the {} yet: {}", title(), line));
        told = lines.size();
        List<String> all = new ArrayList<>(lines);
        all.addAll(waiting);
        waiting = new ArrayList<>(all.subList(Math.max(0, all.size() - MOST_WAITING), all.size()));
        if (!closed) {
            time.schedule(RETRY, this::plan);
        }
    }

    /** What keeps it from being written, and what has kept it from going on with the chain that it had. Returns at once. */
    synchronized List<Problem> problems() {
        Stream<Problem> begun = anew.entrySet().stream()
                .filter(chain -> Files.isDirectory(chain.getKey()))
                .map(Map.Entry::getValue);
        return Stream.concat(Stream.ofNullable(problem), begun).toList();
    }

    /** Shows what is written, the oldest line first; what waits is written before. Nothing is appended meanwhile. */
    void read(Consumer<String> line) throws IOException {
        write();
        synchronized (files) {
            open().read(line);
        }
    }

    /** Reads all of it and says what was changed, but what {@link #problems} says already. May block for seconds. */
    List<Problem> check() {
        Instant now = time.wallClock();
        try {
            Stream<Problem> changed = faults().stream()
                    .map(fault -> new Problem(
                            now,
                            "The " + title() + " was changed by somebody",
                            fault,
                            "Find out who had access to " + folder + "; keep a copy of it for that"));
            Stream<Problem> unchecked = secrets.unusable().stream().map(why -> unchecked(now));
            return Stream.of(unchecked, findBegunAnew().stream(), changed)
                    .flatMap(Function.identity())
                    .toList();
        } catch (IOException e) {
            return List.of(new Problem(
                    now,
                    "The " + title() + " cannot be read",
                    String.valueOf(e.getMessage()),
                    "Repair what is said there (the disk, the owner of " + folder + ", the key of the log)"));
        }
    }

    private Problem unchecked(Instant now) {
        return new Problem(
                now,
                "The " + title() + " cannot be checked",
                "its key is encrypted with the master key: " + Secrets.UNUSABLE
                        + ". What happens meanwhile is in a chain of its own, " + folder.resolve("meanwhile")
                        + ", which is checked",
                "With the right master key the log is checked again, and goes on with what is there");
    }

    private Problem anew(ChainedLog.Before chain, Instant now) {
        return new Problem(
                now,
                "The " + title() + " has begun a new chain",
                chain.why() + ". What is left of it, in " + chain.folder() + ", cannot be checked",
                "If you did it: move that folder away. Otherwise find out who had access to " + folder);
    }

    /** Those that were not known yet. */
    private List<Problem> findBegunAnew() throws IOException {
        Map<Path, Problem> found = new LinkedHashMap<>();
        List<Problem> fresh = new ArrayList<>();
        synchronized (files) {
            for (ChainedLog.Before chain : open().before()) {
                found.put(chain.folder(), anew(chain, time.wallClock()));
            }
        }
        synchronized (this) {
            found.forEach((folder, begun) -> {
                if (!anew.containsKey(folder)) {
                    fresh.add(begun);
                }
            });
            found.replaceAll(anew::getOrDefault);
            anew = found;
        }
        return fresh;
    }

    private List<String> faults() throws IOException {
        synchronized (files) {
            return open().check().faults();
        }
    }

    /** Writes what waits; what comes from now on is in the ordinary log alone. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        write();
    }
}
