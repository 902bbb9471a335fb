package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.CertificatesView.Certificate;
import io.karge.runtime.CertificatesView.Use;
import io.karge.runtime.StationView;
import io.karge.security.testkit.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at each write of an upgrade from security profile 2 to 3, and of the renewal of the station's certificate
 * (TC_A_11), as it is about to be stored and when it is stored and nobody knows: afterwards the station is connected, and the
 * renewal can be had again (A02.FR.10, A05.FR.06).
 */
class CertificateKilledAtEveryWriteTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> theUpgradeToProfileThree() {
        return killed(false);
    }

    @TestFactory
    Stream<DynamicTest> theRenewal() {
        return killed(true);
    }

    private Stream<DynamicTest> killed(boolean renewal) {
        int writes = run(renewal, Integer.MAX_VALUE, false);
        assertThat(writes).as("writes").isGreaterThan(renewal ? 4 : 8);
        return IntStream.rangeClosed(1, writes)
                .boxed()
                .flatMap(write -> Stream.of(
                        DynamicTest.dynamicTest("died before write " + write, () -> run(renewal, write, false)),
                        DynamicTest.dynamicTest("died after write " + write, () -> run(renewal, write, true))));
    }

    /** Gives how many writes there were until it died, or all was done. */
    private int run(boolean renewal, int dieAt, boolean stored) {
        try (Station station = new Station(folder)) {
            if (renewal) {
                station.upgrade();
            }
            station.disk().dieAt(dieAt, stored);
            if (renewal) {
                station.renew();
            } else {
                station.upgrade();
            }
            int writes = station.disk().commits();
            assertThat(station.disk().isDead()).as("it died").isEqualTo(dieAt != Integer.MAX_VALUE);
            if (station.disk().isDead()) {
                station.dies();
            }
            StationView view = station.view();
            assertThat(view.connection()).isEqualTo("online");
            assertThat(view.securityProfile()).isBetween(renewal ? 3 : 2, 3);

            station.upgrade();
            List<String> before = station.ownCertificates();
            station.renew();
            assertThat(station.view().connection()).isEqualTo("online");
            assertThat(station.view().securityProfile()).isEqualTo(3);
            assertThat(station.view().problems()).isEmpty();
            assertThat(station.ownCertificates())
                    .as("the renewed one alone")
                    .hasSize(1)
                    .isNotEqualTo(before);
            return writes;
        }
    }

    /** A station of security profile 2 and its CSMS, which signs what it is asked to. */
    private static final class Station implements AutoCloseable {
        private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
        private static final String URL = "wss://127.0.0.1/ocpp";

        private final MortalStation station;

        Station(Path folder) {
            station = new MortalStation(folder, MortalStation.config(URL, 2, ROOT.certificate()), (time, csms) -> csms);
            station.csms.authority = csr -> station.csms.call(
                    "CertificateSigned", "{\"certificateChain\":" + MortalStation.json(ROOT.sign(csr)) + "}");
            station.answer(station.gateway()
                    .setVariable(
                            MortalStation.ID,
                            SetVariableDataType.of(
                                    "Karge Test",
                                    ComponentType.of("SecurityCtrlr"),
                                    VariableType.of("OrganizationName"))));
        }

        StoryBirths disk() {
            return station.disk();
        }

        /** A new certificate, as the CSMS triggers it (A02). */
        void renew() {
            station.call("TriggerMessage", "{\"requestedMessage\":\"SignChargingStationCertificate\"}");
        }

        /** To security profile 3, unless it is there (A05). */
        void upgrade() {
            if (!disk().isDead() && view().securityProfile() == 3) {
                return;
            }
            renew();
            station.migrate(2, URL, 3, "2,1");
        }

        void dies() {
            station.dies();
            station.time.advance(Duration.ofMinutes(5));
        }

        StationView view() {
            return station.view();
        }

        List<String> ownCertificates() {
            return station.answer(station.gateway().certificates(MortalStation.ID)).certificates().stream()
                    .filter(one -> one.use() == Use.STATION)
                    .map(Certificate::serialNumber)
                    .toList();
        }

        @Override
        public void close() {
            station.close();
        }
    }
}
