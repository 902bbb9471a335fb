package io.karge.shell;

import io.karge.runtime.Gateway;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the versions of the driver that the line names. */
@Service
public final class DriverVersions implements Completer {
    @Reference
    Gateway gateway;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String[] words = line.getArguments();
        List<String> versions = gateway.drivers().stream()
                .filter(driver -> words.length > 1 && driver.driver().equals(words[1]))
                .map(Gateway.DriverView::version)
                .toList();
        return new StringsCompleter(versions, true).complete(session, line, candidates);
    }
}
