package io.karge.simulator;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "simulator", name = "list", description = "Lists the simulated cabinets and their EVSEs")
public final class ListCommand implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // the shell sets it
    Simulators simulators;

    @Option(name = "--json", description = "Print JSON")
    boolean json;

    @Override
    public @Nullable Object execute() {
        SimulatorRow.print(System.out, simulators.all().stream().map(SimulatedStation::view), json);
        return null;
    }
}
