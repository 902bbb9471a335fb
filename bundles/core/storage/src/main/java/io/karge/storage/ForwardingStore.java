package io.karge.storage;

import java.nio.file.Path;
import java.util.SortedMap;

/** A store that is another one in everything that is not overridden, such as one that a test lets fail. */
public abstract class ForwardingStore implements Store {
    private final Store store;

    protected ForwardingStore(Store store) {
        this.store = store;
    }

    @Override
    public SortedMap<String, byte[]> load(String prefix) {
        return store.load(prefix);
    }

    @Override
    public StoreWriter newWriter() {
        return store.newWriter();
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
