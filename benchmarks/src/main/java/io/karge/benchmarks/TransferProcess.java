package io.karge.benchmarks;

import io.karge.routes.EmbeddedRoutes;
import io.karge.runtime.Machine;
import io.karge.security.PemCertificates;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that moves files as the gateway does, with 64 MiB of heap: each line on its standard input is an order, answered
 * with how long it took and what it needed. It ends with its standard input.
 */
final class TransferProcess {
    private static final long MINUTES = 30;
    private static final long LOOK_MILLIS = 250;
    private static final double MIB = 1 << 20;

    private TransferProcess() {}

    /**
     * What an order took.
     *
     * @param heapBefore MiB, after a collection
     * @param heapDuring the most MiB while it ran, each time after a collection
     */
    record Result(double seconds, double heapBefore, double heapDuring) {

        static Result read(String line) {
            String[] parts = line.split(" ", 3);
            return new Result(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
        }

        String line() {
            return String.format(Locale.ROOT, "%.3f %.3f %.3f", seconds, heapBefore, heapDuring);
        }
    }

    /** @param root whom TLS trusts */
    static ChildProcess start(Path folder, Path root) throws IOException {
        return ChildProcess.java(
                List.of("-Xms16m", "-Xmx64m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"),
                TransferProcess.class,
                folder.resolve("known_hosts"),
                root);
    }

    /**
     * Runs it.
     *
     * @param arguments the file of the host keys, the file of the root
     */
    public static void main(String[] arguments) throws Exception {
        Machine machine = new Machine();
        FileTransfers transfers =
                new EmbeddedRoutes().transfers(machine.time(), machine.workers(), Path.of(arguments[0]), true);
        List<X509Certificate> roots = PemCertificates.read(Files.readString(Path.of(arguments[1])), 1);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ", 3);
            Path file = Path.of(order[2]);
            System.out.println(move(
                            transfers,
                            order[0].equals("GET")
                                    ? TransferOrder.get(order[1], file, Long.MAX_VALUE, roots)
                                    : TransferOrder.put(order[1], file, roots))
                    .line());
        }
        System.exit(0);
    }

    private static Result move(FileTransfers transfers, TransferOrder order) throws Exception {
        double before = heap();
        double most = before;
        CompletableFuture<TransferOutcome> end = new CompletableFuture<>();
        long began = System.nanoTime();
        transfers.begin("S1", order, moved -> {}, end::complete);
        long giveUp = began + TimeUnit.MINUTES.toNanos(MINUTES);
        while (System.nanoTime() < giveUp) {
            try {
                TransferOutcome outcome = end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (outcome instanceof TransferOutcome.Failed failed) {
                    throw new IllegalStateException(order + ": " + failed.why());
                }
                return new Result((System.nanoTime() - began) / 1e9, before, most);
            } catch (TimeoutException goesOn) {
                most = Math.max(most, heap());
            }
        }
        throw new IllegalStateException(order + " takes more than " + MINUTES + " min");
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }
}
