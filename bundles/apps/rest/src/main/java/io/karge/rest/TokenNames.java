package io.karge.rest;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of the tokens that can be removed. */
@Service
public final class TokenNames implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = TokenFile.ofContainer().read().tokens().stream()
                .map(TokenFile.Named::name)
                .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
