package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "simulator", name = "present-token", description = "Holds a card to the reader")
public final class PresentTokenCommand extends SimulatorCommand {
    @Argument(index = 1, name = "idToken", required = true, description = "The UID in hexadecimal")
    String idToken = "";

    @Option(name = "--type", description = "ISO14443 or ISO15693")
    @Completion(
            value = StringsCompleter.class,
            values = {"ISO14443", "ISO15693"})
    String type = "ISO14443";

    @Option(name = "--evse", description = "The EVSE chosen on the display, 0 if none")
    int evseId;

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.presentToken(idToken, ControlApi.tokenType(type), evseId);
    }
}
