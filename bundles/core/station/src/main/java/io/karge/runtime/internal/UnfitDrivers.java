package io.karge.runtime.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells of drivers that are there and do not run, as problems of the gateway: the container says so at most in its log, in
 * the words of its resolver. What is seen in two looks is told, because what is just being installed looks the same; what
 * was told of a bundle is over when the bundle changes. Thread-safe.
 */
final class UnfitDrivers implements Runnable {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /**
     * A driver that does not run.
     *
     * @param name which, for people; what two looks have in common
     * @param bundle the id of the bundle that does not run, or {@link #NO_BUNDLE}
     * @param what that it does not run
     * @param why what is wrong, and where
     * @param remedy what to do
     */
    record Unfit(String name, long bundle, String what, String why, String remedy) {
        static final long NO_BUNDLE = -1;

        /** A bundle that does not run. */
        Unfit(String name, long bundle, String why, String remedy) {
            this(name, bundle, "The bundle " + name + " does not run", why, remedy);
        }
    }

    private final List<Supplier<List<Unfit>>> looks;
    private final ProblemList.Part problems;
    private final Set<Long> left = new HashSet<>();
    private Map<String, Unfit> seen = Map.of();

    /** @param looks where drivers may be that do not run; each may block */
    UnfitDrivers(List<Supplier<List<Unfit>>> looks, ProblemList problems) {
        this.looks = List.copyOf(looks);
        this.problems = problems.part("driver-api");
    }

    /** A bundle is not what it was: it was removed, replaced or stopped, or it runs. What was told of it is over. */
    synchronized void changed(long bundle) {
        left.add(bundle);
        found(seen.values().stream().filter(driver -> driver.bundle() != bundle).toList(), false);
    }

    /** A look; may block, on one thread at a time. */
    @Override
    public void run() {
        synchronized (this) {
            left.clear();
        }
        List<Unfit> unfit = looks.stream().flatMap(look -> look.get().stream()).toList();
        synchronized (this) {
            found(
                    unfit.stream()
                            .filter(driver -> !left.contains(driver.bundle()))
                            .toList(),
                    true);
        }
    }

    /** @param looked whether it was seen in a look: what is seen again is told */
    private void found(List<Unfit> unfit, boolean looked) {
        Map<String, Unfit> now = new LinkedHashMap<>();
        unfit.forEach(driver -> now.putIfAbsent(driver.name(), driver));
        seen.keySet().stream().filter(name -> !now.containsKey(name)).forEach(problems::clear);
        if (looked) {
            now.values().stream()
                    .filter(driver -> seen.containsKey(driver.name()))
                    .forEach(this::raise);
        }
        seen = now;
    }

    private void raise(Unfit driver) {
        problems.raise(driver.name(), driver.what(), driver.why(), driver.remedy());
    }
}
