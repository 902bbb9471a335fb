package io.karge.shell;

import io.karge.failure.FailureWords;
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
    private static final long LEAST_MEGABYTES = 200;
    private static final long MEGABYTE = 1_000_000;

    private final TimeSource time;
    private final List<Path> folders;
    private final Disk disk;

    /** What can be seen of a folder. */
    interface Disk {
        long free(Path folder) throws IOException;

        boolean isWritable(Path folder);
    }

    @Activate
    public DiskCheck(@Reference TimeSource time) {
        this(time, foldersOfContainer(), new Disk() {
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

    DiskCheck(TimeSource time, List<Path> folders, Disk disk) {
        this.time = time;
        this.folders = List.copyOf(folders);
        this.disk = disk;
    }

    private static List<Path> foldersOfContainer() {
        Path base = Path.of(System.getProperty("karaf.base", ""));
        Path data =
                Path.of(System.getProperty("karaf.data", base.resolve("data").toString()));
        return List.of(
                base.resolve("store"),
                Path.of(System.getProperty("karaf.log", data.resolve("log").toString())));
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Problem> check() {
        Instant now = time.wallClock();
        List<Problem> found = new ArrayList<>();
        for (Path folder : folders) {
            try {
                long megabytes = disk.free(folder) / MEGABYTE;
                if (megabytes < LEAST_MEGABYTES) {
                    found.add(new Problem(
                            now,
                            "the disk of " + folder + " is nearly full",
                            megabytes + " MB are free, less than " + LEAST_MEGABYTES,
                            "Make room, or move the folder to a larger disk; docs/operate.md says what grows. When nothing can"
                                    + " be stored stations go offline and take no sessions"));
                }
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
