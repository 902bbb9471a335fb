package io.karge.transport;

import java.time.Duration;

/**
 * The variables of OCPPCommCtrlr that steer a connection (Part 4, chapter 8; Part 2, 2.1.3). Read on the station's loop
 * at each use, because the CSMS may change them at any time.
 */
public interface ConnectionSettings {

    /** MessageTimeout[Default]: how long a CALL waits for its answer; positive. */
    Duration messageTimeout();

    /** WebSocketPingInterval: the time between pings; zero for none. */
    Duration pingInterval();

    /** RetryBackOffWaitMinimum: the wait before the first reconnection. */
    Duration retryBackOffWaitMinimum();

    /** RetryBackOffRandomRange: what is added at most to each wait. */
    Duration retryBackOffRandomRange();

    /** RetryBackOffRepeatTimes: how often the wait doubles. */
    int retryBackOffRepeatTimes();
}
