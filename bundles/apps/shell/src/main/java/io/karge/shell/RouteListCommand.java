package io.karge.shell;

import io.karge.routes.RouteTable;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "route", name = "list", description = "Lists the Camel routes with their statistics")
public final class RouteListCommand implements Action {
    @Reference
    RouteTable routes;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Rows.print(System.out, RouteTable.RouteView.class, routes.routes(), "No station has routes yet", json);
        return null;
    }
}
