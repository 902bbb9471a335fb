package io.karge.storage;

import java.util.List;

/**
 * An ordered sequence of batches from one caller, usually one station.
 *
 * <p><b>Once one batch of a writer has failed, every later one fails too</b>, also after the store was repaired: what
 * follows a lost write would build on something that is not in the store. The caller then loads again what is
 * committed and goes on with a new writer.
 */
public interface StoreWriter {

    /**
     * Hands over a batch that is committed as a whole or not at all. Never blocks and never throws back; any thread.
     * Batches of one writer are committed in the order in which they were handed over; batches of all writers share
     * commits. Later writes of one batch to the same key win.
     *
     * @param batch may be empty: its listener is told when everything handed over before is committed
     * @param listener is told exactly once, on the store thread, and in the order of the batches, whatever other listeners
     *     or the store throw; not at all when the bundle of the store was stopped before
     */
    void commit(List<Write> batch, CommitListener listener);
}
