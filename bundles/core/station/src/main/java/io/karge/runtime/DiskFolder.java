package io.karge.runtime;

import io.karge.runtime.StationView.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A folder that the gateway writes into, and when there is too little room on its disk. Full is a problem of the gateway; nearly
 * full is for whoever looks after it.
 *
 * @param path as people know it
 * @param whenFull what happens then, a sentence
 */
public record DiskFolder(Path path, String whenFull) {
    private static final long MEGABYTE = 1_000_000;
    /** With less the store that was full does not open again. */
    private static final long FULL_MEGABYTES = 17;

    private static final long NEARLY_FULL_MEGABYTES = 200;

    /** Those of the container: the store, with files in passing, and the logs. */
    public static List<DiskFolder> ofContainer() {
        Path base = Path.of(System.getProperty("karaf.base", ""));
        Path data =
                Path.of(System.getProperty("karaf.data", base.resolve("data").toString()));
        Path logs = Path.of(System.getProperty("karaf.log", data.resolve("log").toString()));
        return List.of(
                new DiskFolder(
                        base.resolve("store"),
                        "When nothing can be stored stations go offline and take no new sessions, and neither firmware nor logs"
                                + " are transferred"),
                new DiskFolder(
                        logs,
                        "When it is full the messages of stations and what the gateway says are not logged; stations go on"));
    }

    /**
     * That nothing more can be written, if so.
     *
     * @param freeOctets that the gateway may still use
     */
    public Optional<Problem> full(long freeOctets, Instant now) {
        return freeOctets / MEGABYTE < FULL_MEGABYTES
                ? Optional.of(problem("full", freeOctets, FULL_MEGABYTES, now))
                : Optional.empty();
    }

    /** Nothing of one that is full. */
    public Optional<Problem> nearlyFull(long freeOctets, Instant now) {
        return freeOctets / MEGABYTE < NEARLY_FULL_MEGABYTES
                        && full(freeOctets, now).isEmpty()
                ? Optional.of(problem("nearly full", freeOctets, NEARLY_FULL_MEGABYTES, now))
                : Optional.empty();
    }

    private Problem problem(String how, long freeOctets, long needed, Instant now) {
        return new Problem(
                now,
                "the disk of " + path + " is " + how,
                freeOctets / MEGABYTE + " MB are free, less than " + needed,
                "Make room, or move the folder to a larger disk; docs/operate.md says what grows. " + whenFull);
    }
}
