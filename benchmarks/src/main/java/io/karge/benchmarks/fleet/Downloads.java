package io.karge.benchmarks.fleet;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.ChildProcess;
import io.karge.benchmarks.LargeFiles;
import io.karge.benchmarks.TemporaryFolder;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.transfer.testkit.HttpFileServer;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Files that a gateway moves: a large one over each protocol, and firmware that all stations of a fleet fetch at once, while
 * the CSMS asks them things: how many downloads run at once, and how late the stations answer.
 */
public final class Downloads {
    private static final int LARGE_MIB = 1024;
    private static final int STATIONS = 50;
    private static final int IMAGE_MIB = 64;
    private static final int WARM_UP_CALLS = 20_000;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final double MILLI = 1e6;
    /** Octets a second. */
    private static final long GIGABIT_LINK = 118_000_000;

    private static final long UNBOUNDED = Long.MAX_VALUE;

    private static final String ROW = "%-28s %9s %9s %9s %9s%n";

    private static final TestAuthority MANUFACTURER = TestAuthority.root("Benchmark Manufacturer");
    private static final Credentials SIGNER = MANUFACTURER.firmwareSigner(
            CertificateOrder.server("Firmware Signing").withNames());

    private final int size;
    private final long octetsPerSecond;
    private final byte[] image;
    private final StubCsms csms = new StubCsms(0);

    private Downloads(int size, int mib, long octetsPerSecond) throws Exception {
        this.size = size;
        this.octetsPerSecond = octetsPerSecond;
        image = new byte[mib << 20];
        new Random(1).nextBytes(image);
    }

    /**
     * Measures both; the firmware comes over a link of 1 Gbit/s, and then as fast as it can.
     *
     * @param arguments how many stations fetch, how many MiB; and how many MiB the large file has; 50, 64 and 1024 without
     */
    public static void main(String[] arguments) throws Exception {
        List<String> numbers = List.of(arguments);
        int stations = numbers.isEmpty() ? STATIONS : Integer.parseInt(numbers.get(0));
        int mib = numbers.size() < 2 ? IMAGE_MIB : Integer.parseInt(numbers.get(1));
        LargeFiles.measure(numbers.size() < 3 ? LARGE_MIB : Integer.parseInt(numbers.get(2)));
        System.out.println();
        new Downloads(stations, mib, GIGABIT_LINK).measure();
        new Downloads(stations, mib, UNBOUNDED).measure();
        System.exit(0);
    }

    private void measure() throws Exception {
        try (TemporaryFolder folder = new TemporaryFolder("downloads");
                HttpFileServer server = HttpFileServer.http(folder.path().resolve("server"));
                Link link = new Link(server.port(), octetsPerSecond);
                ChildProcess gateway = FleetGateway.start(
                        size, csms.url(), Files.createDirectories(folder.path().resolve("gateway")), List.of())) {
            server.serve("image", image);
            Await.until("the fleet boots", () -> csms.accepted() == size, PATIENCE);
            List<StubStation> stations = new ArrayList<>();
            csms.stations().forEach(stations::add);
            call(
                    stations,
                    "InstallCertificate",
                    "{\"certificateType\":\"ManufacturerRootCertificate\",\"certificate\":"
                            + pem(List.of(MANUFACTURER.certificate())) + "}");
            int[] left = {WARM_UP_CALLS};
            csms.complete(() -> Conversation.begin(stations.get(0), () -> left[0]-- > 0), PATIENCE);
            measure(gateway, server, link, stations);
        } finally {
            csms.close();
        }
    }

    private void measure(ChildProcess gateway, HttpFileServer server, Link link, List<StubStation> stations)
            throws Exception {
        try (Probe probe = new Probe(csms, stations)) {
            CompletableFuture<Object> quiet = new CompletableFuture<>();
            quiet.completeOnTimeout("over", QUIET.toSeconds(), TimeUnit.SECONDS);
            System.out.printf(ROW, "answers, ms", "p50", "p99", "most", "RSS MiB");
            row("nothing moves", probe.until(quiet, PATIENCE), gateway);

            CompletableFuture<Object> fetched = fetchedBy(stations);
            long began = System.nanoTime();
            CompletableFuture<Double> seconds = fetched.thenApply(all -> (System.nanoTime() - began) / 1e9);
            boolean bounded = octetsPerSecond != UNBOUNDED;
            String location = server.url("image");
            String over = bounded ? location.replace(":" + server.port() + "/", ":" + link.port() + "/") : location;
            call(stations, "UpdateFirmware", update(over));
            row(bounded ? "all fetch over 1 Gbit/s" : "all fetch, no bound", probe.until(fetched, PATIENCE), gateway);
            System.out.printf(
                    Locale.ROOT,
                    "fetched and verified in %.1f s, %.0f MiB/s; at most %d downloads at once, %d in all%n",
                    seconds.get(),
                    size * (image.length >> 20) / seconds.get(),
                    server.mostAtOnce(),
                    server.transfers());
        }
    }

    private static void row(String what, Histogram times, ChildProcess gateway) {
        System.out.printf(
                Locale.ROOT,
                ROW,
                what,
                "%.2f".formatted(times.getValueAtPercentile(50) / MILLI),
                "%.2f".formatted(times.getValueAtPercentile(99) / MILLI),
                "%.2f".formatted(times.getMaxValue() / MILLI),
                gateway.residentMib());
    }

    /** Done when all stations have said that the signature of their image is right. */
    private CompletableFuture<Object> fetchedBy(List<StubStation> stations) {
        CompletableFuture<Object> all = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(stations.size());
        csms.execute(() -> stations.forEach(station -> station.observe(call -> {
            if (call.contains("\"SignatureVerified\"") && left.decrementAndGet() == 0) {
                all.complete("all");
            } else if (call.contains("\"DownloadFailed\"") || call.contains("\"InvalidSignature\"")) {
                all.completeExceptionally(new IllegalStateException(station.id() + ": " + call));
            }
        })));
        return all;
    }

    /** Asks each, and waits until all have accepted. */
    private void call(List<StubStation> stations, String action, String payload) throws Exception {
        CompletableFuture<Object> all = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(stations.size());
        csms.execute(() -> stations.forEach(station -> station.call(action, payload, answer -> {
            if (!answer.contains("\"Accepted\"")) {
                all.completeExceptionally(
                        new IllegalStateException(station.id() + " answers " + action + ": " + answer));
            } else if (left.decrementAndGet() == 0) {
                all.complete("all");
            }
        })));
        all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private String update(String location) {
        return "{\"requestId\":1,\"firmware\":{\"location\":\"" + location
                + "\",\"retrieveDateTime\":\"2020-01-01T00:00:00Z\",\"installDateTime\":\"2100-01-01T00:00:00Z\","
                + "\"signingCertificate\":" + pem(SIGNER.chain()) + ",\"signature\":\""
                + Base64.getEncoder().encodeToString(SIGNER.sign(image)) + "\"}}";
    }

    private static String pem(List<X509Certificate> certificates) {
        return "\"" + PemCertificates.write(certificates).replace("\n", "\\n") + "\"";
    }
}
