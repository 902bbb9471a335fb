package io.karge.block.advancedsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.security.testkit.CertificateRequest;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CallPermission;
import io.karge.station.CertificateIssuance;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A03: a station has its certificate renewed before it expires. */
class RenewalTest {
    private final Bench b = new Bench();
    private final Instant until = b.t.now().plus(Duration.ofDays(365));
    private Duration untilDue = Duration.ZERO;

    @BeforeEach
    void certify() {
        X509Certificate own = b.certified(TestAuthority.FROM, until).get(0);
        untilDue = Duration.between(b.t.now(), Renewal.due(own));
        assertThat(untilDue).isBetween(Duration.ofDays(365 - 31), Duration.ofDays(365 - 28));
        b.t.clearRecords();
    }

    private void advanceToDue() {
        b.t.advance(untilDue.plusSeconds(1));
    }

    /** A03.FR.02, A03.FR.03, A03.FR.13. */
    @Test
    void asksOneMonthBefore() {
        b.t.advance(untilDue.minusSeconds(1));
        assertThat(b.requests()).isEmpty();
        b.t.advance(Duration.ofSeconds(2));
        assertThat(b.requests()).singleElement().satisfies(request -> {
            assertThat(request.certificateType()).isEqualTo(CertificateSigningUseEnumType.ChargingStationCertificate);
            assertThat(CertificateRequest.read(request.csr()).commonName()).isEqualTo(Bench.SERIAL);
        });
        assertThat(b.t.lastCall().permission()).isEqualTo(CallPermission.ACCEPTED);

        List<X509Certificate> fresh = b.issue(b.accepted(), TestAuthority.FROM, until.plus(Duration.ofDays(365)));
        b.signed(fresh);
        b.connected();
        assertThat(b.shown()).isEqualTo(fresh);
        b.t.advance(Duration.ofDays(60));
        assertThat(b.requests()).hasSize(1);
        b.t.advance(Duration.ofDays(310));
        assertThat(b.requests()).hasSize(2);
    }

    @Test
    void asksWhenItIsBackIfItWasAwayThen() {
        b.t.goOffline();
        advanceToDue();
        assertThat(b.requests()).isEmpty();
        b.t.goOnline(Duration.ofDays(1));
        b.t.advance(Duration.ZERO);
        assertThat(b.requests()).hasSize(1);
    }

    @Test
    void asksAfterARestart() {
        b.restart();
        advanceToDue();
        assertThat(b.requests()).hasSize(1);
    }

    /** The erratum to A03.FR.02. */
    @Test
    void asksForNothingWhereTheCertificateIsNotShown() {
        b.t.deviceModel().preset(Bench.PROFILE, "2");
        advanceToDue();
        b.t.advance(Duration.ofDays(60));
        assertThat(b.requests()).isEmpty();
    }

    /** A02.FR.20. */
    @Test
    void whatWasRefusedWaitsForTheCsms() {
        advanceToDue();
        b.t.lastCall().answer(SignCertificateResponse.of(GenericStatusEnumType.Rejected));
        b.t.goOffline();
        b.t.goOnline(Duration.ofMinutes(1));
        b.restart();
        b.t.advance(Duration.ofDays(10));
        assertThat(b.requests()).hasSize(1);
        assertThat(b.t.problems().raised()).containsKey("no-certificate");
    }

    @Test
    void anAdministratorsRequestHoldsNothingUp() {
        b.t.port(CertificateIssuance.class).orElseThrow().request(CertificateIssuance.Key.ECDSA_P256, reply -> {});
        advanceToDue();
        assertThat(b.requests()).hasSize(1);
    }

    /** Not again and again what the CSMS accepts no connection with. */
    @Test
    void waitsADayAfterARenewedOneWasDiscarded() {
        advanceToDue();
        b.signed(b.issue(b.accepted(), TestAuthority.FROM, until.plus(Duration.ofDays(365))));
        b.refused(4);
        b.connected();
        b.t.goOnline(Duration.ZERO);
        b.t.advance(Renewal.PAUSE.minusSeconds(1));
        assertThat(b.requests()).hasSize(1);
        b.t.advance(Duration.ofSeconds(2));
        assertThat(b.requests()).hasSize(2);
    }

    @Test
    void ofAShortLifeTwoThirdsAreUsed() {
        X509Certificate day = b.issue(b.asked(), b.t.now(), b.t.now().plus(Duration.ofHours(24)))
                .get(0);
        assertThat(Renewal.due(day))
                .isBetween(b.t.now().plus(Duration.ofHours(15)), b.t.now().plus(Duration.ofHours(16)));
    }
}
