package io.karge.shell;

import io.karge.routes.RouteTable;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes route ids. */
@Service
public final class RouteIds implements Completer {
    @Reference
    RouteTable routes;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids =
                routes.routes().stream().map(RouteTable.RouteView::routeId).toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
