package io.karge.benchmarks;

import io.karge.driver.HardwareEvent;
import io.karge.routes.EmbeddedRoutes;
import io.karge.runtime.Machine;
import io.karge.station.HardwareBus.HardwareChannel;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event from the driver's port through its Camel route until one of the threads that serve the stations' loops has
 * it.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@NullUnmarked
public class HardwareEventBenchmark {
    private static final HardwareEvent PLUGGED =
            new HardwareEvent.CableChanged(Instant.parse("2026-01-01T00:00:00Z"), 1, true);

    private final AtomicLong served = new AtomicLong();
    private Machine machine;
    private EmbeddedRoutes routes;
    private HardwareChannel line;
    private long sent;

    @Setup
    public void start() throws Exception {
        machine = new Machine();
        Executor loop = machine.workers().computing();
        routes = new EmbeddedRoutes();
        line = routes.bus().open("CS-1", event -> loop.execute(served::incrementAndGet));
    }

    @Benchmark
    public void event() {
        line.post(PLUGGED);
        sent++;
        while (served.get() < sent) {
            Thread.onSpinWait();
        }
    }

    @TearDown
    public void stop() {
        routes.close();
        machine.close();
    }
}
