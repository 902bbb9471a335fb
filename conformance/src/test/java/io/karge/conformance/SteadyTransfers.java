package io.karge.conformance;

import io.karge.driver.testkit.VirtualTime;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** Downloads of a file on virtual time, a quarter of it in a second; each goes on with what is there. They end with their process. */
final class SteadyTransfers implements FileTransfers {
    private static final int PARTS = 4;

    private final VirtualTime time;
    private final byte[] file;
    private boolean stopped;

    SteadyTransfers(VirtualTime time, byte[] file) {
        this.time = time;
        this.file = file.clone();
    }

    /** The process is gone. */
    void stop() {
        stopped = true;
    }

    @Override
    public Cancellable begin(
            String stationId,
            TransferOrder order,
            Consumer<TransferProgress> progress,
            Consumer<TransferOutcome> done) {
        Download download = new Download(order.file(), progress, done);
        download.goOn();
        return () -> download.cancelled = true;
    }

    private final class Download {
        private final Path to;
        private final Consumer<TransferProgress> progress;
        private final Consumer<TransferOutcome> done;
        private boolean cancelled;

        Download(Path to, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done) {
            this.to = to;
            this.progress = progress;
            this.done = done;
        }

        void goOn() {
            time.schedule(Duration.ofSeconds(1), () -> {
                if (!cancelled && !stopped) {
                    next();
                }
            });
        }

        private void next() {
            int there = write();
            if (there < file.length) {
                progress.accept(new TransferProgress(there, file.length));
                goOn();
            } else {
                done.accept(new TransferOutcome.Moved(there));
            }
        }

        private int write() {
            try {
                int before = Files.exists(to) ? (int) Files.size(to) : 0;
                int there = Math.min(file.length, before + file.length / PARTS);
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.write(to, Arrays.copyOf(file, there));
                return there;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
