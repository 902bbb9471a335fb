package io.karge.runtime.internal;

import io.karge.storage.BackupReport;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.StoreWriter;
import java.nio.file.Path;
import java.util.SortedMap;

/** The store of a process that dies at a write: that one is stored, nobody hears of it, and no later one is stored. */
final class DyingStore implements Store {
    private final Store store;
    private int left = Integer.MAX_VALUE;

    DyingStore(Store store) {
        this.store = store;
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
        StoreWriter writer = store.newWriter();
        return (batch, listener) -> {
            if (isDead()) {
                return;
            }
            left--;
            writer.commit(batch, isDead() ? result -> {} : listener);
        };
    }

    @Override
    public SortedMap<String, byte[]> load(String prefix) {
        return store.load(prefix);
    }

    @Override
    public StoreState state() {
        return store.state();
    }

    @Override
    public void addStateListener(StoreStateListener listener) {
        store.addStateListener(listener);
    }

    @Override
    public void removeStateListener(StoreStateListener listener) {
        store.removeStateListener(listener);
    }

    @Override
    public LostContent read(LostStore lost) {
        return store.read(lost);
    }

    @Override
    public BackupReport export(Path target) {
        return store.export(target);
    }
}
