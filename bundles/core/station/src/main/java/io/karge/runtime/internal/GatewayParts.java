package io.karge.runtime.internal;

import io.karge.ocpp.OcppCodec;
import io.karge.station.HardwareBus;
import io.karge.storage.Store;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import io.karge.transport.WebSocketConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is made of.
 *
 * @param mask takes an action, empty when it is not known, and a message, and gives the message without secrets
 * @param stagingFolder in it each station has a folder for files in passing
 * @param messageLogFolder null for message logs in memory alone
 * @param blockGrace how long a block that a session needs may be away before energy stops
 */
public record GatewayParts(
        TimeSource time,
        WorkerPool workers,
        Store store,
        WebSocketConnector connector,
        HardwareBus bus,
        OcppCodec codec,
        RandomGenerator random,
        Protection protection,
        BinaryOperator<String> mask,
        Path stagingFolder,
        @Nullable Path messageLogFolder,
        Duration blockGrace) {}
