package io.karge.shell;

import io.karge.routes.RouteTable;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "route", name = "list", description = "Lists the Camel routes with their statistics")
public final class RouteListCommand extends ConsoleCommand {
    @Reference
    RouteTable routes;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.print(System.out, RouteTable.RouteView.class, routes.routes(), "No station has routes yet", json);
    }
}
