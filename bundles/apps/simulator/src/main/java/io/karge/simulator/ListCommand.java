package io.karge.simulator;

import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "simulator", name = "list", description = "Lists the simulated cabinets and their EVSEs")
public final class ListCommand extends ConsoleCommand {
    @Reference
    @SuppressWarnings("NullAway.Init") // the shell sets it
    Simulators simulators;

    @Option(name = "--json", description = "Print JSON")
    boolean json;

    @Override
    protected void run() {
        SimulatorRow.print(System.out, simulators.all().stream().map(SimulatedStation::view), json);
    }
}
