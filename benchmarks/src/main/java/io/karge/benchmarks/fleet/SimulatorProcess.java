package io.karge.benchmarks.fleet;

import io.karge.benchmarks.ChildProcess;
import io.karge.runtime.Machine;
import io.karge.simulator.LoopbackSimulators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Simulated cabinets in a process of their own. */
public final class SimulatorProcess implements AutoCloseable {
    private final @Nullable ChildProcess process;
    private final List<Integer> ports;

    private SimulatorProcess(@Nullable ChildProcess process, List<Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /** No process and no port. */
    static SimulatorProcess none() {
        return new SimulatorProcess(null, List.of());
    }

    /** Starts so many HYC 400 US, which keep their state in a folder that outlives them. */
    static SimulatorProcess start(int count, Path folder) throws IOException {
        ChildProcess process = ChildProcess.java(List.of("-Xmx256m"), SimulatorProcess.class, count, folder);
        List<Integer> ports = Stream.of(process.ask("ports").split(" ", -1))
                .map(Integer::valueOf)
                .toList();
        return new SimulatorProcess(process, ports);
    }

    /** The TCP ports, one for each cabinet. */
    List<Integer> ports() {
        return ports;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    /**
     * The process: answers the first line with the ports and ends with its standard input.
     *
     * @param arguments how many cabinets, the folder for their state
     */
    public static void main(String[] arguments) throws IOException {
        Machine machine = new Machine();
        LoopbackSimulators cabinets = LoopbackSimulators.start(
                "hyc-400-us", Integer.parseInt(arguments[0]), Path.of(arguments[1]), machine.time(), machine.workers());
        boolean told = false;
        while (System.in.read() >= 0) {
            if (!told) {
                System.out.println(
                        cabinets.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")));
                told = true;
            }
        }
        System.exit(0);
    }
}
