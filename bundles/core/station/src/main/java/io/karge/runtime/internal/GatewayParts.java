package io.karge.runtime.internal;

import io.karge.ocpp.OcppCodec;
import io.karge.runtime.StationView;
import io.karge.security.Revocation;
import io.karge.security.Secrets;
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
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is made of.
 *
 * @param stagingFolder in it each station has a folder for files in passing
 * @param messageLogFolder null for message logs in memory alone
 * @param process what log archives tell of the process
 * @param undeliveredFolder in it are copies of what was deleted of stations and never reached the CSMS
 * @param blockGrace how long a block that a session needs may be away before energy stops
 * @param queueLimits how much may wait for the CSMS at each station, and how fast that leaves
 * @param revocation whether certificates of a CSMS were revoked
 * @param start is done when no more blocks are being started that are installed
 * @param problems what is wrong with the gateway as a whole; on any thread
 */
public record GatewayParts(
        TimeSource time,
        WorkerPool workers,
        Store store,
        WebSocketConnector connector,
        HardwareBus bus,
        ListedTransfers transfers,
        OcppCodec codec,
        RandomGenerator random,
        Secrets secrets,
        Path stagingFolder,
        @Nullable Path messageLogFolder,
        ProcessFacts process,
        Path undeliveredFolder,
        SecurityLog securityLog,
        Duration blockGrace,
        Supplier<QueueLimits> queueLimits,
        Revocation revocation,
        CompletionStage<Void> start,
        Supplier<List<StationView.Problem>> problems) {

    /** The same with another store, and with what is wrong with the gateway that is made of it. */
    GatewayParts with(Store other, Supplier<List<StationView.Problem>> wrong) {
        return new GatewayParts(
                time,
                workers,
                other,
                connector,
                bus,
                transfers,
                codec,
                random,
                secrets,
                stagingFolder,
                messageLogFolder,
                process,
                undeliveredFolder,
                securityLog,
                blockGrace,
                queueLimits,
                revocation,
                start,
                wrong);
    }
}
