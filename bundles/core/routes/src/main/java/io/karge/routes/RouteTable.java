package io.karge.routes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of the gateway's CamelContext with their statistics. An OSGi service; callable on any thread. */
public interface RouteTable {

    /** All routes, sorted by id. */
    List<RouteView> routes();

    /**
     * A route at a moment.
     *
     * @param state started, stopped or suspended
     * @param failed how many exchanges ended with an error
     * @param meanMicros mean processing time, 0 when nothing has passed yet
     * @param last when the last exchange was completed, null when none was
     */
    record RouteView(
            String routeId,
            String from,
            String state,
            long completed,
            long failed,
            long inflight,
            long meanMicros,
            @Nullable Instant last) {}
}
