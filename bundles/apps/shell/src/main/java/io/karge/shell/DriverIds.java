package io.karge.shell;

import io.karge.runtime.Gateway;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the ids of installed drivers. */
@Service
public final class DriverIds implements Completer {
    @Reference
    Gateway gateway;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids = gateway.drivers().stream()
                .map(Gateway.DriverView::driver)
                .distinct()
                .toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
