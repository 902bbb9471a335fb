package io.karge.benchmarks.fleet;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.ChildProcess;
import io.karge.site.Distribution;
import io.karge.site.Products;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real distribution with four stations at simulated cabinets in the same container, started over and over: what a
 * start takes until the stub CSMS has accepted all four, then how soon a station answers and starts and stops
 * transactions, from the first request after a boot on.
 */
public final class Container {
    private static final String STATION = Products.stationId("hyc-400-us");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String START = "%-6s %8s %8s %12s %12s %8s%n";

    private final Distribution distribution;
    private final int port = Distribution.freePort(0);

    private Container(Distribution distribution) throws IOException {
        this.distribution = distribution;
    }

    /**
     * Runs it.
     *
     * @param arguments the folder of an unpacked distribution that was never started, and how often it is started again
     *     for each measurement
     */
    public static void main(String[] arguments) throws Exception {
        Distribution distribution = new Distribution(Path.of(arguments[0]).toAbsolutePath());
        int again = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        Runtime.getRuntime().addShutdownHook(new Thread(distribution::stop, "stop"));
        Container container = new Container(distribution);
        container.configure();
        container.measureStarts(again);
        new ContainerRequests(container).measure(again);
        System.exit(0);
    }

    private void configure() throws IOException {
        distribution.usePorts(0, 0);
        // One transaction after the other, as fast as it goes: the rate of what has piled up would be measured.
        distribution.files().write("io.karge.gateway.cfg", List.of("queueRate = 1000"));
        Products.addAll(distribution.files(), 0, "ws://127.0.0.1:" + port + "/ocpp", Fleet.PASSWORD);
    }

    private void measureStarts(int again) throws Exception {
        System.out.printf(START, "start", "s", "CPU s", "RSS MiB", "settled MiB", "threads");
        for (int start = 0; start <= again; start++) {
            String name = start == 0 ? "first" : "again";
            long began = System.nanoTime();
            run(csms -> printStart(name, distribution.process(), (System.nanoTime() - began) / 1e9));
        }
    }

    /** What is done with a distribution whose stations were accepted a moment ago. */
    interface Task {
        void run(StubCsms csms) throws Exception;
    }

    /** Starts the distribution, does the task and ends the distribution. */
    void run(Task task) throws Exception {
        try (StubCsms csms = new StubCsms(port)) {
            distribution.start();
            try {
                Await.until(
                        "the four stations are accepted", () -> csms.accepted() == Products.MODELS.size(), PATIENCE);
                task.run(csms);
            } finally {
                distribution.stop();
            }
        }
    }

    /** The station that is spoken to, and the name of its cabinet. */
    String station() {
        return STATION;
    }

    Distribution distribution() {
        return distribution;
    }

    private static void printStart(String name, ProcessHandle container, double seconds) throws Exception {
        double cpu = container.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        long resident = ChildProcess.residentMib(container.pid());
        Thread.sleep(SETTLING.toMillis());
        System.out.printf(
                START,
                name,
                "%.1f".formatted(seconds),
                "%.1f".formatted(cpu),
                resident,
                ChildProcess.residentMib(container.pid()),
                threads(container.pid()));
    }

    private static long threads(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.count();
        }
    }
}
