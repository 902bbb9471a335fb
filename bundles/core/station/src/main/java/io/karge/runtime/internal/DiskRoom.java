package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.runtime.DiskFolder;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look at the disks: one that is full is a problem of the gateway, also before something cannot be written. May block. */
final class DiskRoom implements Runnable {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    private final List<DiskFolder> folders;
    private final Disk disk;
    private final ProblemList problems;
    private final TimeSource time;

    /** How much room there is. */
    interface Disk {
        long freeOctets(Path folder) throws IOException;
    }

    DiskRoom(List<DiskFolder> folders, Disk disk, ProblemList problems, TimeSource time) {
        this.folders = List.copyOf(folders);
        this.disk = disk;
        this.problems = problems;
        this.time = time;
    }

    @Override
    public void run() {
        folders.forEach(this::look);
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
}
