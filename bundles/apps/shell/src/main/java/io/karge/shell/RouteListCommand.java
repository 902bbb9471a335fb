package io.karge.shell;

import io.karge.routes.RouteTable;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "route", name = "list", description = "Lists the Camel routes with their statistics")
public final class RouteListCommand extends ConsoleCommand {
    @Reference
    RouteTable routes;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        if (json) {
            Rows.print(System.out, RouteTable.RouteView.class, routes.routes(), "", true);
            return;
        }
        Rows.print(
                System.out,
                Row.class,
                routes.routes().stream().map(Row::of).toList(),
                "No station has routes yet",
                false);
    }

    /** What fits a table; route:info shows all of one. */
    private record Row(
            String routeId,
            String state,
            long completed,
            long failed,
            long inflight,
            String mean,
            @Nullable Instant last) {
        static Row of(RouteTable.RouteView route) {
            return new Row(
                    route.routeId(),
                    route.state(),
                    route.completed(),
                    route.failed(),
                    route.inflight(),
                    String.format(Locale.ROOT, "%.1f ms", route.meanMicros() / 1000.0),
                    Optional.ofNullable(route.last())
                            .map(last -> last.truncatedTo(ChronoUnit.SECONDS))
                            .orElse(null));
        }
    }
}
