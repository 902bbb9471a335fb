package io.karge.simulator;

import io.karge.benchmarks.ChildProcess;
import io.karge.runtime.internal.time.SystemTime;
import io.karge.runtime.internal.time.SystemWorkers;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Simulated cabinets on loopback ports, without OSGi, in a process of their own. */
@NullMarked
public final class EmbeddedSimulators implements AutoCloseable {
    private final @Nullable ChildProcess process;
    private final List<Integer> ports;

    private EmbeddedSimulators(@Nullable ChildProcess process, List<Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /** No process and no port. */
    public static EmbeddedSimulators none() {
        return new EmbeddedSimulators(null, List.of());
    }

    /** Starts so many HYC 400 US, which keep their state in a folder that outlives them. */
    public static EmbeddedSimulators start(int count, Path folder) throws IOException {
        ChildProcess process = ChildProcess.java(List.of("-Xmx256m"), EmbeddedSimulators.class, count, folder);
        List<Integer> ports = new ArrayList<>();
        for (String port : process.ask("ports").split(" ", -1)) {
            ports.add(Integer.valueOf(port));
        }
        return new EmbeddedSimulators(process, ports);
    }

    /** The TCP ports, one for each cabinet. */
    public List<Integer> ports() {
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
        Path folder = Path.of(arguments[1]);
        WorkerPool workers = new SystemWorkers();
        ModbusServer server = new ModbusServer(workers.newBlockingSerial("simulator modbus"));
        SystemTime time = new SystemTime();
        StringBuilder ports = new StringBuilder();
        for (int station = 0; station < Integer.parseInt(arguments[0]); station++) {
            String name = "S-" + station;
            SimulatorSettings settings = new SimulatorSettings(
                    HyperchargerModel.of("hyc-400-us"),
                    new Nameplate(name, name, FirmwareVersion.parse("3.0.0"), null),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SimulatedStation started = SimulatedStation.start(
                    settings,
                    time,
                    workers.newBlockingSerial("simulator files"),
                    new StateFile(folder.resolve(name + ".json")),
                    server);
            ports.append(started.port()).append(' ');
        }
        while (System.in.read() >= 0) {
            if (ports.length() > 0) {
                System.out.println(ports.toString().strip());
                ports.setLength(0);
            }
        }
        System.exit(0);
    }
}
