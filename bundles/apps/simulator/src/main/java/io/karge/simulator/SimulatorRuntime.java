package io.karge.simulator;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What all simulators of the process share: the Modbus server, the thread for files and the folder for their state. */
@Component(service = SimulatorRuntime.class)
public final class SimulatorRuntime {
    static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private final TimeSource time;
    private final Executor files;
    private final Executor starts;
    private final ModbusServer server;
    private final Path base;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    @Activate
    public SimulatorRuntime(BundleContext context, @Reference TimeSource time, @Reference WorkerPool workers) {
        this(Path.of(baseOf(context)), time, workers);
    }

    SimulatorRuntime(Path base, TimeSource time, WorkerPool workers) {
        this.base = base;
        this.time = time;
        this.files = workers.newBlockingSerial("simulator files");
        this.starts = workers.newBlockingSerial("simulator starts");
        this.server = new ModbusServer(workers.newHardwareSerial("simulator modbus"));
    }

    private static String baseOf(BundleContext context) {
        String base = context.getProperty("karaf.base");
        return base == null ? "" : base;
    }

    /**
     * Starts a simulator. May block.
     *
     * @throws IllegalArgumentException when its cfg cannot be used; the message names key, value and remedy
     * @throws IOException when its port or its state file cannot be had now
     */
    SimulatedStation start(SimulatorConfig config) throws IOException {
        SimulatorSettings settings = SimulatorSettings.of(config, base);
        String name = settings.nameplate().name();
        if (!names.add(name)) {
            throw new IllegalArgumentException("name '" + name + "' is taken by another simulator: choose another");
        }
        try {
            StateFile stateFile = new StateFile(base.resolve("store/simulator").resolve(name + ".json"));
            return SimulatedStation.start(settings, time, files, stateFile, server);
        } catch (IOException | RuntimeException e) {
            names.remove(name);
            throw e;
        }
    }

    /** Has a simulator that could not be started tried again soon, on a thread that may block. */
    Cancellable soon(Runnable attempt) {
        return time.schedule(BETWEEN_ATTEMPTS, () -> starts.execute(attempt));
    }

    /** The time of day. */
    Instant now() {
        return time.wallClock();
    }

    void stop(SimulatedStation station) {
        station.close();
        names.remove(station.name());
    }
}
