package io.karge.simulator;

import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Simulated cabinets on loopback ports that nobody has, for programs without OSGi. */
public final class LoopbackSimulators implements AutoCloseable {
    private final List<SimulatedStation> cabinets = new ArrayList<>();

    private LoopbackSimulators() {}

    /**
     * Powers up so many cabinets, called S-0, S-1 and so on.
     *
     * @param model such as {@code hyc-400-us}
     * @param folder where they keep their state
     * @throws IOException when a port or a file cannot be had; nothing is left open
     */
    public static LoopbackSimulators start(String model, int count, Path folder, TimeSource time, WorkerPool workers)
            throws IOException {
        LoopbackSimulators started = new LoopbackSimulators();
        ModbusServer server = new ModbusServer(workers.newHardwareSerial("simulator modbus"));
        Executor files = workers.newBlockingSerial("simulator files");
        try {
            for (int cabinet = 0; cabinet < count; cabinet++) {
                String name = "S-" + cabinet;
                SimulatorSettings settings = new SimulatorSettings(
                        HyperchargerModel.of(model),
                        new Nameplate(name, name, FirmwareVersion.parse("3.0.0"), null),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                StateFile state = new StateFile(folder.resolve(name + ".json"));
                started.cabinets.add(SimulatedStation.start(settings, time, files, state, server));
            }
        } catch (IOException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** The TCP ports, one for each cabinet. */
    public List<Integer> ports() {
        return cabinets.stream().map(SimulatedStation::port).toList();
    }

    /** Saves the state of the cabinets and lets go of their ports. */
    @Override
    public void close() {
        cabinets.forEach(SimulatedStation::close);
    }
}
