package io.karge.station;

import io.karge.time.TimeSource.Cancellable;
import java.util.function.Consumer;

/**
 * Gets and puts files by URL (L01, N01): HTTP, HTTPS, FTP, FTPS, SFTP. One attempt per call: retries, their waits and
 * what the CSMS is told are the block's. Reached as {@link StationContext#fileTransfer()}; on the station's loop only.
 */
public interface FileTransfer {

    /**
     * Begins when this step is durable, or later when many transfers run.
     *
     * @param progress called on the loop now and then while octets move, never after {@code done}
     * @param done called on the loop, in a step of its own, exactly once, unless the block is closed or the transfer
     *     cancelled before
     * @return cancels: the connection is closed soon, nobody is called any more; what a download has written stays
     */
    Cancellable begin(TransferOrder order, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done);
}
