package io.karge.runtime.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The drivers that are there. Of several with one id the pinned version is used, else the newest, of equals the first. Not
 * thread-safe.
 */
final class InstalledDrivers {
    private final ProblemList problems;
    private final List<DriverEntry> all = new ArrayList<>();
    private final Map<String, DriverEntry> used = new HashMap<>();
    private Map<String, String> pins = Map.of();

    /** Another driver of an id is used, or none any more. */
    record Change(@Nullable DriverEntry before, @Nullable DriverEntry now) {
        Optional<DriverEntry> left() {
            return Optional.ofNullable(before);
        }

        Optional<DriverEntry> came() {
            return Optional.ofNullable(now);
        }
    }

    InstalledDrivers(ProblemList problems) {
        this.problems = problems;
    }

    /** In the order in which they came. */
    List<DriverEntry> all() {
        return List.copyOf(all);
    }

    Optional<DriverEntry> used(String driver) {
        return Optional.ofNullable(used.get(driver));
    }

    boolean isUsed(DriverEntry entry) {
        return entry.equals(used.get(entry.driver()));
    }

    List<Change> add(DriverEntry entry) {
        all.add(entry);
        return choose();
    }

    List<Change> remove(DriverEntry entry) {
        all.remove(entry);
        problems.clear(key(entry));
        return choose();
    }

    /** By driver id. */
    List<Change> pin(Map<String, String> versions) {
        pins.keySet().forEach(driver -> problems.clear(pinKey(driver)));
        pins = Map.copyOf(versions);
        return choose();
    }

    private List<Change> choose() {
        SortedSet<String> ids = new TreeSet<>(used.keySet());
        all.forEach(entry -> ids.add(entry.driver()));
        List<Change> changes = new ArrayList<>();
        for (String driver : ids) {
            DriverEntry before = used.get(driver);
            DriverEntry now = best(driver, before);
            if (!Objects.equals(now, before)) {
                changes.add(new Change(before, now));
            }
            if (now == null) {
                used.remove(driver);
            } else {
                used.put(driver, now);
            }
            tell(driver);
        }
        return changes;
    }

    private @Nullable DriverEntry best(String driver, @Nullable DriverEntry before) {
        DriverEntry best = null;
        for (DriverEntry entry : of(driver)) {
            if (best == null || isBetter(entry, best, before)) {
                best = entry;
            }
        }
        return best;
    }

    /** What is used stays so beside an equal one. */
    private boolean isBetter(DriverEntry entry, DriverEntry best, @Nullable DriverEntry before) {
        if (isPinned(entry) != isPinned(best)) {
            return isPinned(entry);
        }
        boolean newer = entry.source().isNewerThan(best.source());
        return newer || (entry.equals(before) && !best.source().isNewerThan(entry.source()));
    }

    private boolean isPinned(DriverEntry entry) {
        return entry.source().version().equals(pins.get(entry.driver()));
    }

    private List<DriverEntry> of(String driver) {
        return all.stream().filter(entry -> entry.driver().equals(driver)).toList();
    }

    // --- problems ---

    private void tell(String driver) {
        DriverEntry now = used.get(driver);
        for (DriverEntry entry : of(driver)) {
            if (now != null
                    && !entry.equals(now)
                    && entry.source().version().equals(now.source().version())) {
                problems.raise(
                        key(entry),
                        "The driver " + driver + " of " + entry.source().bundle() + " waits",
                        "that of " + now.source().bundle() + " is used and has the same version, "
                                + now.source().version(),
                        "Remove the one that is not wanted; the other is used from then on");
            } else {
                problems.clear(key(entry));
            }
        }
        tellOfPin(driver, now);
    }

    private void tellOfPin(String driver, @Nullable DriverEntry now) {
        String wanted = pins.get(driver);
        if (now == null || wanted == null || isPinned(now)) {
            problems.clear(pinKey(driver));
        } else {
            problems.raise(
                    pinKey(driver),
                    "The driver " + driver + " " + wanted + " is not there",
                    "it is to be used, and the newest, " + now.source().version() + ", is used instead",
                    "Install it, or use another with driver:use " + driver + " VERSION");
        }
    }

    private static String key(DriverEntry entry) {
        return "driver." + entry.driver() + " " + entry.source().bundle();
    }

    private static String pinKey(String driver) {
        return "driver." + driver + ".pin";
    }
}
