package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.runtime.CertificatesView.Use;
import io.karge.security.testkit.TestAuthority;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CSMS that sends root certificates without end (ORS-17, M05.FR.06): each is answered, and the store has a bound. */
class RootFloodTest {
    /** ORS-17 of the Hyperchargers. */
    private static final int ENTRIES = 500;

    private static final int MORE = 20;

    @TempDir
    Path folder;

    @Test
    void installsAsManyAsThereIsRoomForAndGoesOn() {
        X509Certificate first = TestAuthority.root("Root of the cfg").certificate();
        try (MortalStation station = new MortalStation(
                folder, MortalStation.config("wss://csms.test/ocpp", 2, first), (time, csms) -> csms)) {
            X509Certificate last = first;
            for (int i = 1; i < ENTRIES; i++) {
                last = TestAuthority.root("Root " + i).certificate();
                install(station, last);
            }
            assertThat(roots(station)).isEqualTo(ENTRIES);
            assertThat(answers(station, "{\"status\":\"Accepted\"}")).isEqualTo(ENTRIES - 1);

            for (int i = 0; i < MORE; i++) {
                install(station, TestAuthority.root("Too many " + i).certificate());
            }
            install(station, last);
            assertThat(roots(station)).isEqualTo(ENTRIES);
            assertThat(answers(station, "OutOfStorage")).isEqualTo(MORE);
            assertThat(answers(station, "{\"status\":\"Accepted\"}"))
                    .as("with one that is there")
                    .isEqualTo(ENTRIES);

            station.csms.call("GetInstalledCertificateIds", "{\"certificateType\":[\"CSMSRootCertificate\"]}");
            station.time.advance(Duration.ofSeconds(20));
            assertThat(station.csms.answers).hasSize(ENTRIES + MORE + 1);
            assertThat(List.copyOf(station.csms.answers.values())
                            .get(ENTRIES + MORE)
                            .toString()
                            .split("issuerNameHash"))
                    .hasSize(ENTRIES + 1);
            assertThat(station.view().connection()).isEqualTo("online");
            station.dies();
            station.time.advance(Duration.ofMinutes(5));
            assertThat(station.view().connection()).isEqualTo("online");
            assertThat(roots(station)).isEqualTo(ENTRIES);
        }
    }

    private static void install(MortalStation station, X509Certificate root) {
        station.csms.call(
                "InstallCertificate",
                "{\"certificateType\":\"CSMSRootCertificate\",\"certificate\":" + MortalStation.json(List.of(root))
                        + "}");
        station.time.runUntilIdle();
    }

    private static long roots(MortalStation station) {
        return station.answer(station.gateway().certificates(MortalStation.ID)).certificates().stream()
                .filter(one -> one.use() == Use.CSMS_ROOT)
                .count();
    }

    /** How many answers say so. */
    private static long answers(MortalStation station, String text) {
        return station.csms.answers.values().stream()
                .map(JsonNode::toString)
                .filter(answer -> answer.contains(text))
                .count();
    }
}
