package io.karge.simulator;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Simulators on free loopback ports, with virtual time. */
final class SimulatorFixture implements AutoCloseable {
    final VirtualTime time = new VirtualTime();
    final Executor files;
    final ModbusServer server = new ModbusServer(new Threads().newBlockingSerial("modbus"));
    final List<SimulatedStation> stations = new ArrayList<>();
    private final Path folder;

    SimulatorFixture(Path folder) {
        this.folder = folder;
        this.files = time.newBlockingSerial("files");
    }

    /** Files are written at once, not when time is driven. */
    SimulatorFixture(Path folder, Executor files) {
        this.folder = folder;
        this.files = files;
    }

    SimulatedStation start(String name) {
        try {
            SimulatedStation station = SimulatedStation.start(
                    new SimulatorSettings(
                            HyperchargerModel.of("hyc-400-eu"),
                            new Nameplate(name, "CS-" + name, FirmwareVersion.parse("3.0.0"), folder),
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                    time,
                    files,
                    stateFile(name),
                    server);
            stations.add(station);
            return station;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StateFile stateFile(String name) {
        return new StateFile(folder.resolve(name + ".json"));
    }

    void remove(SimulatedStation station) {
        stations.remove(station);
        station.close();
    }

    /** Runs what the change asked for without letting time pass; it must complete by that. */
    StationView done(CompletionStage<StationView> change) {
        time.runUntilIdle();
        return change.toCompletableFuture().getNow(null);
    }

    @Override
    public void close() {
        List.copyOf(stations).forEach(this::remove);
    }
}
