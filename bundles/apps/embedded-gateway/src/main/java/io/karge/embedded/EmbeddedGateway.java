package io.karge.embedded;

import io.karge.block.advancedsecurity.AdvancedSecurityBlockFactory;
import io.karge.block.authorization.AuthorizationBlockFactory;
import io.karge.block.availability.AvailabilityBlockFactory;
import io.karge.block.certificates.CertificatesBlockFactory;
import io.karge.block.datatransfer.DataTransferBlockFactory;
import io.karge.block.diagnostics.DiagnosticsBlockFactory;
import io.karge.block.firmware.FirmwareBlockFactory;
import io.karge.block.metering.MeteringFactory;
import io.karge.block.provisioning.ProvisioningBlockFactory;
import io.karge.block.remotecontrol.RemoteControlBlockFactory;
import io.karge.block.securityevents.SecurityEventsBlockFactory;
import io.karge.block.transactions.TransactionsFactory;
import io.karge.routes.EmbeddedRoutes;
import io.karge.runtime.AuditSecurityLog;
import io.karge.runtime.GatewayBuilder;
import io.karge.runtime.Machine;
import io.karge.runtime.StationGateway;
import io.karge.security.MasterKeys;
import io.karge.security.Secrets;
import io.karge.station.FileTransfers;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.QueueLimits;
import io.karge.station.SecurityLog;
import io.karge.storage.DurableStores;
import io.karge.storage.OpenStore;
import io.karge.storage.Store;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import io.karge.transport.JettyWebSockets;
import io.karge.transport.WebSocketConnector;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A whole gateway in this process without OSGi, put together as in the distribution. It has its functional blocks; drivers
 * and stations are added to its {@link #gateway}.
 */
public final class EmbeddedGateway implements AutoCloseable {
    /** Of all gateways of this process. */
    private static final SecurityLog SECURITY = new AuditSecurityLog();

    private final StationGateway gateway;
    private final Deque<AutoCloseable> parts;

    private EmbeddedGateway(StationGateway gateway, Deque<AutoCloseable> parts) {
        this.gateway = gateway;
        this.parts = parts;
    }

    /** The functional blocks of the distribution, new each time. */
    public static List<FunctionalBlockFactory> blocks() {
        return List.of(
                new ProvisioningBlockFactory(),
                new AuthorizationBlockFactory(),
                new TransactionsFactory(),
                new MeteringFactory(),
                new AvailabilityBlockFactory(),
                new RemoteControlBlockFactory(),
                new DataTransferBlockFactory(),
                new SecurityEventsBlockFactory(SECURITY),
                new CertificatesBlockFactory(),
                new AdvancedSecurityBlockFactory(new PlainSecrets()),
                new FirmwareBlockFactory(new PlainSecrets()),
                new DiagnosticsBlockFactory());
    }

    /**
     * With everything that is real: clock and threads of the machine, the durable store, WebSockets, Camel, and message
     * logs on the disk.
     *
     * @param folder takes {@code karge.db}, its master key, {@code staging} and {@code log}, also those of a gateway before
     * @throws Exception when a part cannot be started; nothing is left open
     */
    public static EmbeddedGateway inFolder(Path folder) throws Exception {
        return inFolder(folder, QueueLimits.DEFAULT);
    }

    /**
     * As {@link #inFolder(Path)}.
     *
     * @param limits how much may wait for the CSMS at each station, and how fast that leaves
     */
    public static EmbeddedGateway inFolder(Path folder, QueueLimits limits) throws Exception {
        return inFolder(
                folder,
                limits,
                MasterKeys.inFiles(folder.resolve("karge-master.key"), folder.resolve("karge-master.id")));
    }

    /** @param secrets under the master key of a folder of their own */
    static EmbeddedGateway inFolder(Path folder, QueueLimits limits, Secrets secrets) throws Exception {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            Machine machine = new Machine();
            parts.push(machine);
            OpenStore store = DurableStores.open(folder.resolve("karge.db"), machine.time());
            parts.push(store);
            JettyWebSockets sockets = new JettyWebSockets();
            parts.push(sockets);
            EmbeddedRoutes routes = new EmbeddedRoutes();
            parts.push(routes);
            GatewayBuilder builder = new GatewayBuilder()
                    .time(machine.time())
                    .workers(machine.workers())
                    .store(store)
                    .connector(sockets)
                    .bus(routes.bus())
                    .secrets(secrets)
                    .fileTransfers(
                            routes.transfers(machine.time(), machine.workers(), folder.resolve("known_hosts"), true))
                    .stagingFolder(folder.resolve("staging"))
                    .messageLogFolder(folder.resolve("log"))
                    .queueLimits(limits);
            return new EmbeddedGateway(build(builder, blocks()), parts);
        } catch (Exception e) {
            close(parts);
            throw e;
        }
    }

    /**
     * A gateway alone, on a time, threads, a store and WebSockets that the caller has, such as those of a test; hardware
     * events and commands are handed over directly, messages are logged in memory, and what is random is the same each
     * time.
     *
     * @param stagingFolder in it each station has a folder for files in passing
     * @param blocks what it has instead of {@link #blocks()}
     */
    public static StationGateway inMemory(
            TimeSource time,
            WorkerPool workers,
            Store store,
            WebSocketConnector connector,
            Path stagingFolder,
            List<FunctionalBlockFactory> blocks) {
        return build(inMemory(time, workers, store, connector, stagingFolder), blocks);
    }

    /**
     * As the other, with file transfers.
     *
     * @param transfers moves the files
     */
    public static StationGateway inMemory(
            TimeSource time,
            WorkerPool workers,
            Store store,
            WebSocketConnector connector,
            Path stagingFolder,
            List<FunctionalBlockFactory> blocks,
            FileTransfers transfers) {
        return build(inMemory(time, workers, store, connector, stagingFolder).fileTransfers(transfers), blocks);
    }

    private static GatewayBuilder inMemory(
            TimeSource time, WorkerPool workers, Store store, WebSocketConnector connector, Path stagingFolder) {
        return new GatewayBuilder()
                .time(time)
                .workers(workers)
                .store(store)
                .connector(connector)
                .stagingFolder(stagingFolder)
                .secrets(new PlainSecrets())
                .random(new Random(1));
    }

    private static StationGateway build(GatewayBuilder parts, List<FunctionalBlockFactory> blocks) {
        StationGateway gateway = parts.securityLog(SECURITY).build();
        blocks.forEach(gateway::addBlock);
        return gateway;
    }

    /** The gateway, until this is closed. */
    public StationGateway gateway() {
        return gateway;
    }

    /** Ends everything at once, as when the process dies, but lets go of store, sockets and threads that are its own. */
    @Override
    public void close() throws Exception {
        gateway.close();
        close(parts);
    }

    /** The last that was started first. */
    private static void close(Deque<AutoCloseable> parts) throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }
}
