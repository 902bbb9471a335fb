package io.karge.shell;

import io.karge.runtime.Gateway;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the components of the station that the line names. */
@Service
public final class ComponentNames implements Completer {
    @Reference
    Gateway gateway;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = LineStation.of(line, gateway, station -> gateway.variables(station, null))
                .map(all -> all.stream()
                        .map(data -> data.component().name())
                        .distinct()
                        .toList())
                .orElse(List.of());
        return new StringsCompleter(names, true).complete(session, line, candidates);
    }
}
