package io.karge.routes.internal;

import io.karge.routes.RouteTable;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.jspecify.annotations.Nullable;

/** Reads the route table from the context's own statistics. */
final class CamelRouteTable implements RouteTable {
    private final CamelContext context;

    CamelRouteTable(CamelContext context) {
        this.context = context;
    }

    @Override
    public List<RouteView> routes() {
        return context.getRoutes().stream()
                .map(this::view)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(RouteView::routeId))
                .toList();
    }

    /** What a route did so far; empty when it is removed meanwhile. */
    private Optional<RouteView> view(Route route) {
        String id = route.getRouteId();
        String from = route.getEndpoint().getEndpointUri();
        String state =
                String.valueOf(context.getRouteController().getRouteStatus(id)).toLowerCase(Locale.ROOT);
        ManagedRouteMBean statistics = statistics(id);
        if (statistics == null) {
            return Optional.of(new RouteView(id, from, state, 0, 0, 0, 0, null));
        }
        try {
            long completed = statistics.getExchangesCompleted();
            Date last = statistics.getLastExchangeCompletedTimestamp();
            return Optional.of(new RouteView(
                    id,
                    from,
                    state,
                    completed,
                    statistics.getExchangesFailed(),
                    statistics.getExchangesInflight(),
                    completed == 0 ? 0 : statistics.getTotalProcessingTime() * 1000 / completed,
                    last == null ? null : last.toInstant()));
        } catch (Exception e) {
            if (context.getRoute(id) == null) { // removed while it was read
                return Optional.empty();
            }
            throw new IllegalStateException("route=" + id + " has no readable statistics", e);
        }
    }

    private @Nullable ManagedRouteMBean statistics(String routeId) {
        ManagedCamelContext managed = context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        return managed == null ? null : managed.getManagedRoute(routeId);
    }
}
