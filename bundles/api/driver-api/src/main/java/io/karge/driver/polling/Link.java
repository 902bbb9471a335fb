package io.karge.driver.polling;

import io.karge.driver.DriverContext;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEventSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the hardware is reached, and the way for events up: none goes after the driver was stopped. Thread-safe. */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final DriverContext context;
    private @Nullable HardwareEventSink sink;
    private boolean downTold;
    private volatile boolean stopped;
    private volatile boolean up;

    Link(DriverContext context) {
        this.context = context;
    }

    synchronized void start(HardwareEventSink to) {
        sink = to;
    }

    synchronized void stop() {
        stopped = true;
        up = false;
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isUp() {
        return up;
    }

    /** The hardware was seen; whoever saw it tells that. */
    synchronized void up() {
        LOG.debug("station={} hardware=up uri={}", context.stationId(), context.uri());
        up = !stopped;
        downTold = false;
    }

    /** The hardware is not reached, which is told once. */
    synchronized void down(String why) {
        up = false;
        if (!downTold) {
            LOG.debug("station={} hardware=down why=\"{}\"; it is tried again", context.stationId(), why);
            post(new LinkChanged(context.time().wallClock(), false, why));
        }
        downTold = true;
    }

    synchronized void post(HardwareEvent event) {
        if (!stopped && sink != null) {
            sink.post(event);
        }
    }
}
