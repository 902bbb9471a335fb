package io.karge.runtime.internal;

import io.karge.ocpp.OcppCodec;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.security.Revocation;
import io.karge.security.Secrets;
import io.karge.station.FileTransfers;
import io.karge.station.HardwareBus.HardwareChannel;
import io.karge.station.QueueLimits;
import io.karge.station.SecurityLog;
import io.karge.storage.Store;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import io.karge.transport.FrameTap;
import io.karge.transport.WebSocketConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What outlives the boots of one station.
 *
 * @param staging the station's folder for files in passing
 * @param logs what the runtime puts into log archives
 * @param copies what was deleted of stations and never reached the CSMS
 * @param blockGrace how long a block that a session needs may be away before energy stops
 * @param queueLimits how much may wait for the CSMS, and how fast that leaves
 * @param revocation whether certificates of the CSMS were revoked
 * @param arrivals the blocks of the gateway's start
 * @param meter counts and times what happens
 */
record StationParts(
        String stationId,
        EventLoop loop,
        TimeSource time,
        WorkerPool workers,
        Store store,
        StateLoader loader,
        WebSocketConnector connector,
        OcppCodec codec,
        RandomGenerator random,
        HardwareChannel channel,
        FileTransfers transfers,
        Path staging,
        Secrets secrets,
        FrameTap tap,
        StationLogs logs,
        UndeliveredCopies copies,
        ProblemList problems,
        CsmsClock clock,
        SecurityLog securityLog,
        Duration blockGrace,
        Supplier<QueueLimits> queueLimits,
        Revocation revocation,
        BlockArrivals arrivals,
        StationMeter meter) {}
