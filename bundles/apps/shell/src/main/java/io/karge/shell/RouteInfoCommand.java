package io.karge.shell;

import io.karge.routes.RouteTable;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "route", name = "info", description = "Shows one Camel route")
public final class RouteInfoCommand extends ConsoleCommand {
    @Reference
    RouteTable routes;

    @Argument(name = "route", description = "The route id", required = true)
    @Completion(RouteIds.class)
    String routeId;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.printOne(
                System.out,
                routes.routes().stream()
                        .filter(route -> route.routeId().equals(routeId))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no route '" + routeId + "'; route:list shows those there are")),
                json);
    }
}
