package io.karge.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "authorization", name = "clear", description = "Empties a station's authorization cache")
public final class AuthorizationClearCommand extends StationCommand {
    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        Force.require(
                force,
                "clear of station " + stationId + " makes every card unknown that could charge there offline, which");
        int tokens = Answers.of(gateway.clearAuthorizationCache(stationId, Who.of(session)));
        Done.print("station " + stationId + " has forgotten " + tokens + (tokens == 1 ? " token" : " tokens"), json);
    }
}
