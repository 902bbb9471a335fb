package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at each write on the way to another CSMS with another root (TC_B_50), and on the way from security profile 1 to
 * 2 (TC_A_19), the new root included: as it is about to be stored, and when it is stored and nobody knows. Afterwards the
 * station is connected, by the way of before or the new one, and the rest of the way can be gone.
 */
class MigrationKilledAtEveryWriteTest {
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root 1");
    private static final TestAuthority NEW_ROOT = TestAuthority.root("Operator Root 2");
    private static final String NEW_URL = "wss://new.csms.test/ocpp";
    private static final Map<String, Credentials> HOSTS =
            Map.of("old.csms.test", ROOT.server("old.csms.test"), "new.csms.test", NEW_ROOT.server("new.csms.test"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> toAnotherCsmsWithAnotherRoot() {
        // B10.FR.04, M05.FR.13
        return killed(MortalStation.config("wss://old.csms.test/ocpp", 2, ROOT.certificate()));
    }

    @TestFactory
    Stream<DynamicTest> toSecurityProfileTwo() {
        // A05.FR.04 to A05.FR.06
        return killed(MortalStation.config("ws://old.csms.test/ocpp", 1));
    }

    private Stream<DynamicTest> killed(StationConfig config) {
        int writes = run(config, Integer.MAX_VALUE, false);
        assertThat(writes).as("writes").isGreaterThan(6);
        return IntStream.rangeClosed(1, writes)
                .boxed()
                .flatMap(write -> Stream.of(
                        DynamicTest.dynamicTest("died before write " + write, () -> run(config, write, false)),
                        DynamicTest.dynamicTest("died after write " + write, () -> run(config, write, true))));
    }

    /** Gives how many writes there were until it died, or all was done. */
    private int run(StationConfig config, int dieAt, boolean stored) {
        AtomicReference<TlsHosts> hosts = new AtomicReference<>();
        try (MortalStation station = new MortalStation(folder, config, (time, csms) -> {
            hosts.set(new TlsHosts(time, HOSTS, csms));
            return hosts.get();
        })) {
            assertThat(station.view().connection()).isEqualTo("online");
            station.disk().dieAt(dieAt, stored);
            migrate(station);
            int writes = station.disk().commits();
            assertThat(station.disk().isDead()).as("it died").isEqualTo(dieAt != Integer.MAX_VALUE);
            if (station.disk().isDead()) {
                station.dies();
                station.time.advance(Duration.ofMinutes(5));
            }
            assertThat(station.view().connection()).as("after its death").isEqualTo("online");

            List<String> reached = hosts.get().reached;
            if (!reached.get(reached.size() - 1).startsWith(NEW_URL)) {
                migrate(station);
            }
            StationView view = station.view();
            assertThat(view.connection()).isEqualTo("online");
            assertThat(view.securityProfile()).isEqualTo(2);
            assertThat(view.problems()).isEmpty();
            assertThat(reached.get(reached.size() - 1)).startsWith(NEW_URL);

            station.dies();
            station.time.advance(Duration.ofMinutes(5));
            assertThat(reached.get(reached.size() - 1)).as("for good").startsWith(NEW_URL);
            return writes;
        }
    }

    private static void migrate(MortalStation station) {
        station.call(
                "InstallCertificate",
                "{\"certificateType\":\"CSMSRootCertificate\",\"certificate\":"
                        + MortalStation.json(List.of(NEW_ROOT.certificate())) + "}");
        station.migrate(2, NEW_URL, 2, "2,1");
    }
}
