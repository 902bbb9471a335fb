package io.karge.shell;

import io.karge.runtime.AuthorizationView;
import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "authorization",
        name = "list",
        description = "Lists the tokens in a station's authorization cache, or those that it refused lately")
public final class AuthorizationListCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--refused", description = "Lists who was refused since the station's start: when, by whom and why")
    boolean refused;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        AuthorizationView view = Answers.of(gateway.authorization(stationId));
        if (refused) {
            Rows.print(
                    System.out,
                    AuthorizationView.Refusal.class,
                    view.refusals(),
                    "Nobody was refused since the station's start",
                    json);
            return;
        }
        Rows.print(System.out, AuthorizationView.Token.class, view.tokens(), emptyText(view), json);
        if (!json && view.cacheAvailable() && !view.cacheEnabled()) {
            System.out.println("! the cache is switched off: AuthCacheCtrlr.Enabled is false");
        }
    }

    private static String emptyText(AuthorizationView view) {
        return view.cacheAvailable()
                ? "The cache is empty: it fills with the tokens that the CSMS says something about"
                : "The station keeps no authorization cache: its product has none, or karge-authorization is not"
                        + " installed";
    }
}
