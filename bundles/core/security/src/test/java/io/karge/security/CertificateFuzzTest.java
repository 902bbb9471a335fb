package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes as a certificate is read or refused in words, and what was read is judged in words. Every build changes each
 * octet of a root and of a server's certificate; {@code ./karge bench fuzz certificates} lets Jazzer look for more.
 */
class CertificateFuzzTest {
    private static final TestAuthority ROOT = TestAuthority.root("Test Root");
    private static final X509Certificate SERVER = ROOT.issue(
                    CertificateOrder.server("csms.example.com").withNames("csms.example.com", "*.example.com"))
            .certificate();
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LONGEST_TEXT = 2_000;

    /** The DER of certificates with one octet changed, each of their octets in turn. */
    static Stream<byte[]> certificates() throws CertificateException {
        return Stream.concat(changed(ROOT.certificate().getEncoded()), changed(SERVER.getEncoded()));
    }

    private static Stream<byte[]> changed(byte[] der) {
        int[] masks = {0x01, 0x80, 0x20, 0xff};
        return IntStream.range(-1, der.length).mapToObj(position -> {
            byte[] copy = der.clone();
            if (position >= 0) {
                copy[position] ^= (byte) masks[position % masks.length];
            }
            return copy;
        });
    }

    @MethodSource("certificates")
    @FuzzTest(maxDuration = "10m")
    void certificates(byte[] der) {
        judge("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n");
    }

    static Stream<byte[]> texts() {
        String pem = PemCertificates.write(List.of(SERVER, ROOT.certificate()));
        return Stream.of(
                        pem,
                        "",
                        "\ufeff" + pem,
                        pem.replace("\n", "\r\n"),
                        pem.replace("END", "ENDE"),
                        pem.substring(0, pem.length() / 2),
                        pem.repeat(50),
                        "-----BEGIN CERTIFICATE-----".repeat(1_000),
                        "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + pem)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "10m")
    void texts(byte[] pem) {
        judge(new String(pem, StandardCharsets.UTF_8));
    }

    /** As a CSMS's, as an authority to be installed, and as the station's own. */
    private static void judge(String pem) {
        List<X509Certificate> read = new ArrayList<>();
        try {
            read.addAll(PemCertificates.read(pem, 20));
        } catch (CertificateException e) {
            isForPeople(e.getMessage());
            return;
        }
        X509Certificate first = read.get(0);
        List<X509Certificate> roots = List.of(ROOT.certificate());
        AuthorityCertificates.defect(first, roots, AT).ifPresent(defect -> isForPeople(defect.text()));
        CertificateChains.serverDefect(read, roots, AT).ifPresent(defect -> isForPeople(defect.text()));
        assertThat(CertificateId.of(first, roots, "SHA-256").serialNumber()).hasSizeLessThanOrEqualTo(40);
        try {
            new CsmsTrustManager(roots, "csms.example.com", true, () -> AT)
                    .checkServerTrusted(read.toArray(X509Certificate[]::new), "ECDHE_ECDSA");
        } catch (UntrustedCertificateException e) {
            isForPeople(e.getMessage());
        }
    }

    private static void isForPeople(String text) {
        assertThat(text).isNotBlank().hasSizeLessThan(LONGEST_TEXT).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]");
    }
}
