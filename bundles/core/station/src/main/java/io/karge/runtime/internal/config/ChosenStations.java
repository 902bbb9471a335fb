package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.ProblemList;
import io.karge.runtime.internal.StoredMap;
import io.karge.runtime.internal.config.Claims.Claim;
import io.karge.runtime.internal.config.Claims.Hold;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stations of the files that count, and what becomes of those whose file does not count any more: their hardware is
 * nobody else's until it is known that no transaction runs on it. Not thread-safe.
 */
final class ChosenStations {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenStations.class);

    /** The files that are there. */
    interface Files {
        /** What each wants, in the order of the files; the value is the PID. One whose hardware is not named yet wants nothing. */
        Map<Claim, String> claims(Map<String, Ran> ran);

        /** Names the hardware of a station as its file does now; empty when the file says something else. */
        Optional<String> hardware(StationConfig config);

        boolean isThere(String file);

        /** Whether the driver has named the hardware of the file. */
        boolean isNamed(String pid);
    }

    private final CfgStations.Sink gateway;
    private final ProblemList problems;
    private final StoredMap<Ran> ran;
    private final Files files;
    private final Executor turns;
    private final Map<String, Claim> running = new LinkedHashMap<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private boolean askAgain;

    /** @param turns runs a task when nothing else happens here; may block */
    ChosenStations(CfgStations.Sink gateway, ProblemList problems, StoredMap<Ran> ran, Files files, Executor turns) {
        this.gateway = gateway;
        this.problems = problems;
        this.ran = ran;
        this.files = files;
        this.turns = turns;
    }

    /** Decides which files count, and does what follows. */
    void choose() {
        Map<Claim, String> claims = files.claims(ran.all());
        Claims decided = decide(claims);
        Map<String, Claim> wanted = wanted(decided);
        if (stopOthers(wanted)) { // of which it is not known yet what they leave behind
            decided = decide(claims);
            wanted = wanted(decided);
        }
        tell(decided, claims, wanted);
        wanted.forEach((stationId, claim) -> {
            Claim before = running.put(stationId, claim);
            if (before == null || !before.config().equals(claim.config())) {
                holds.remove(stationId);
                gateway.putStation(claim.config());
            }
        });
        remember(wanted, claims);
        askForHolds(decided);
    }

    private Claims decide(Map<Claim, String> claims) {
        return Claims.decide(
                List.copyOf(claims.keySet()),
                new Claims.Past(ran.all(), ran.isRead(), stationId -> holds.getOrDefault(stationId, Hold.UNKNOWN)));
    }

    private void tell(Claims decided, Map<Claim, String> claims, Map<String, Claim> wanted) {
        decided.accepted().forEach(claim -> problems.clear("duplicate." + claims.get(claim)));
        decided.refused()
                .forEach(refusal -> problems.raise(
                        "duplicate." + claims.get(refusal.claim()),
                        refusal.claim().file() + " is refused",
                        refusal.why(),
                        refusal.remedy() + goingOn(refusal.claim().file(), wanted)));
    }

    private static String goingOn(String file, Map<String, Claim> wanted) {
        return wanted.entrySet().stream()
                .filter(station -> station.getValue().file().equals(file))
                .findFirst()
                .map(station -> ". Until then station " + station.getKey() + " goes on as before")
                .orElse("");
    }

    /** A file that now wants what is another's leaves its station as it was, unless that is another's too. */
    private Map<String, Claim> wanted(Claims decided) {
        Map<String, Claim> wanted = new LinkedHashMap<>();
        decided.accepted().forEach(claim -> wanted.put(claim.config().stationId(), claim));
        Set<String> counting = decided.accepted().stream().map(Claim::file).collect(Collectors.toSet());
        running.forEach((stationId, before) -> {
            if (files.isThere(before.file())
                    && !counting.contains(before.file())
                    && decided.allows(asItIsCalledNow(before))) {
                wanted.putIfAbsent(stationId, before);
            }
        });
        return wanted;
    }

    private Claim asItIsCalledNow(Claim claim) {
        return new Claim(
                claim.file(), claim.config(), files.hardware(claim.config()).orElse(claim.hardware()));
    }

    private boolean stopOthers(Map<String, Claim> wanted) {
        List<String> gone = running.keySet().stream()
                .filter(stationId -> !wanted.containsKey(stationId))
                .toList();
        gone.forEach(stationId -> {
            running.remove(stationId);
            holds.remove(stationId);
            gateway.removeStation(stationId);
        });
        return !gone.isEmpty();
    }

    /** What a driver has not named is not worth remembering: without a driver nothing runs. */
    private void remember(Map<String, Claim> wanted, Map<Claim, String> claims) {
        wanted.forEach((stationId, claim) -> {
            String pid = claims.get(claim);
            if (pid != null && files.isNamed(pid)) {
                ran.put(
                        stationId,
                        new Ran(
                                claim.file(),
                                claim.config().driver(),
                                claim.config().driverUri().toString(),
                                claim.hardware()));
                forgetOthers(claim, wanted.keySet());
            }
        });
    }

    /** Those that had the hardware before, and hold it no more. */
    private void forgetOthers(Claim claim, Set<String> wanted) {
        ran.all().forEach((stationId, before) -> {
            if (before.hardware().equals(claim.hardware())
                    && !wanted.contains(stationId)
                    && holds.get(stationId) == Hold.FREE) {
                forget(stationId);
            }
        });
    }

    // --- those whose file does not count any more ---

    /** Gives those their time that have to be asked again: what holds hardware may have ended. */
    boolean wantsAnotherTurn() {
        boolean mayHaveEnded = holds.keySet().removeIf(running::containsKey);
        boolean again = askAgain || mayHaveEnded;
        askAgain = false;
        return again;
    }

    /** The transactions of a station without cfg were given up. */
    void discarded(String stationId) {
        if (!running.containsKey(stationId)) {
            forget(stationId);
            choose();
        }
    }

    private void forget(String stationId) {
        holds.remove(stationId);
        ran.remove(stationId);
    }

    private void askForHolds(Claims decided) {
        if (!ran.isRead()) {
            return;
        }
        Set<String> settled = decided.stationIds();
        ran.all().keySet().forEach(stationId -> {
            boolean open =
                    running.containsKey(stationId) ? isInTheWay(stationId, decided) : !settled.contains(stationId);
            if (open && !holds.containsKey(stationId) && asked.add(stationId)) {
                gateway.transactionsRun(stationId)
                        .whenCompleteAsync((run, failure) -> told(stationId, run, failure), turns);
            }
        });
    }

    /** Whether a station that runs as before keeps what its file says now waiting. */
    private boolean isInTheWay(String stationId, Claims decided) {
        Ran before = ran.all().get(stationId);
        return before != null
                && !decided.stationIds().contains(stationId)
                && decided.undecided().stream()
                        .anyMatch(claim -> claim.config().stationId().equals(stationId)
                                || claim.hardware().equals(before.hardware()));
    }

    private void told(String stationId, @Nullable Boolean run, @Nullable Throwable failure) {
        asked.remove(stationId);
        if (run == null) {
            LOG.debug("station={} it is asked again whether transactions run", stationId, failure);
            askAgain = true;
            return;
        }
        Ran before = ran.all().get(stationId);
        if (before == null) {
            return;
        }
        holds.put(stationId, run ? Hold.HOLDS : Hold.FREE);
        if (!run && !running.containsKey(stationId) && !files.isThere(before.file())) {
            forget(stationId);
        }
        choose();
    }
}
