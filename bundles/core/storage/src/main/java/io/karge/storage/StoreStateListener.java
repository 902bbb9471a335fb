package io.karge.storage;

/** Learns that the store failed or was repaired. */
@FunctionalInterface
public interface StoreStateListener {

    /**
     * Called on the store thread after {@link Store#state()} has changed. It must return at once and must not throw.
     * When the store is open again, the batches handed over before were all reported to their listeners.
     */
    void stateChanged(StoreState state);
}
