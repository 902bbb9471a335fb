package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "simulator", name = "vehicle", description = "Has the vehicle stop or resume drawing energy")
public final class VehicleCommand extends EvseCommand {
    @Argument(index = 2, name = "state", required = true, description = "What it wants: suspended or charging")
    @Completion(
            value = StringsCompleter.class,
            values = {"suspended", "charging"})
    String state = "";

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.vehicle(evseId, state);
    }
}
