package io.karge.routes;

import io.karge.routes.internal.EmbeddedBus;
import io.karge.station.FileTransfers;
import io.karge.station.HardwareBus;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.nio.file.Path;

/** The gateway's own Camel context for programs without OSGi, which gives its bus to the others as a service. */
public final class EmbeddedRoutes implements AutoCloseable {
    private final EmbeddedBus embedded;

    /** Starts the context. */
    public EmbeddedRoutes() throws Exception {
        embedded = new EmbeddedBus();
    }

    /** The hardware bus over the routes, until this is closed. */
    public HardwareBus bus() {
        return embedded.bus();
    }

    /**
     * File transfers, until this is closed. To be asked for once.
     *
     * @param knownHosts the file of the host keys of SFTP servers
     * @param allowLocal whether files may come from and go to this machine
     */
    public FileTransfers transfers(TimeSource time, WorkerPool workers, Path knownHosts, boolean allowLocal) {
        return embedded.transfers(time, workers, knownHosts, allowLocal);
    }

    /** Stops the routes and the context. */
    @Override
    public void close() {
        embedded.close();
    }
}
