package io.karge.benchmarks.fleet;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.ChildProcess;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.embedded.EmbeddedGateway;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CertificateIssuance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The process that is measured: one gateway whose stations have made a key each, and have a certificate for it. It ends with
 * its standard input; the first line there is how the stations connect, each other one is answered with heap and threads.
 */
public final class TlsGateway {
    /** The CSMS's root, which has to be there before. */
    static final String CSMS_ROOT = "csms.pem";

    /** The root of the stations' certificates, which is there when the first question is answered. */
    static final String STATIONS_ROOT = "stations.pem";

    private static final String DRIVER = "benchmark";
    private static final String WHO = "benchmark";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int stations;
    private final StationGateway gateway;
    private final TestAuthority authority;
    private final List<PemFile> roots;

    private TlsGateway(int stations, Path folder) throws Exception {
        this.stations = stations;
        authority = TestAuthority.root("Benchmark stations");
        Files.writeString(folder.resolve(STATIONS_ROOT), PemCertificates.write(List.of(authority.certificate())));
        X509Certificate csms = PemCertificates.read(Files.readString(folder.resolve(CSMS_ROOT)), 1)
                .get(0);
        roots = List.of(new PemFile(folder.resolve(CSMS_ROOT), List.of(csms, authority.certificate())));
        gateway = EmbeddedGateway.inFolder(folder).gateway();
        Hyc400Us product = new Hyc400Us();
        gateway.addDriver(DRIVER, new InMemoryDriverFactory(product.model(), product.product()), "benchmark");
    }

    /** Starts the process; {@link #CSMS_ROOT} lies in the folder. */
    static ChildProcess start(int stations, Path folder) throws IOException {
        return ChildProcess.java(FleetGateway.OPTIONS, TlsGateway.class, stations, folder);
    }

    /**
     * Runs the gateway.
     *
     * @param arguments how many stations, and the folder
     */
    public static void main(String[] arguments) throws Exception {
        TlsGateway process = new TlsGateway(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        process.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        System.exit(0);
    }

    private void serve(BufferedReader questions) throws Exception {
        System.out.println("ready");
        boolean added = false;
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            if (added) {
                System.out.println(FleetGateway.heapAndThreads());
            } else {
                add(URI.create(question));
                added = true;
                System.out.println("added");
            }
        }
    }

    /** With security profile 3, or 1 where the URL has no TLS. */
    private void add(URI csms) throws Exception {
        boolean tls = csms.getScheme().equals("wss");
        for (int station = 0; station < stations; station++) {
            gateway.putStation(new StationConfig(
                    Fleet.id(station),
                    DRIVER,
                    URI.create("memory:" + station),
                    csms,
                    tls ? 3 : 1,
                    tls ? null : Fleet.PASSWORD,
                    tls ? roots : List.of(),
                    List.of(),
                    StationConfig.DEFAULT_DRIVER_GRACE,
                    Map.of()));
        }
        for (int station = 0; station < stations; station++) {
            prepare(Fleet.id(station), tls);
        }
    }

    private void prepare(String id, boolean tls) throws Exception {
        Await.until(
                "the hardware is up",
                () -> gateway.station(id)
                        .toCompletableFuture()
                        .join()
                        .hardware()
                        .equals("up"),
                PATIENCE);
        set(id, "OCPPCommCtrlr", "RetryBackOffWaitMinimum", "1");
        set(id, "OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
        if (tls) {
            set(id, "SecurityCtrlr", "OrganizationName", "Karge Benchmark");
            String request = of(gateway.requestCertificate(id, CertificateIssuance.Key.ECDSA_P256, WHO));
            of(gateway.importCertificate(id, PemCertificates.write(authority.sign(request)), WHO));
        }
    }

    private void set(String id, String component, String variable, String value) throws Exception {
        of(gateway.setVariable(
                id, SetVariableDataType.of(value, ComponentType.of(component), VariableType.of(variable))));
    }

    private static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
