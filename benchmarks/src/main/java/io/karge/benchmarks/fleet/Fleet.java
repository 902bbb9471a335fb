package io.karge.benchmarks.fleet;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.ChildProcess;
import io.karge.benchmarks.TemporaryFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Measures gateways of N stations, each in a process of its own, against the stub CSMS in this one: boot time, memory,
 * answer times, throughput, remote starts, and how long the fleet takes to come back after the CSMS was away.
 */
public final class Fleet {
    static final String PASSWORD = "benchmark-password-1";
    private static final String MODBUS = "--modbus";
    private static final int WARM_UP_CALLS = 20_000;
    private static final int CALLS = 20_000;
    private static final int WARM_UP_STARTS = 300;
    private static final int STARTS = 500;
    private static final Duration LOAD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double MILLI = 1e6;

    private final int size;
    private final boolean modbus;
    private StubCsms csms = new StubCsms(0);

    private Fleet(int size, boolean modbus) throws Exception {
        this.size = size;
        this.modbus = modbus;
    }

    static String id(int station) {
        return "CS-" + station;
    }

    /**
     * Measures one fleet after the other and prints a line for each.
     *
     * @param arguments {@code --modbus} for simulated cabinets in a third process instead of drivers in memory; the sizes
     *     of the fleets, 1, 10, 100 and with drivers in memory 1000 when there are none
     */
    public static void main(String[] arguments) throws Exception {
        boolean modbus = List.of(arguments).contains(MODBUS);
        List<String> sizes = Arrays.stream(arguments)
                .filter(argument -> !argument.equals(MODBUS))
                .toList();
        if (sizes.isEmpty()) {
            sizes = modbus ? List.of("1", "10", "100") : List.of("1", "10", "100", "1000");
        }
        Row.head();
        for (String size : sizes) {
            new Fleet(Integer.parseInt(size), modbus).measure();
        }
        System.exit(0);
    }

    private void measure() throws Exception {
        try (TemporaryFolder folder = new TemporaryFolder("fleet");
                SimulatorProcess simulators =
                        modbus ? SimulatorProcess.start(size, folder.path()) : SimulatorProcess.none()) {
            long began = System.nanoTime();
            try (ChildProcess gateway = FleetGateway.start(size, csms.url(), folder.path(), simulators.ports())) {
                Await.until("the fleet boots", () -> csms.accepted() == size, PATIENCE);
                new Row(size, seconds(began), measure(gateway)).print();
            }
        } finally {
            csms.close();
        }
    }

    private List<String> measure(ChildProcess gateway) throws Exception {
        List<String> cells = new ArrayList<>();
        StubStation one = csms.station(id(0)).orElseThrow();
        ask(one, WARM_UP_CALLS);
        Duration cpuBefore = gateway.cpu();
        long alone = System.nanoTime();
        Histogram answers = ask(one, CALLS);
        double perSecond = CALLS / seconds(alone);
        double cpuMicros = gateway.cpu().minus(cpuBefore).toNanos() / 1e3 / CALLS;
        start(one, WARM_UP_STARTS);
        RemoteStarts starts = start(one, STARTS);
        double all = load();
        String[] heapAndThreads = gateway.ask("heap and threads").split(" ", 2);
        long heapKib = Long.parseLong(heapAndThreads[0]);
        long resident = gateway.residentMib();
        cells.add("%d".formatted(resident));
        cells.add("%.1f".formatted(heapKib / 1024.0));
        cells.add("%d".formatted(heapKib / size));
        cells.add(heapAndThreads[1]);
        cells.add("%.3f".formatted(answers.getValueAtPercentile(50) / MILLI));
        cells.add("%.3f".formatted(answers.getValueAtPercentile(99) / MILLI));
        cells.add("%.0f".formatted(perSecond));
        cells.add("%.0f".formatted(cpuMicros));
        cells.add("%.0f".formatted(all));
        cells.add("%.2f".formatted(starts.responses().getValueAtPercentile(50) / MILLI));
        cells.add("%.2f".formatted(starts.events().getValueAtPercentile(50) / MILLI));
        cells.add("%.2f".formatted(starts.events().getValueAtPercentile(99) / MILLI));
        cells.add("%.1f".formatted(outage()));
        return cells;
    }

    private Histogram ask(StubStation station, int calls) throws Exception {
        int[] left = {calls};
        return csms.complete(() -> Conversation.begin(station, () -> left[0]-- > 0), PATIENCE);
    }

    private RemoteStarts start(StubStation station, int count) throws Exception {
        return csms.complete(() -> RemoteStarts.begin(station, count, false), PATIENCE);
    }

    /** All stations at once, one open call at each: answers in a second. */
    private double load() throws Exception {
        List<CompletableFuture<Histogram>> all = new ArrayList<>();
        long began = System.nanoTime();
        long end = began + LOAD.toNanos();
        csms.complete(
                () -> {
                    csms.stations()
                            .forEach(station -> all.add(Conversation.begin(station, () -> System.nanoTime() < end)));
                    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
                },
                PATIENCE);
        long answered =
                all.stream().mapToLong(each -> each.join().getTotalCount()).sum();
        return answered / seconds(began);
    }

    /** The CSMS goes and returns at once; seconds until all are connected again. */
    private double outage() throws Exception {
        int port = csms.port();
        csms.close();
        csms = new StubCsms(port);
        long back = System.nanoTime();
        Await.until("the fleet is back", () -> csms.connections() == size, PATIENCE);
        return seconds(back);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** One line of the table. */
    private record Row(int size, double bootSeconds, List<String> cells) {
        private static final String HEAD = "%8s %7s %8s %9s %9s %8s %7s %7s %9s %7s %8s %9s %9s %9s %9s%n";

        static void head() {
            System.out.printf(
                    HEAD,
                    "stations",
                    "boot s",
                    "RSS MiB",
                    "heap MiB",
                    "KiB each",
                    "threads",
                    "p50 ms",
                    "p99 ms",
                    "1 conn /s",
                    "CPU us",
                    "all /s",
                    "resp ms",
                    "start p50",
                    "start p99",
                    "return s");
        }

        void print() {
            List<Object> row = new ArrayList<>();
            row.add(size);
            row.add(String.format(Locale.ROOT, "%.1f", bootSeconds));
            row.addAll(cells);
            System.out.printf(HEAD, row.toArray());
        }
    }
}
