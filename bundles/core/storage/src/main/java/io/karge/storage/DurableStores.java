package io.karge.storage;

import io.karge.storage.internal.DurableStore;
import io.karge.time.TimeSource;
import java.nio.file.Path;

/** The gateway's own durable store for programs without OSGi, which gives it to the others as a service. */
public final class DurableStores {
    private DurableStores() {}

    /**
     * Opens the store in that file, on a thread of its own; made when it is not there. Returns at once: whether it could be
     * opened is its {@link Store#state()}, and who loads waits for it.
     *
     * @param time waits between attempts to open it, and names what is kept aside
     */
    public static OpenStore open(Path file, TimeSource time) {
        return DurableStore.open(file, time);
    }
}
