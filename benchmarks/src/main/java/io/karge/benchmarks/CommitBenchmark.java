package io.karge.benchmarks;

import io.karge.runtime.Machine;
import io.karge.storage.DurableStores;
import io.karge.storage.OpenStore;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Until a queued event of each station is on the disk, when that many stations write at the same moment. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@NullUnmarked
public class CommitBenchmark {
    private static final int EVENT_BYTES = 700;
    private static final int SLOTS = 64;

    @Param({"1", "100"})
    int stations;

    private final List<StoreWriter> writers = new ArrayList<>();
    private TemporaryFolder folder;
    private Machine machine;
    private OpenStore store;
    private int slot;

    @Setup
    public void open() throws IOException {
        folder = new TemporaryFolder("commit-benchmark");
        machine = new Machine();
        store = DurableStores.open(folder.path().resolve("karge.db"), machine.time());
        for (int station = 0; station < stations; station++) {
            writers.add(store.newWriter());
        }
    }

    @Benchmark
    public void commit() throws InterruptedException {
        CountDownLatch committed = new CountDownLatch(stations);
        slot = (slot + 1) % SLOTS;
        for (int station = 0; station < stations; station++) {
            Write event = Write.put("station/" + station + "/transactions/event/" + slot, new byte[EVENT_BYTES]);
            writers.get(station).commit(List.of(event), result -> committed.countDown());
        }
        committed.await();
    }

    @TearDown
    public void close() throws Exception {
        store.close();
        machine.close();
        writers.clear();
        folder.close();
    }
}
