package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.ProblemList;
import io.karge.runtime.internal.StoredMap;
import io.karge.runtime.internal.config.Claims.Claim;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stations that come from cfg files. A wrong file is refused with a problem of the gateway and leaves the others
 * alone, also the station that it described before. Of two files that want the same station or the same hardware the one
 * that ran with it counts, over restarts too; the other does not run at all until the first is gone. Files that a cfg
 * names are looked at every two seconds. Thread-safe; may block.
 */
public final class CfgStations {
    private static final Logger LOG = LoggerFactory.getLogger(CfgStations.class);
    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(10);

    /** Names of hosts may lead elsewhere by and by: how often drivers are asked again. */
    private static final int LOOKS_FOR_NAMES = 30;

    /** Where the stations go. */
    public interface Sink {
        void putStation(StationConfig config);

        /** Blocks until its driver has let go of the hardware, or a while has passed. */
        void removeStation(String stationId);

        /**
         * What the driver calls the hardware at the URI; empty while it is not installed. Completed in bounded time on a
         * thread that may block.
         */
        CompletionStage<Optional<String>> hardware(String driver, URI uri);

        /** What the driver has against the properties that are meant for it; empty while it is not installed. */
        Optional<String> refusal(StationConfig config);

        /**
         * Whether transactions run on a station, or ran when it was there last. Where they do and it is not there, it is
         * listed as removed. Fails while that cannot be found out.
         */
        CompletionStage<Boolean> transactionsRun(String stationId);
    }

    /**
     * What cfg files are read with.
     *
     * @param variables of the process
     * @param base what relative paths are relative to
     * @param workers read files, and wait for what drivers say
     * @param folder where they lie, which is looked at as often as the files that they name
     */
    public record Surroundings(
            Map<String, String> variables, Path base, TimeSource time, WorkerPool workers, CfgFolder folder) {}

    private final Sink gateway;
    private final ProblemList problems;
    private final StoredMap<Ran> ran;
    private final Surroundings surroundings;
    private final Executor blocking;
    private final ChosenStations stations;
    private final Set<String> expected = new HashSet<>();
    private Map<String, CfgEntry> entries = new LinkedHashMap<>();
    private @Nullable Cancellable look;
    private int looks;
    private boolean ranIsAsked;
    private boolean begun;
    private boolean closed;

    /** @param ran what stations ran with last, not begun yet */
    public CfgStations(Sink gateway, ProblemList problems, StoredMap<Ran> ran, Surroundings surroundings) {
        this.gateway = gateway;
        this.problems = problems;
        this.ran = ran;
        this.surroundings = surroundings;
        this.blocking = surroundings.workers().newBlockingSerial("station cfg");
        this.stations =
                new ChosenStations(gateway, problems, ran, new Entries(), task -> blocking.execute(() -> turn(task)));
    }

    /**
     * Begins once the files that are there have been put, whatever their order.
     *
     * @param pids theirs; after ten seconds those that have not been put are waited for no longer
     */
    public synchronized void begin(Set<String> pids) {
        expected.addAll(pids);
        expected.removeAll(entries.keySet());
        ran.begin(() -> turn(() -> {
            ranIsAsked = true;
            goOn();
        }));
        surroundings.time().schedule(LONGEST_DELIVERY, () -> blocking.execute(this::expectNoMore));
        lookLater();
    }

    private synchronized void turn(Runnable task) {
        if (!closed) {
            task.run();
        }
    }

    private synchronized void expectNoMore() {
        if (!expected.isEmpty()) {
            LOG.warn("{} were not delivered by the configuration admin", expected);
            expected.clear();
        }
        entries.values().forEach(CfgEntry::awaitNoName);
        goOn();
    }

    /** Begins when everything is there, in the order of the files; then with whatever comes. */
    private void goOn() {
        if (!begun) {
            if (!ranIsAsked || !expected.isEmpty() || entries.values().stream().anyMatch(CfgEntry::awaitsName)) {
                return;
            }
            begun = true;
            entries = entries.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.comparing(CfgEntry::name)))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        }
        if (!closed) {
            stations.choose();
        }
    }

    /** Looks at no file any more. */
    public synchronized void close() {
        closed = true;
        ran.close();
        if (look != null) {
            look.cancel();
        }
    }

    // --- files ---

    /** A file is there, or has changed. */
    public synchronized void put(String pid, Map<String, ?> properties) {
        CfgEntry entry = new CfgEntry(properties, entries.get(pid));
        entries.put(pid, entry);
        read(pid, entry);
        expected.remove(pid);
        goOn();
    }

    /** A file is gone. */
    public synchronized void remove(String pid) {
        problems.clear("cfg." + pid);
        problems.clear("password." + pid);
        problems.clear("password-file." + pid);
        problems.clear("duplicate." + pid);
        entries.remove(pid);
        expected.remove(pid);
        goOn();
    }

    private void read(String pid, CfgEntry entry) {
        Optional<String> refusal = entry.read(surroundings.variables(), surroundings.base(), gateway::refusal);
        if (refusal.isPresent()) {
            problems.raise("cfg." + pid, entry.name() + " is refused", refusal.get(), remedy(entry));
        } else {
            problems.clear("cfg." + pid);
        }
        Optional<StationConfig> config = entry.config();
        if (entry.hasPlainPassword() && config.isPresent()) {
            problems.raise(
                    "password." + pid,
                    entry.name() + " holds a password in plain text",
                    "basicAuthPassword of " + config.get().stationId() + " stands in the file",
                    "Use basicAuthPasswordFile, or basicAuthPassword = ${env:NAME}");
        } else {
            problems.clear("password." + pid);
        }
        tellOfPasswordFile(pid, entry);
        askForHardware(entry);
    }

    private void tellOfPasswordFile(String pid, CfgEntry entry) {
        entry.exposedPassword()
                .ifPresentOrElse(
                        file -> problems.raise(
                                "password-file." + pid,
                                "The password of " + entry.name() + " may be read by others",
                                "basicAuthPasswordFile " + file
                                        + " is open to its group or to everybody on this machine",
                                "chmod 600 " + file + ", and change the password if somebody may have read it"),
                        () -> problems.clear("password-file." + pid));
    }

    private static String remedy(CfgEntry entry) {
        return "Correct the file, or the file that it names: it is read again by itself. "
                + entry.config()
                        .map(before -> "Until then station " + before.stationId() + " goes on as before")
                        .orElse("Until then its station does not run");
    }

    // --- the files that a cfg names ---

    private void lookLater() {
        if (!closed) {
            look = surroundings.time().schedule(BETWEEN_TWO_LOOKS, () -> blocking.execute(this::look));
        }
    }

    private synchronized void look() {
        try {
            surroundings.folder().look();
            boolean changed = begun && stations.wantsAnotherTurn();
            for (Map.Entry<String, CfgEntry> file : entries.entrySet()) {
                List<Path> different = file.getValue().changed();
                if (!different.isEmpty()) {
                    LOG.info("{} is read again, as {} changed", file.getValue().name(), different);
                    read(file.getKey(), file.getValue());
                    changed = true;
                } else {
                    tellOfPasswordFile(file.getKey(), file.getValue());
                }
            }
            if (++looks % LOOKS_FOR_NAMES == 0) {
                entries.values().forEach(this::askForHardware);
            }
            if (changed) {
                goOn();
            }
        } finally {
            lookLater(); // whatever came of it
        }
    }

    // --- what drivers call the hardware ---

    /**
     * Drivers have come or gone: what they know, and what they call their hardware, decides which files count.
     *
     * @return done when that is known and done
     */
    public synchronized CompletionStage<Void> driversChanged() {
        List<CompletionStage<Void>> asked = new ArrayList<>();
        entries.forEach((pid, entry) -> asked.add(readAgain(pid, entry).thenCompose(done -> askForHardware(entry))));
        return CompletableFuture.allOf(
                asked.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** Without its driver a file that was refused stays so: the next one is asked. */
    private CompletionStage<Void> readAgain(String pid, CfgEntry entry) {
        return entry.refusedByDriver()
                .map(refused -> ask(refused, name -> {
                    if (name.isPresent() && entry == entries.get(pid)) {
                        read(pid, entry);
                        goOn();
                    }
                }))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private synchronized CompletionStage<Void> askForHardware(CfgEntry entry) {
        return entry.config()
                .map(config -> ask(config, name -> named(entry, config, name)))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** The driver may wait for the DNS, which must not hold up the files of other stations. */
    private CompletionStage<Void> ask(StationConfig config, Consumer<Optional<String>> then) {
        return gateway.hardware(config.driver(), config.driverUri()).thenAccept(name -> turn(() -> then.accept(name)));
    }

    private void named(CfgEntry entry, StationConfig asked, Optional<String> name) {
        if (entry.config().filter(asked::equals).isPresent() && entry.named(name)) {
            goOn();
        }
    }

    /** The transactions of a station without cfg were given up. */
    public void discarded(String stationId) {
        blocking.execute(() -> turn(() -> stations.discarded(stationId)));
    }

    /** What the files want. */
    private final class Entries implements ChosenStations.Files {
        @Override
        public Map<Claim, String> claims(Map<String, Ran> before) {
            Map<List<String>, String> earlier = new HashMap<>();
            before.values().forEach(last -> earlier.put(List.of(last.driver(), last.driverUri()), last.hardware()));
            Map<Claim, String> claims = new LinkedHashMap<>();
            entries.forEach((pid, entry) -> entry.config().ifPresent(config -> {
                // Without the driver what it said in an earlier life counts, else the text of the URI.
                String uri = config.driverUri().toString();
                String last = earlier.get(List.of(config.driver(), uri));
                if (last != null || !entry.awaitsName()) {
                    String hardware = entry.hardware().orElse(last == null ? uri : last);
                    claims.putIfAbsent(new Claim(entry.name(), config, hardware), pid);
                }
            }));
            return claims;
        }

        @Override
        public Optional<String> hardware(StationConfig config) {
            return entries.values().stream()
                    .filter(entry -> entry.config().filter(config::equals).isPresent())
                    .findFirst()
                    .flatMap(CfgEntry::hardware);
        }

        @Override
        public boolean isThere(String file) {
            return entries.values().stream().anyMatch(entry -> entry.name().equals(file));
        }

        @Override
        public boolean isNamed(String pid) {
            CfgEntry entry = entries.get(pid);
            return entry != null && entry.hardware().isPresent();
        }
    }
}
