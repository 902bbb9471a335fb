package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "simulator", name = "stop-button", description = "Presses the stop button of an EVSE")
public final class StopButtonCommand extends EvseCommand {
    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.stopButton(evseId);
    }
}
