package io.karge.simulator;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "simulator", name = "power-cycle", description = "Takes the power of a cabinet away and gives it back")
public final class PowerCycleCommand extends SimulatorCommand {
    @Option(name = "--seconds", description = "How long it is without power")
    int seconds = 3;

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.powerCycle(Duration.ofSeconds(seconds));
    }
}
