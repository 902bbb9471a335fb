package io.karge.testsystem;

import io.karge.ocpp.Action;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the actions of OCPP. */
@Service
public final class ActionNames implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = Arrays.stream(Action.values()).map(Action::name).toList();
        return new StringsCompleter(names, true).complete(session, line, candidates);
    }
}
