package io.karge.benchmarks.fleet;

import io.karge.benchmarks.ChildProcess;
import io.karge.site.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the real distribution with four stations at simulated cabinets in the same container, and prints how long it
 * takes until all four are accepted by the stub CSMS, and what the process needs: first as on a new machine, then again.
 */
public final class ContainerStart {
    private static final List<String> MODELS = List.of("hyc-400-us", "hyc-200-us", "hyc-400-eu", "hyc-200-eu");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String ROW = "%-6s %8s %8s %12s %12s %8s%n";

    private ContainerStart() {}

    /**
     * Runs it.
     *
     * @param arguments the folder of an unpacked distribution that was never started, and how often it is started again
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        int again = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        Distribution distribution = new Distribution(home);
        distribution.usePorts(0, 0);
        System.out.printf(ROW, "start", "s", "CPU s", "RSS MiB", "settled MiB", "threads");
        try (StubCsms reserved = new StubCsms(0)) {
            for (String model : MODELS) {
                distribution.files().addStation(model, model, Distribution.freePort(0), reserved.url(), Fleet.PASSWORD);
            }
            measure("first", distribution, reserved);
        }
        for (int start = 0; start < again; start++) {
            try (StubCsms csms = new StubCsms(port(distribution))) {
                measure("again", distribution, csms);
            }
        }
        System.exit(0);
    }

    private static int port(Distribution distribution) throws IOException {
        return distribution.files().lines("io.karge.station-" + MODELS.get(0) + ".cfg").stream()
                .filter(line -> line.startsWith("csmsUrl"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*:(\\d+)/.*", "$1")))
                .findFirst()
                .orElseThrow();
    }

    private static void measure(String name, Distribution distribution, StubCsms csms) throws Exception {
        long began = System.nanoTime();
        distribution.start();
        try {
            ProcessHandle container = ProcessHandle.current()
                    .children()
                    .max(Comparator.comparing(
                            child -> child.info().startInstant().orElseThrow()))
                    .orElseThrow();
            Fleet.await("the four stations are accepted", () -> csms.accepted() == MODELS.size(), PATIENCE);
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpu =
                    container.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            long resident = ChildProcess.residentMib(container.pid());
            Thread.sleep(SETTLING.toMillis());
            System.out.printf(
                    ROW,
                    name,
                    "%.1f".formatted(seconds),
                    "%.1f".formatted(cpu),
                    resident,
                    ChildProcess.residentMib(container.pid()),
                    threads(container.pid()));
        } finally {
            distribution.stop();
        }
    }

    private static long threads(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.count();
        }
    }
}
