package io.karge.routes.internal;

import io.karge.routes.internal.transfer.CamelFileTransfers;
import io.karge.routes.internal.transfer.TransferSettings;
import io.karge.station.FileTransfers;
import io.karge.station.HardwareBus;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The gateway's own Camel context and hardware bus in a process without OSGi. */
@NullMarked
public final class EmbeddedBus implements AutoCloseable {
    private final CamelContext context = new DefaultCamelContext();
    private final HardwareBus bus;
    private volatile @Nullable CamelFileTransfers transfers;

    /** Starts the context. */
    public EmbeddedBus() throws Exception {
        HardwareChannels channels = new HardwareChannels();
        GatewayContext.start(context, channels);
        bus = new CamelHardwareBus(context, channels);
    }

    /** The bus, until this is closed. */
    public HardwareBus bus() {
        return bus;
    }

    /**
     * File transfers over routes of this context, until this is closed.
     *
     * @param knownHosts the file of the host keys of SFTP servers
     * @param allowLocal whether files may come from and go to this machine
     */
    public FileTransfers transfers(TimeSource time, WorkerPool workers, Path knownHosts, boolean allowLocal) {
        CamelFileTransfers made = new CamelFileTransfers(
                context, time, workers, knownHosts, TransferSettings.DEFAULT.withAllowLocal(allowLocal));
        transfers = made;
        return made;
    }

    @Override
    public void close() {
        CamelFileTransfers made = transfers;
        if (made != null) {
            made.close();
        }
        synchronized (context) { // no station may take its routes away meanwhile
            context.stop();
        }
    }
}
