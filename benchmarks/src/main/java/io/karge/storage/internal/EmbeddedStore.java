package io.karge.storage.internal;

import io.karge.storage.Store;
import io.karge.time.TimeSource;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/** The gateway's own durable store in a process without OSGi. */
@NullMarked
public final class EmbeddedStore {
    private EmbeddedStore() {}

    /** Opens the store in that file; it stays open until the process ends. */
    public static Store open(Path file, TimeSource time) {
        return new DurableStore(new StoreFiles(file, time), time);
    }
}
