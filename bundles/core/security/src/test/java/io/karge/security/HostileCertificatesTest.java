package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karge.security.CertificateDefect.Kind;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Forgery;
import io.karge.security.testkit.TestAuthority;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** M05.FR.07: whatever comes as a certificate is read, or refused in words; nothing else is thrown. */
class HostileCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final X509Certificate ROOT =
            TestAuthority.root("Operator Root").certificate();
    private static final String PEM = PemCertificates.write(List.of(ROOT));

    private static Kind kind(X509Certificate certificate) {
        return AuthorityCertificates.defect(certificate, List.of(ROOT), NOW)
                .map(CertificateDefect::kind)
                .orElse(null);
    }

    private static CertificateException refusal(String pem) {
        return catchThrowableOfType(CertificateException.class, () -> PemCertificates.read(pem, 4));
    }

    @Test
    void junkAroundTheCertificateIsBorne() throws CertificateException {
        for (String pem : List.of(
                "\uFEFF" + PEM,
                "Bag Attributes\n    friendlyName: root\nsubject=CN = Root\n" + PEM + "\n\n-- the end",
                PEM.replace("\n", "\r\n"),
                PEM.replace("\n", "\r"),
                "  " + PEM.replace("\n", "\n  "))) {
            assertThat(PemCertificates.read(pem, 1)).containsExactly(ROOT);
        }
    }

    @Test
    void whatIsNoPemIsRefusedInWords() throws CertificateEncodingException {
        String der = new String(ROOT.getEncoded(), StandardCharsets.ISO_8859_1);
        String base64 = Base64.getEncoder().encodeToString(ROOT.getEncoded());
        for (String pem : List.of(
                "",
                der,
                base64,
                PEM.replace("-----END", "-----BEGIN"),
                PEM.replace("CERTIFICATE", "PRIVATE KEY"),
                PEM + PEM.replace("CERTIFICATE", "RSA PRIVATE KEY"),
                PEM.replaceFirst("[A-Z]", "\u0000"),
                PEM.substring(0, PEM.length() / 2),
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8))
                        + "\n-----END CERTIFICATE-----")) {
            assertThat(refusal(pem)).as(pem).isNotNull();
            assertThat(refusal(pem).getMessage())
                    .isNotBlank()
                    .doesNotContain("\n")
                    .hasSizeLessThan(400);
        }
    }

    @Test
    void moreThanIsAllowedIsRefusedBeforeItIsRead() {
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assertThat(refusal(broken.repeat(10_000))).hasMessageContaining("10000").hasMessageContaining("4 allowed");
    }

    /** Each octet once, and many at random: the parser's own ways of failing do not come through. */
    @Test
    void damagedEncodingsAreReadOrRefused() throws CertificateEncodingException {
        byte[] good = ROOT.getEncoded();
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            int changes = i < good.length ? 1 : 1 + random.nextInt(8);
            for (int change = 0; change < changes; change++) {
                bad[i < good.length ? i : random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Throwable thrown = catchThrowable(() -> readAndCheck(bad));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(CertificateException.class);
            }
        }
    }

    private static void readAndCheck(byte[] der) throws CertificateException {
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----";
        X509Certificate read = PemCertificates.read(pem, 1).get(0);
        AuthorityCertificates.defect(read, List.of(ROOT), NOW);
    }

    @Test
    void eachDefectOfAnAuthorityIsNamed() {
        assertThat(kind(ROOT)).isNull();
        assertThat(kind(new Forgery().make())).isNull();
        assertThat(kind(new Forgery().key("RSA 2048").make())).isNull();
        assertThat(kind(new Forgery()
                        .valid(TestAuthority.FROM, NOW.minusSeconds(1))
                        .make()))
                .isEqualTo(Kind.EXPIRED);
        assertThat(kind(new Forgery()
                        .valid(NOW.plusSeconds(1), TestAuthority.UNTIL)
                        .make()))
                .isEqualTo(Kind.NOT_YET_VALID);
        assertThat(kind(new Forgery().noAuthority().make())).isEqualTo(Kind.WRONG_USE);
        assertThat(kind(new Forgery().withoutCertificateSigning().make())).isEqualTo(Kind.WRONG_USE);
        assertThat(kind(new Forgery().withUnknownCriticalExtension().make())).isEqualTo(Kind.WRONG_USE);
        assertThat(kind(new Forgery().key("RSA 1024").make())).isEqualTo(Kind.WEAK);
        assertThat(kind(new Forgery().signature("SHA1withECDSA").make())).isEqualTo(Kind.WEAK);
        assertThat(kind(new Forgery().withForeignSignature().make())).isEqualTo(Kind.BROKEN);
        assertThat(kind(new Forgery().serial(BigInteger.ONE.negate()).make())).isEqualTo(Kind.BROKEN);
        assertThat(kind(new Forgery().serial(BigInteger.ZERO).make())).isEqualTo(Kind.BROKEN);
        assertThat(kind(new Forgery().serial(BigInteger.ONE.shiftLeft(160)).make()))
                .isEqualTo(Kind.BROKEN);
        assertThat(kind(TestAuthority.root("Another").subordinate("Sub").certificate()))
                .isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(kind(TestAuthority.root("Operator Root").subordinate("Sub").certificate()))
                .as("below another root of the same name")
                .isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(kind(TestAuthority.root("Another")
                        .issue(CertificateOrder.server("csms"))
                        .certificate()))
                .isEqualTo(Kind.WRONG_USE);
    }

    /** What is in a name goes into logs. */
    @Test
    void namesCannotForgeLinesOfALog() {
        String name = "Root\r\n2026-11-30 station=CS-1 all is well\u001b[31m\u2028\u202e" + "x".repeat(2_000);
        X509Certificate odd = new Forgery().commonName(name).noAuthority().make();
        String text =
                AuthorityCertificates.defect(odd, List.of(), NOW).orElseThrow().text();
        assertThat(text).hasSizeLessThan(400).doesNotContainPattern("[\\p{C}\u2028]");
    }
}
