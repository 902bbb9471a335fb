package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "simulator", name = "link", description = "Sets how the Modbus side of a cabinet behaves")
public final class LinkCommand extends SimulatorCommand {
    @Argument(index = 1, name = "mode", required = true, description = "The behaviour")
    @Completion(
            value = StringsCompleter.class,
            values = {"ok", "down", "silent", "exceptions", "garbage"})
    String mode = "";

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.link(Labelled.parse(LinkMode.class, "mode", mode));
    }
}
