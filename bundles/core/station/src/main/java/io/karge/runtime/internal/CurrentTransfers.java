package io.karge.runtime.internal;

import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The service that moves files, as it comes and goes. Without it every transfer fails at once. On any thread. */
public final class CurrentTransfers implements FileTransfers {
    private volatile @Nullable FileTransfers service;

    /** From now on this one. */
    void use(FileTransfers next) {
        service = next;
    }

    void drop(FileTransfers gone) {
        if (service == gone) {
            service = null;
        }
    }

    @Override
    public Cancellable begin(
            String stationId,
            TransferOrder order,
            Consumer<TransferProgress> progress,
            Consumer<TransferOutcome> done) {
        FileTransfers now = service;
        if (now == null) {
            done.accept(new TransferOutcome.Failed(
                    TransferOutcome.Cause.LOCAL_ERROR,
                    "nothing here moves files: the bundle routes is not running; see bundle:list and karge:problems"));
            return () -> {};
        }
        return now.begin(stationId, order, progress, done);
    }
}
