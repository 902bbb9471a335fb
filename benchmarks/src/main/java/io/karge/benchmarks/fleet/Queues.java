package io.karge.benchmarks.fleet;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.TemporaryFolder;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.embedded.EmbeddedGateway;
import io.karge.runtime.Machine;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.station.QueueLimits;
import io.karge.storage.CommitResult;
import io.karge.storage.DurableStores;
import io.karge.storage.OpenStore;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Events that wait for the CSMS, many of them: what they take of memory and of the start, and how fast they leave. */
public final class Queues {
    private static final String DRIVER = "benchmark";
    private static final QueueLimits LIMITS = new QueueLimits(1_000_000, 1_000);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int BATCH = 500;
    private static final String ROW = "%10s %12s %10s %12s %12s %14s %14s%n";

    private Queues() {}

    /**
     * Runs it.
     *
     * @param arguments pairs of how many stations, and how many events each
     */
    public static void main(String[] arguments) throws Exception {
        List<String> numbers = arguments.length == 0 ? List.of("1", "100000", "1000", "100") : List.of(arguments);
        System.out.printf(
                ROW,
                "stations",
                "events each",
                "start s",
                "heap MiB",
                "drained MiB",
                "first quarter/s",
                "last quarter/s");
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            try (TemporaryFolder folder = new TemporaryFolder("queues")) {
                measure(folder.path(), Integer.parseInt(numbers.get(i)), Integer.parseInt(numbers.get(i + 1)));
            }
        }
        System.exit(0);
    }

    private static void measure(Path folder, int stations, int events) throws Exception {
        fill(folder, stations, events);
        try (StubCsms csms = new StubCsms(0);
                EmbeddedGateway embedded = EmbeddedGateway.inFolder(folder, LIMITS)) {
            StationGateway gateway = embedded.gateway();
            Hyc400Us product = new Hyc400Us();
            gateway.addDriver(DRIVER, new InMemoryDriverFactory(product.model(), product.product()), "benchmark");
            long began = System.nanoTime();
            for (int station = 0; station < stations; station++) {
                gateway.putStation(StationConfig.of(
                        Fleet.id(station),
                        DRIVER,
                        URI.create("memory:" + station),
                        URI.create(csms.url()),
                        Fleet.PASSWORD));
            }
            Await.until("all are accepted", () -> csms.accepted() == stations, PATIENCE);
            double start = seconds(began);
            long heap = heapMib();
            long all = waiting(gateway);
            double first = rate(gateway, all, all * 3 / 4);
            Await.until("half has left", () -> waiting(gateway) <= all / 4, PATIENCE);
            double last = rate(gateway, waiting(gateway), 0);
            System.out.printf(
                    ROW,
                    stations,
                    events,
                    "%.1f".formatted(start),
                    heap,
                    heapMib(),
                    "%.0f".formatted(first),
                    "%.0f".formatted(last));
        }
    }

    private static double rate(StationGateway gateway, long from, long to) throws Exception {
        long began = System.nanoTime();
        Await.until("so many have left", () -> waiting(gateway) <= to, PATIENCE);
        return (from - waiting(gateway)) / seconds(began);
    }

    private static long waiting(StationGateway gateway) {
        return gateway.stations().toCompletableFuture().join().stream()
                .mapToLong(station -> station.queue().length())
                .sum();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long heapMib() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /** As the transactions block stores what waits. */
    private static void fill(Path folder, int stations, int events) throws Exception {
        try (Machine machine = new Machine();
                OpenStore store = DurableStores.open(folder.resolve("karge.db"), machine.time())) {
            store.load("none");
            StoreWriter writer = store.newWriter();
            for (int station = 0; station < stations; station++) {
                List<Write> batch = new ArrayList<>();
                for (int event = 0; event < events; event++) {
                    batch.add(Write.put(
                            "station/" + Fleet.id(station) + "/transactions/queue/" + event,
                            entry(station, event, events).getBytes(StandardCharsets.UTF_8)));
                    if (batch.size() == BATCH || event == events - 1) {
                        commit(writer, List.copyOf(batch));
                        batch.clear();
                    }
                }
            }
        }
    }

    private static void commit(StoreWriter writer, List<Write> batch) {
        CompletableFuture<CommitResult> done = new CompletableFuture<>();
        writer.commit(batch, done::complete);
        if (done.join() instanceof CommitResult.Failed failed) {
            throw new IllegalStateException("the store takes nothing: " + failed.why());
        }
    }

    private static String entry(int station, int seqNo, int events) {
        String type = seqNo == 0 ? "Started" : seqNo == events - 1 ? "Ended" : "Updated";
        return """
                {"v":2,"data":{"order":%d,"messageId":"%s","sent":false,"failures":0,"item":{"v":1,"data":{"event":\
                {"eventType":"%s","timestamp":"2026-01-01T00:00:00Z","triggerReason":"MeterValuePeriodic","seqNo":%d,\
                "transactionInfo":{"transactionId":"TX-%d"},"meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[\
                {"value":1234.5,"context":"SamplePeriodic","measurand":"EnergyActiveImportRegister"},\
                {"value":11000,"context":"SamplePeriodic","measurand":"PowerActiveImport"},\
                {"value":400.1,"context":"SamplePeriodic","measurand":"Voltage"},\
                {"value":27.5,"context":"SamplePeriodic","measurand":"CurrentImport"}]}],"offline":true}}},\
                "action":"TransactionEvent"}}""".formatted(seqNo, UUID.randomUUID(), type, seqNo, station);
    }
}
