package io.karge.shell;

import io.karge.runtime.Gateway;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the EVSEs of the station that the line names. */
@Service
public final class EvseIds implements Completer {
    @Reference
    Gateway gateway;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids = LineStation.of(line, gateway, gateway::station)
                .map(station -> station.evses().stream()
                        .map(evse -> String.valueOf(evse.evseId()))
                        .toList())
                .orElse(List.of());
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
