package io.karge.routes.internal;

import io.karge.driver.HardwareEvent;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.time.SystemWorkers;
import io.karge.station.HardwareBus.HardwareChannel;
import java.time.Instant;
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

/** One event from the driver's port through its Camel route until the station's loop, on another thread, has it. */
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
    private SystemWorkers workers;
    private EmbeddedBus camel;
    private HardwareChannel line;
    private long sent;

    @Setup
    public void start() throws Exception {
        workers = new SystemWorkers();
        EventLoop loop = new EventLoop("CS-1", workers.computing(), 1_000);
        camel = new EmbeddedBus();
        line = camel.bus().open("CS-1", event -> loop.post(served::incrementAndGet));
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
        camel.close();
        workers.stop();
    }
}
