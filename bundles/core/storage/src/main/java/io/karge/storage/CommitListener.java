package io.karge.storage;

/** Learns how a batch ended. */
@FunctionalInterface
public interface CommitListener {

    /**
     * Called once per batch on the store thread, never inside {@link StoreWriter#commit}. It must return at once,
     * usually by posting to a loop, and must not throw.
     */
    void completed(CommitResult result);
}
