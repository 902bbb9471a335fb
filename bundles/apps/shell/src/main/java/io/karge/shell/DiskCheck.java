package io.karge.shell;

import io.karge.failure.FailureWords;
import io.karge.runtime.DiskFolder;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks whether there is room where the store and the logs are, and whether they may be written. */
@Component(service = HealthCheck.class)
public final class DiskCheck implements HealthCheck {
    private final TimeSource time;
    private final List<DiskFolder> folders;
    private final Disk disk;

    /** What can be seen of a folder. */
    interface Disk {
        long free(Path folder) throws IOException;

        boolean isWritable(Path folder);
    }

    @Activate
    public DiskCheck(@Reference TimeSource time) {
        this(time, DiskFolder.ofContainer(), new Disk() {
            @Override
            public long free(Path folder) throws IOException {
                return Files.getFileStore(folder).getUsableSpace();
            }

            @Override
            public boolean isWritable(Path folder) {
                return Files.isWritable(folder);
            }
        });
    }

    DiskCheck(TimeSource time, List<DiskFolder> folders, Disk disk) {
        this.time = time;
        this.folders = List.copyOf(folders);
        this.disk = disk;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Problem> check() {
        Instant now = time.wallClock();
        List<Problem> found = new ArrayList<>();
        for (DiskFolder one : folders) {
            Path folder = one.path();
            try {
                one.nearlyFull(disk.free(folder), now).ifPresent(found::add); // one that is full says so itself
                if (!disk.isWritable(folder)) {
                    found.add(new Problem(
                            now,
                            folder + " cannot be written",
                            "the user of the gateway may not, or the disk is read-only",
                            "Give the folder to the user of the gateway; if the disk was made read-only, look for its errors"
                                    + " (dmesg)"));
                }
            } catch (IOException e) {
                found.add(new Problem(
                        now,
                        folder + " cannot be looked at",
                        FailureWords.of(e),
                        "See that the folder is there and belongs to the user of the gateway"));
            }
        }
        return found;
    }
}
