package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.ProblemList;
import io.karge.runtime.internal.StoredMap;
import io.karge.runtime.internal.config.Claims.Claim;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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

    /** Where the stations go. */
    public interface Sink {
        void putStation(StationConfig config);

        /** Blocks until its driver has let go of the hardware, or a while has passed. */
        void removeStation(String stationId);

        /** What the driver calls the hardware at the URI; empty while it is not installed. */
        Optional<String> hardware(String driver, URI uri);

        /** What the driver has against the properties that are meant for it; empty while it is not installed. */
        Optional<String> refusal(StationConfig config);

        /**
         * A station has no cfg any more. Where transactions ran on it, it is listed as removed; it fails while that cannot
         * be found out.
         */
        CompletionStage<Void> withoutCfg(String stationId);
    }

    /**
     * What cfg files are read with.
     *
     * @param variables of the process
     * @param base what relative paths are relative to
     * @param files may block
     * @param folder where they lie, which is looked at as often as the files that they name
     */
    public record Surroundings(
            Map<String, String> variables, Path base, TimeSource time, Executor files, CfgFolder folder) {}

    private final Sink gateway;
    private final ProblemList problems;
    private final StoredMap<Ran> ran;
    private final Surroundings surroundings;
    private final Set<String> expected = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Claim> running = new LinkedHashMap<>();
    private Map<String, CfgEntry> entries = new LinkedHashMap<>();
    private @Nullable Cancellable look;
    private boolean begun;
    private boolean closed;
    private boolean askAgain;

    /** @param ran what stations ran with last, not begun yet */
    public CfgStations(Sink gateway, ProblemList problems, StoredMap<Ran> ran, Surroundings surroundings) {
        this.gateway = gateway;
        this.problems = problems;
        this.ran = ran;
        this.surroundings = surroundings;
    }

    /**
     * Begins once the files that are there have been put, whatever their order.
     *
     * @param pids theirs; after ten seconds those that have not been put are waited for no longer
     */
    public synchronized void begin(Set<String> pids) {
        expected.addAll(pids);
        expected.removeAll(entries.keySet());
        ran.begin(this::reconcile);
        surroundings
                .time()
                .schedule(LONGEST_DELIVERY, () -> surroundings.files().execute(this::expectNoMore));
        lookLater();
        beginWhenComplete();
    }

    private synchronized void expectNoMore() {
        if (!expected.isEmpty()) {
            LOG.warn("{} were not delivered by the configuration admin", expected);
            expected.clear();
            beginWhenComplete();
        }
    }

    private void beginWhenComplete() {
        if (!begun && expected.isEmpty()) {
            begun = true;
            entries = entries.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.comparing(CfgEntry::name)))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        }
        reconcile();
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
        beginWhenComplete();
    }

    /** A file is gone. */
    public synchronized void remove(String pid) {
        problems.clear("cfg." + pid);
        problems.clear("password." + pid);
        problems.clear("duplicate." + pid);
        entries.remove(pid);
        expected.remove(pid);
        beginWhenComplete();
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
        askForHardware(entry);
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
            look = surroundings
                    .time()
                    .schedule(BETWEEN_TWO_LOOKS, () -> surroundings.files().execute(this::look));
        }
    }

    private synchronized void look() {
        try {
            surroundings.folder().look();
            boolean changed = askAgain;
            askAgain = false;
            for (Map.Entry<String, CfgEntry> file : entries.entrySet()) {
                List<Path> different = file.getValue().changed();
                if (!different.isEmpty()) {
                    LOG.info("{} is read again, as {} changed", file.getValue().name(), different);
                    read(file.getKey(), file.getValue());
                    changed = true;
                }
            }
            if (changed) {
                reconcile();
            }
        } finally {
            lookLater(); // whatever came of it
        }
    }

    // --- which files count ---

    /** Drivers have come or gone: what they know, and what they call their hardware, decides. */
    public synchronized void driversChanged() {
        entries.forEach((pid, entry) -> {
            if (entry.refusedByDriver().filter(this::isInstalled).isPresent()) {
                read(pid, entry);
            } else {
                askForHardware(entry);
            }
        });
        reconcile();
    }

    /** Without its driver a file that was refused stays so: the next one is asked. */
    private boolean isInstalled(StationConfig config) {
        return gateway.hardware(config.driver(), config.driverUri()).isPresent();
    }

    private void askForHardware(CfgEntry entry) {
        entry.config()
                .flatMap(config -> gateway.hardware(config.driver(), config.driverUri()))
                .ifPresent(entry::setHardware);
    }

    private synchronized void reconcile() {
        if (!begun || closed) {
            return;
        }
        Map<Claim, String> claims = claims();
        Claims decided = Claims.decide(List.copyOf(claims.keySet()), ran.all(), ran.isRead());
        decided.accepted().forEach(claim -> problems.clear("duplicate." + claims.get(claim)));
        Map<String, Claim> wanted = wanted(decided);
        decided.refused()
                .forEach(refusal -> problems.raise(
                        "duplicate." + claims.get(refusal.claim()),
                        refusal.claim().file() + " is refused",
                        refusal.why(),
                        "Give each station an identity and hardware of its own, or remove one of the files; this one is"
                                + " used when the other does not stand in its way"
                                + goingOn(refusal.claim().file(), wanted)));
        stopOthers(wanted);
        wanted.forEach((stationId, claim) -> {
            Claim before = running.put(stationId, claim);
            if (before == null || !before.config().equals(claim.config())) {
                gateway.putStation(claim.config());
            }
        });
        remember(wanted, claims);
        askForThoseWithoutCfg(wanted);
    }

    /** In the order of the files; the value is the PID. */
    private Map<Claim, String> claims() {
        Map<Claim, String> claims = new LinkedHashMap<>();
        Map<List<String>, String> earlier = new HashMap<>();
        ran.all()
                .values()
                .forEach(before -> earlier.put(List.of(before.driver(), before.driverUri()), before.hardware()));
        entries.forEach((pid, entry) -> entry.config().ifPresent(config -> {
            // Without the driver what it said in an earlier life counts, else the text of the URI.
            String uri = config.driverUri().toString();
            String hardware =
                    entry.hardware().orElseGet(() -> earlier.getOrDefault(List.of(config.driver(), uri), uri));
            claims.putIfAbsent(new Claim(entry.name(), config, hardware), pid);
        }));
        return claims;
    }

    /** A file that now wants what is another's leaves its station as it was, unless that is another's too. */
    private Map<String, Claim> wanted(Claims decided) {
        Map<String, Claim> wanted = new LinkedHashMap<>();
        decided.accepted().forEach(claim -> wanted.put(claim.config().stationId(), claim));
        decided.refused()
                .forEach(refusal -> running.forEach((stationId, before) -> {
                    if (before.file().equals(refusal.claim().file()) && decided.allows(asItIsCalledNow(before))) {
                        wanted.putIfAbsent(stationId, before);
                    }
                }));
        return wanted;
    }

    private static String goingOn(String file, Map<String, Claim> wanted) {
        return wanted.entrySet().stream()
                .filter(station -> station.getValue().file().equals(file))
                .findFirst()
                .map(station -> ". Until then station " + station.getKey() + " goes on as before")
                .orElse("");
    }

    private Claim asItIsCalledNow(Claim claim) {
        StationConfig config = claim.config();
        return new Claim(
                claim.file(),
                config,
                gateway.hardware(config.driver(), config.driverUri()).orElse(claim.hardware()));
    }

    private void stopOthers(Map<String, Claim> wanted) {
        List<String> gone = running.keySet().stream()
                .filter(stationId -> !wanted.containsKey(stationId))
                .toList();
        gone.forEach(stationId -> {
            running.remove(stationId);
            gateway.removeStation(stationId);
        });
    }

    /** What a driver has not named is not worth remembering: without a driver nothing runs. */
    private void remember(Map<String, Claim> wanted, Map<Claim, String> claims) {
        wanted.forEach((stationId, claim) -> {
            CfgEntry entry = entries.get(claims.get(claim));
            if (entry != null && entry.hardware().isPresent()) {
                StationConfig config = claim.config();
                ran.put(
                        stationId,
                        new Ran(
                                claim.file(),
                                config.driver(),
                                config.driverUri().toString(),
                                claim.hardware()));
            }
        });
    }

    // --- those whose file is gone ---

    private void askForThoseWithoutCfg(Map<String, Claim> wanted) {
        Set<String> described = new HashSet<>(wanted.keySet());
        Set<String> unreadable = new HashSet<>();
        entries.values().forEach(entry -> entry.config()
                .ifPresentOrElse(config -> described.add(config.stationId()), () -> unreadable.add(entry.name())));
        ran.all().forEach((stationId, before) -> {
            if (!described.contains(stationId) && !unreadable.contains(before.file()) && asked.add(stationId)) {
                gateway.withoutCfg(stationId)
                        .whenCompleteAsync((done, failure) -> told(stationId, failure), surroundings.files());
            }
        });
    }

    private synchronized void told(String stationId, @Nullable Throwable failure) {
        asked.remove(stationId);
        if (failure != null) {
            LOG.debug("station={} has no cfg; whether transactions ran on it is asked again", stationId, failure);
            askAgain = true;
        } else if (!running.containsKey(stationId)) {
            ran.remove(stationId);
        }
    }
}
