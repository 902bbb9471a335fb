package io.karge.shell;

import io.karge.runtime.Gateway;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the variables of the component that the line names after its station. */
@Service
public final class VariableNames implements Completer {
    @Reference
    Gateway gateway;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String[] words = line.getArguments();
        List<String> names = words.length <= LineStation.INDEX + 1
                ? List.of()
                : LineStation.of(line, gateway, station -> gateway.variables(station, words[LineStation.INDEX + 1]))
                        .map(all -> all.stream()
                                .map(data -> data.variable().name())
                                .distinct()
                                .toList())
                        .orElse(List.of());
        return new StringsCompleter(names, true).complete(session, line, candidates);
    }
}
