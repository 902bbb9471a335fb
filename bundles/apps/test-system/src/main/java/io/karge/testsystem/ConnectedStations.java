package io.karge.testsystem;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the ids of the stations that are connected to the test system. */
@Service
public final class ConnectedStations implements Completer {
    @Reference
    private TestSystem testSystem;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids = testSystem.server().stations().stream()
                .map(CsmsStation::stationId)
                .toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
