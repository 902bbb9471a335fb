package io.karge.simulator;

import io.karge.shell.table.ConsoleCommand;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** A command that does something to one simulator and prints what can be seen of it afterwards. */
abstract class SimulatorCommand extends ConsoleCommand {
    @Reference
    @SuppressWarnings("NullAway.Init") // the shell sets it
    Simulators simulators;

    @Argument(index = 0, name = "name", required = true, description = "The simulator")
    @Completion(SimulatorNames.class)
    String name = "";

    @Option(name = "--json", description = "Print JSON")
    boolean json;

    abstract CompletionStage<StationView> act(SimulatedStation station);

    /** Waits until the hardware has done it and a connected master has polled it. */
    @Override
    protected final void run() throws Exception {
        StationView after = act(simulators.get(name)).toCompletableFuture().get();
        SimulatorRow.print(System.out, Stream.of(after), json);
    }
}
