package io.karge.transport;

import io.karge.ocpp.OcppCodec;
import io.karge.time.TimeSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a connection works with.
 *
 * @param loop the station's event loop: runs its tasks one at a time, in order, and not inside {@code execute}
 * @param entrance to the same loop, for threads that bring a message and hold nothing: runs the task before it returns when
 *     the loop is idle
 * @param random for the random part of the back-off; used on the loop only
 */
public record ConnectionContext(
        String stationId,
        WebSocketConnector connector,
        OcppCodec codec,
        ConnectionSettings settings,
        Executor loop,
        Executor entrance,
        TimeSource time,
        RandomGenerator random) {

    /** The same with settings that a connection can live with. */
    ConnectionContext sound() {
        return new ConnectionContext(
                stationId, connector, codec, new SoundSettings(stationId, settings), loop, entrance, time, random);
    }
}
