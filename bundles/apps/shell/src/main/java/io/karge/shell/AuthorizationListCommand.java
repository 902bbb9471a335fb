package io.karge.shell;

import io.karge.runtime.AuthorizationView;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "authorization",
        name = "list",
        description = "Lists the tokens in a station's authorization cache, or those that it refused lately")
public final class AuthorizationListCommand extends StationCommand {
    @Option(name = "--refused", description = "Lists who was refused since the station's start: when, by whom and why")
    boolean refused;

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
        if (json) {
            Rows.print(System.out, AuthorizationView.Token.class, view.tokens(), "", true);
            return;
        }
        Rows.print(System.out, Row.class, view.tokens().stream().map(Row::of).toList(), emptyText(view), false);
        if (view.cacheAvailable() && !view.cacheEnabled()) {
            Lines.print(System.out, "! the cache is switched off: AuthCacheCtrlr.Enabled is false");
        }
    }

    /** What fits a table. */
    private record Row(
            String token,
            String status,
            @Nullable String group,
            List<Integer> evseIds,
            Instant updated,
            @Nullable Instant expires) {
        static Row of(AuthorizationView.Token token) {
            return new Row(
                    token.token(),
                    token.status() + (token.valid() ? "" : ", not valid"),
                    token.group(),
                    token.evseIds(),
                    token.updated(),
                    token.expires());
        }
    }

    private static String emptyText(AuthorizationView view) {
        return view.cacheAvailable()
                ? "The cache is empty: it fills with the tokens that the CSMS says something about"
                : "The station keeps no authorization cache: its product has none, or karge-authorization is not"
                        + " installed";
    }
}
