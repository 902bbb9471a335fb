package io.karge.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.runtime.internal.time.SystemTime;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.testsystem.CsmsStation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * The CSMS, and who measures: starts a {@link FleetGateway} of N stations in a process of its own for each N, and prints
 * boot time, memory, answer times, throughput, and how long the fleet takes to come back after the CSMS was away.
 */
public final class Fleet {
    static final String PASSWORD = "benchmark-password-1";
    private static final int WARM_UP_CALLS = 20_000;
    private static final int CALLS = 20_000;
    private static final long LOAD_SECONDS = 5;
    private static final long PATIENCE_SECONDS = 120;
    private static final String ACTION = "GetVariables";
    private static final String PAYLOAD = """
            {"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""";

    private final int size;
    private final JsonNode payload;
    private final int port;
    private final SystemTime time = new SystemTime();
    private final Set<String> booted = ConcurrentHashMap.newKeySet();
    private CsmsServer csms;

    private Fleet(int size) throws Exception {
        this.size = size;
        payload = new ObjectMapper().readTree(PAYLOAD);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        csms = serve();
    }

    static String id(int station) {
        return "CS-" + station;
    }

    /**
     * Measures one fleet after the other and prints a line for each.
     *
     * @param arguments the sizes of the fleets; 1, 10, 100 and 1000 when there are none
     */
    public static void main(String[] arguments) throws Exception {
        List<String> sizes = arguments.length == 0 ? List.of("1", "10", "100", "1000") : List.of(arguments);
        System.out.printf(
                "%8s %10s %9s %9s %9s %8s %9s %9s %10s %10s %9s%n",
                "stations",
                "boot s",
                "RSS MiB",
                "heap MiB",
                "KiB each",
                "threads",
                "p50 ms",
                "p99 ms",
                "1 conn /s",
                "all /s",
                "return s");
        for (String size : sizes) {
            new Fleet(Integer.parseInt(size)).measure();
        }
        System.exit(0);
    }

    private CsmsServer serve() throws Exception {
        CsmsServer server =
                new CsmsServer("127.0.0.1", port, PASSWORD, new AcceptingBehaviour(time, 300, Set.of()), time);
        server.observe((station, request) -> {
            if (request instanceof BootNotificationRequest) {
                booted.add(station);
            }
        });
        server.start();
        return server;
    }

    private void measure() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "fleet");
        long began = System.nanoTime();
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetGateway.class.getName(),
                        Integer.toString(size),
                        csms.url(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers =
                        new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
                OutputStream questions = gateway.getOutputStream()) {
            await("the fleet boots", () -> booted.size() == size);
            double boot = seconds(began);
            CsmsStation one = csms.station(id(0)).orElseThrow();
            pingPong(one, WARM_UP_CALLS);
            long alone = System.nanoTime();
            Histogram answer = pingPong(one, CALLS);
            double perSecond = CALLS / seconds(alone);
            double all = load();
            questions.write('\n');
            questions.flush();
            String[] heapAndThreads = answers.readLine().split(" ", 2);
            long rss = resident(gateway.pid());
            double back = outage();
            System.out.printf(
                    Locale.ROOT,
                    "%8d %10.1f %9d %9.1f %9d %8s %9.3f %9.3f %10.0f %10.0f %9.1f%n",
                    size,
                    boot,
                    rss >> 10,
                    Integer.parseInt(heapAndThreads[0]) / 1024.0,
                    Integer.parseInt(heapAndThreads[0]) / size,
                    heapAndThreads[1],
                    answer.getValueAtPercentile(50) / 1e6,
                    answer.getValueAtPercentile(99) / 1e6,
                    perSecond,
                    all,
                    back);
        } finally {
            gateway.destroy();
            gateway.waitFor();
            csms.close();
        }
    }

    /** One call after the other on one connection; the times in nanoseconds. */
    private Histogram pingPong(CsmsStation station, int calls) throws Exception {
        Histogram times = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
        for (int call = 0; call < calls; call++) {
            long sent = System.nanoTime();
            station.call(ACTION, payload).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            times.recordValue(System.nanoTime() - sent);
        }
        return times;
    }

    /** All stations at once, one open call at each: answers in a second. */
    private double load() throws Exception {
        AtomicLong answered = new AtomicLong();
        Semaphore idle = new Semaphore(0);
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(LOAD_SECONDS);
        for (CsmsStation station : csms.stations()) {
            again(station, end, answered, idle);
        }
        idle.acquire(size);
        return answered.get() / seconds(began);
    }

    private void again(CsmsStation station, long end, AtomicLong answered, Semaphore idle) {
        station.call(ACTION, payload).whenCompleteAsync((answer, failure) -> {
            if (failure == null) {
                answered.incrementAndGet();
            }
            if (System.nanoTime() < end && failure == null) {
                again(station, end, answered, idle);
            } else {
                idle.release();
            }
        });
    }

    /** The CSMS goes and returns when every station has noticed; seconds until all are connected again. */
    private double outage() throws Exception {
        csms.close();
        AtomicInteger connected = new AtomicInteger();
        csms = serve();
        long back = System.nanoTime();
        await("the fleet is back", () -> {
            connected.set(csms.stations().size());
            return connected.get() == size;
        });
        return seconds(back);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + PATIENCE_SECONDS + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** The resident memory of a process in KiB, as Linux counts it. */
    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
