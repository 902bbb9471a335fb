package io.karge.runtime.internal;

import io.karge.storage.ForwardingStore;
import io.karge.storage.Store;
import io.karge.storage.StoreWriter;

/** The store of a process that dies at a write: that one is stored, nobody hears of it, and no later one is stored. */
final class DyingStore extends ForwardingStore {
    private int left = Integer.MAX_VALUE;

    DyingStore(Store store) {
        super(store);
    }

    /** The process dies with the n-th write from now on. */
    void dieWith(int write) {
        left = write;
    }

    boolean isDead() {
        return left <= 0;
    }

    @Override
    public StoreWriter newWriter() {
        StoreWriter writer = super.newWriter();
        return (batch, listener) -> {
            if (isDead()) {
                return;
            }
            left--;
            writer.commit(batch, isDead() ? result -> {} : listener);
        };
    }
}
