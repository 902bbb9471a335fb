package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "simulator", name = "trap", description = "Switches a trap of real cabinets on or off")
public final class TrapCommand extends SimulatorCommand {
    @Argument(index = 1, name = "trap", required = true, description = "The trap")
    @Completion(
            value = StringsCompleter.class,
            values = {"zero-limit-fault", "limit-watchdog", "current-saturation", "connector-type", "single-master"})
    String trap = "";

    @Argument(index = 2, name = "state", required = true, description = "on or off")
    @Completion(
            value = StringsCompleter.class,
            values = {"on", "off"})
    String state = "";

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.trap(Labelled.parse(Trap.class, "trap", trap), isOn());
    }

    private boolean isOn() {
        if (!state.equals("on") && !state.equals("off")) {
            throw new IllegalArgumentException("'" + state + "' is neither on nor off");
        }
        return state.equals("on");
    }
}
