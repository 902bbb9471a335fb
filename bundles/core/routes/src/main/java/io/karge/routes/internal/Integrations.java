package io.karge.routes.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that integrators bring. A builder is added whole or not at all, and what it added leaves with it; the
 * routes of the gateway and of other integrators stay untouched. Thread-safe.
 */
final class Integrations {
    private static final Logger LOG = LoggerFactory.getLogger(Integrations.class);

    private final CamelContext context;
    private final Map<RoutesBuilder, List<String>> added = new HashMap<>();

    Integrations(CamelContext context) {
        this.context = context;
    }

    /** Adds the builder's routes; one that fails is logged and leaves nothing behind. */
    void add(RoutesBuilder builder) {
        synchronized (context) { // no station may add its routes between the two looks
            List<String> before = routeIds();
            try {
                refuseTakenIds(builder, before);
                context.addRoutes(builder);
                List<String> routes = since(before);
                added.put(builder, routes);
                LOG.info("integration={} routes={} added", name(builder), routes);
            } catch (Exception e) { // whatever an integrator's code throws: the others go on
                LOG.error("integration={} is refused: {}", name(builder), e.getMessage(), e);
                remove(builder, since(before));
            }
        }
    }

    /** Takes away what {@link #add} added. */
    void remove(RoutesBuilder builder) {
        synchronized (context) {
            List<String> routes = added.remove(builder);
            if (routes != null) {
                remove(builder, routes);
                LOG.info("integration={} routes={} removed", name(builder), routes);
            }
        }
    }

    /** Camel would put a route in the place of one with the same id, be it a station's. */
    private void refuseTakenIds(RoutesBuilder builder, List<String> taken) throws Exception {
        if (builder instanceof RouteBuilder routes) {
            for (RouteDefinition route : routes.configureRoutes(context).getRoutes()) {
                if (route.getRouteId() != null && taken.contains(route.getRouteId())) {
                    throw new IllegalStateException("there is a route '" + route.getRouteId() + "' already");
                }
            }
        }
    }

    private void remove(RoutesBuilder builder, List<String> routes) {
        for (String routeId : routes) {
            try {
                context.getRouteController().stopRoute(routeId);
                context.removeRoute(routeId);
            } catch (Exception e) {
                LOG.warn("integration={} route={} could not be removed", name(builder), routeId, e);
            }
        }
    }

    private List<String> since(List<String> before) {
        List<String> routes = new ArrayList<>(routeIds());
        routes.removeAll(before);
        return routes;
    }

    private List<String> routeIds() {
        return context.getRoutes().stream().map(Route::getRouteId).toList();
    }

    private static String name(RoutesBuilder builder) {
        return builder.getClass().getName();
    }
}
