package io.karge.runtime;

import io.karge.ocpp.OcppCodec;
import io.karge.runtime.internal.CurrentTransfers;
import io.karge.runtime.internal.DefaultGateway;
import io.karge.runtime.internal.GatewayParts;
import io.karge.runtime.internal.ListedTransfers;
import io.karge.runtime.internal.ProcessFacts;
import io.karge.security.Revocation;
import io.karge.security.Secrets;
import io.karge.station.FileTransfers;
import io.karge.station.HardwareBus;
import io.karge.station.QueueLimits;
import io.karge.station.SecurityLog;
import io.karge.storage.Store;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import io.karge.transport.WebSocketConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a {@link StationGateway} out of its parts. What has no default here has to be given. */
public final class GatewayBuilder {
    private static final Duration DEFAULT_BLOCK_GRACE = Duration.ofSeconds(15);

    private @Nullable TimeSource time;
    private @Nullable WorkerPool workers;
    private @Nullable Store store;
    private @Nullable WebSocketConnector connector;
    private @Nullable Secrets secrets;
    private @Nullable Path stagingFolder;
    private @Nullable Path messageLogFolder;
    private @Nullable Path undeliveredFolder;
    private SecurityLog securityLog = new AuditSecurityLog();
    private HardwareBus bus = new DirectHardwareBus();
    private FileTransfers transfers = new CurrentTransfers();
    private OcppCodec codec = new OcppCodec();
    private RandomGenerator random = new Random();
    private Duration blockGrace = DEFAULT_BLOCK_GRACE;
    private QueueLimits queueLimits = QueueLimits.DEFAULT;
    private Revocation revocation = Revocation.stapledOnly();

    /** The clock and the timers. */
    public GatewayBuilder time(TimeSource source) {
        time = source;
        return this;
    }

    /** The threads. */
    public GatewayBuilder workers(WorkerPool pool) {
        workers = pool;
        return this;
    }

    /** Where the state of the stations is kept. */
    public GatewayBuilder store(Store durable) {
        store = durable;
        return this;
    }

    /** Opens the WebSockets. */
    public GatewayBuilder connector(WebSocketConnector webSockets) {
        connector = webSockets;
        return this;
    }

    /** Encrypts the passwords that are stored. */
    public GatewayBuilder secrets(Secrets encryption) {
        secrets = encryption;
        return this;
    }

    /** In it each station has a folder for files in passing. */
    public GatewayBuilder stagingFolder(Path folder) {
        stagingFolder = folder;
        return this;
    }

    /** Where messages are written; in memory alone unless given. */
    public GatewayBuilder messageLogFolder(Path folder) {
        messageLogFolder = folder;
        return this;
    }

    /**
     * In it copies are kept of what is deleted of stations and never reached the CSMS; {@code undelivered} in the staging
     * folder unless given.
     */
    public GatewayBuilder undeliveredFolder(Path folder) {
        undeliveredFolder = folder;
        return this;
    }

    /** Where it is written who did what; the audit logger unless given. */
    public GatewayBuilder securityLog(SecurityLog log) {
        securityLog = log;
        return this;
    }

    /** The way to the drivers; direct unless given. */
    public GatewayBuilder bus(HardwareBus hardwareBus) {
        bus = hardwareBus;
        return this;
    }

    /** What moves files; none unless given. */
    public GatewayBuilder fileTransfers(FileTransfers service) {
        transfers = service;
        return this;
    }

    /** The codec, for another bound of message sizes. */
    public GatewayBuilder codec(OcppCodec messages) {
        codec = messages;
        return this;
    }

    /** The random part of the back-off, for tests that repeat. */
    public GatewayBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /** How long a block that a session needs may be away before energy stops; 15 s unless given. */
    public GatewayBuilder blockGrace(Duration longest) {
        blockGrace = longest;
        return this;
    }

    /** How much may wait for the CSMS at each station, and how fast that leaves; the default unless given. */
    public GatewayBuilder queueLimits(QueueLimits limits) {
        queueLimits = limits;
        return this;
    }

    /** Whether certificates of CSMS were revoked; what servers staple alone counts unless given. */
    public GatewayBuilder revocation(Revocation lookup) {
        revocation = lookup;
        return this;
    }

    /**
     * Makes the gateway; it has no stations yet.
     *
     * @throws NullPointerException when a part is missing; the message names it
     */
    public StationGateway build() {
        Path staging = Objects.requireNonNull(stagingFolder, "stagingFolder");
        return new DefaultGateway(new GatewayParts(
                Objects.requireNonNull(time, "time"),
                Objects.requireNonNull(workers, "workers"),
                Objects.requireNonNull(store, "store"),
                Objects.requireNonNull(connector, "connector"),
                bus,
                new ListedTransfers(transfers, Objects.requireNonNull(time, "time")),
                codec,
                random,
                Objects.requireNonNull(secrets, "secrets"),
                staging,
                messageLogFolder,
                new ProcessFacts(null, "embedded", List::of),
                undeliveredFolder == null ? staging.resolve("undelivered") : undeliveredFolder,
                securityLog,
                blockGrace,
                () -> queueLimits,
                revocation,
                CompletableFuture.completedFuture(null),
                List::of));
    }
}
