package io.karge.routes.internal.transfer;

import java.io.IOException;

/** Moves files by one family of protocols. Blocks; called on the transfer's thread. */
interface Mover {

    /**
     * Moves the file.
     *
     * @return its length
     * @throws IOException a {@link TransferFailure} where it is known what went wrong; another one where the connection
     *     broke
     */
    long move(Transfer transfer) throws IOException;
}
