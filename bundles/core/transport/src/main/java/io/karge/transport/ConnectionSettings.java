package io.karge.transport;

import java.time.Duration;

/**
 * The variables of OCPPCommCtrlr that steer a connection (Part 4, chapter 8; Part 2, 2.1.3). Read on the station's loop
 * at each use, because the CSMS may change them at any time. What makes no sense does not end a connection: negative counts
 * as zero, more than a day as a day, and where a default is needed it is 30 s for the message timeout and 10 s for the
 * first wait.
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
