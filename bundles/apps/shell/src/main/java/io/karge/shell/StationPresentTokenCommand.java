package io.karge.shell;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import java.util.Arrays;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "station", name = "present-token", description = "Presents a token, as a card at the station's reader")
public final class StationPresentTokenCommand extends StationCommand {
    @Argument(index = 1, name = "idToken", description = "The token, such as the UID of a card", required = true)
    String idToken;

    @Option(name = "--type", description = "The type of the token; ISO14443 unless given")
    @Completion(
            value = StringsCompleter.class,
            caseSensitive = true,
            values = {"ISO14443", "ISO15693", "eMAID", "KeyCode", "MacAddress", "Local"})
    String type = "ISO14443";

    @Option(name = "--evse", description = "The EVSE that is meant; without it the station chooses")
    @Completion(EvseIds.class)
    int evseId;

    @Override
    protected void run() throws Exception {
        IdTokenEnumType kind = IdTokenEnumType.of(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + type + "' is no type of a token: " + Arrays.toString(IdTokenEnumType.values())));
        Answers.of(gateway.presentToken(stationId, evseId, IdTokenType.of(idToken, kind)));
        Done.print(
                "the token is presented at station " + stationId + ": station:transactions shows what came of it,"
                        + " authorization:list --refused who was refused and why",
                json);
    }
}
