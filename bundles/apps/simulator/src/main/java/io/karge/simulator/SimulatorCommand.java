package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** A command that does something to one simulator and prints what can be seen of it afterwards. */
abstract class SimulatorCommand implements Action {
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
    public final @Nullable Object execute() throws Exception {
        StationView after = act(simulators.get(name)).toCompletableFuture().get();
        SimulatorRow.print(System.out, Stream.of(after), json);
        return null;
    }
}
