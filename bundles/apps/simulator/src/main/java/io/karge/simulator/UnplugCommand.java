package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "simulator", name = "unplug", description = "Pulls the cable of an EVSE out of its vehicle")
public final class UnplugCommand extends EvseCommand {
    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.unplug(evseId);
    }
}
