package io.karge.simulator;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of the simulators. */
@Service
public final class SimulatorNames implements Completer {
    @Reference
    @SuppressWarnings("NullAway.Init") // the shell sets it
    Simulators simulators;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names =
                simulators.all().stream().map(SimulatedStation::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
