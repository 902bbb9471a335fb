package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.runtime.DiskFolder;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the disks by and by: one that is full is a problem of the gateway, also before something cannot be written.
 * Thread-safe.
 */
final class DiskWatch {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final List<DiskFolder> folders;
    private final Disk disk;
    private final ProblemList problems;
    private final TimeSource time;
    private final Executor files;
    private @Nullable Cancellable next;
    private boolean closed;

    /** How much room there is. */
    interface Disk {
        long freeOctets(Path folder) throws IOException;
    }

    /** @param files may block; all the looking is done on it */
    DiskWatch(List<DiskFolder> folders, Disk disk, ProblemList problems, TimeSource time, Executor files) {
        this.folders = List.copyOf(folders);
        this.disk = disk;
        this.problems = problems;
        this.time = time;
        this.files = files;
    }

    void begin() {
        files.execute(this::look);
    }

    synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }

    private void look() {
        folders.forEach(this::look);
        again();
    }

    private void look(DiskFolder folder) {
        String key = "disk." + folder.path();
        try {
            folder.full(disk.freeOctets(folder.path()), time.wallClock())
                    .ifPresentOrElse(
                            full -> problems.raise(key, full.what(), full.why(), full.remedy()),
                            () -> problems.clear(key));
        } catch (IOException e) { // the doctor says so; the folder may not be there yet
            LOG.debug("{} cannot be looked at: {}", folder.path(), FailureWords.of(e));
        }
    }

    private synchronized void again() {
        if (!closed) {
            next = time.schedule(BETWEEN_LOOKS, () -> files.execute(this::look));
        }
    }
}
