package io.karge.station;

import io.karge.time.TimeSource.Cancellable;
import java.util.function.Consumer;

/**
 * Does the file transfers of all stations. An OSGi service that may be absent; callable on any thread; nothing blocks.
 * How many run at once is bounded; the others wait their turn, fairly between stations.
 */
public interface FileTransfers {

    /**
     * Begins one transfer.
     *
     * @param stationId for whom; names it in listings and logs
     * @param progress called on a thread of the transfer, must not block
     * @param done called exactly once, on a thread of the transfer, must not block; with {@link
     *     TransferOutcome.Cause#CANCELLED} after a cancellation
     */
    Cancellable begin(
            String stationId, TransferOrder order, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done);
}
