package io.karge.benchmarks.fleet;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.ChildProcess;
import io.karge.benchmarks.TemporaryFolder;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures what security profile 3 costs: gateways of N stations with a certificate each, in a process of their own, against
 * the stub CSMS in this one, which goes and comes back, with the sessions of TLS that it had and without them. The same with
 * security profile 1 is what it is compared with.
 */
public final class TlsFleet {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ROW = "%8s %-24s %7s %8s %8s %8s %8s %8s %9s %9s %8s%n";

    private final int size;
    private final ChildProcess gateway;
    private @Nullable TlsServer tls;
    private StubCsms csms;

    private TlsFleet(int size, ChildProcess gateway, @Nullable TlsServer tls) throws Exception {
        this.size = size;
        this.gateway = gateway;
        this.tls = tls;
        csms = new StubCsms(0, tls);
    }

    /**
     * Measures one fleet after the other and prints a line for each way to connect.
     *
     * @param arguments the sizes of the fleets, 100 and 1000 when there are none
     */
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                ROW,
                "stations",
                "connection",
                "s",
                "per s",
                "CPU ms",
                "whole",
                "resumed",
                "RSS MiB",
                "heap MiB",
                "KiB each",
                "threads");
        for (String size : arguments.length == 0 ? List.of("100", "1000") : List.of(arguments)) {
            measure(Integer.parseInt(size), false);
            measure(Integer.parseInt(size), true);
        }
        System.exit(0);
    }

    private static void measure(int size, boolean secure) throws Exception {
        TestAuthority authority = TestAuthority.root("Benchmark CSMS");
        try (TemporaryFolder folder = new TemporaryFolder("tls")) {
            Files.writeString(
                    folder.path().resolve(TlsGateway.CSMS_ROOT),
                    PemCertificates.write(List.of(authority.certificate())));
            try (ChildProcess gateway = TlsGateway.start(size, folder.path())) {
                gateway.read();
                Credentials own = authority.server(HOST);
                X509Certificate stations = stations(folder.path());
                TlsServer first = secure ? new TlsServer(own, stations, "TLSv1.3") : null;
                TlsFleet fleet = new TlsFleet(size, gateway, first);
                fleet.boot();
                fleet.comeBack(first);
                if (secure) {
                    TlsServer second = new TlsServer(own, stations, "TLSv1.2");
                    fleet.comeBack(second);
                    fleet.comeBack(second);
                    fleet.comeBack(new TlsServer(own, stations, "TLSv1.3"));
                }
                fleet.csms.close();
            }
        }
    }

    private static X509Certificate stations(Path folder) throws Exception {
        return PemCertificates.read(Files.readString(folder.resolve(TlsGateway.STATIONS_ROOT)), 1)
                .get(0);
    }

    /** Each station makes its key, gets its certificate and connects. */
    private void boot() throws Exception {
        long began = System.nanoTime();
        Duration cpu = gateway.cpu();
        gateway.ask(csms.url());
        Await.until("the fleet boots", () -> csms.accepted() == size, PATIENCE);
        print("boot", began, 0, cpu);
    }

    /** The CSMS goes and returns at once, and speaks TLS as it is told. */
    private void comeBack(@Nullable TlsServer next) throws Exception {
        boolean same = next == tls;
        tls = next;
        int port = csms.port();
        csms.close();
        csms = new StubCsms(port, next);
        Duration cpu = gateway.cpu();
        long back = System.nanoTime();
        Await.until("the first is back", () -> csms.connections() > 0, PATIENCE);
        long first = System.nanoTime();
        Await.until("the fleet is back", () -> csms.connections() == size, PATIENCE);
        print(next == null ? "back" : same ? "back, same keys" : "back, new keys", back, first, cpu);
    }

    /**
     * Prints a line.
     *
     * @param began when the CSMS was there
     * @param first when the first station was; 0 where the pace is not the handshakes'
     * @param before what the gateway's process had spent when it began
     */
    private void print(String what, long began, long first, Duration before) throws Exception {
        long now = System.nanoTime();
        double cpu = gateway.cpu().minus(before).toNanos() / 1e6 / size;
        int whole = tls == null ? 0 : tls.wholeHandshakes();
        int resumed = tls == null ? 0 : size - whole;
        long resident = gateway.residentMib();
        String[] heapAndThreads = gateway.ask("heap and threads").split(" ", 2);
        long heapKib = Long.parseLong(heapAndThreads[0]);
        System.out.printf(
                ROW,
                size,
                (tls == null ? "ws" : tls.version()) + " " + what,
                "%.1f".formatted((now - began) / 1e9),
                first == 0 ? "" : "%.0f".formatted(size / ((now - first) / 1e9)),
                "%.2f".formatted(cpu),
                whole,
                resumed,
                resident,
                "%.1f".formatted(heapKib / 1024.0),
                heapKib / size,
                heapAndThreads[1]);
    }
}
