package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.CertificateDefect.Kind;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may sign firmware, and whether a signature is good (L01). */
class FirmwareSignerTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final TestAuthority ROOT = TestAuthority.root("Manufacturer Root");
    private static final CertificateOrder ORDER =
            CertificateOrder.server("Firmware Signing").withNames();
    private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);

    private static Kind kind(List<X509Certificate> chain, TestAuthority... roots) throws CertificateException {
        return FirmwareSigner.read(PemCertificates.write(chain))
                .defect(List.of(roots).stream().map(TestAuthority::certificate).toList(), NOW)
                .map(CertificateDefect::kind)
                .orElse(null);
    }

    private static byte[] sha256(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    private static FirmwareSigner signer(Credentials credentials) {
        return new FirmwareSigner(credentials.chain());
    }

    private static String base64(byte[] signature) {
        return Base64.getEncoder().encodeToString(signature);
    }

    // --- the certificate ---

    /** L01.FR.12, L01.FR.21: each of the roots counts, and so does what lies between. */
    @Test
    void comesFromAnyOfTheRoots() throws CertificateException {
        TestAuthority second = TestAuthority.root("Second Root");
        assertThat(kind(second.firmwareSigner(ORDER).chain(), ROOT, second)).isNull();
        assertThat(kind(ROOT.subordinate("Sub").firmwareSigner(ORDER).chain(), ROOT))
                .isNull();
        List<X509Certificate> disordered = new ArrayList<>(List.of(ROOT.certificate()));
        disordered.addAll(ROOT.firmwareSigner(ORDER).chain());
        assertThat(kind(disordered, ROOT)).isNull();
    }

    /** L01.FR.22. */
    @Test
    void isRefusedWhenItCannotBeTrusted() throws CertificateException {
        Instant from = TestAuthority.FROM;
        assertThat(kind(TestAuthority.root("Foreign").firmwareSigner(ORDER).chain(), ROOT))
                .isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(kind(ROOT.firmwareSigner(ORDER).chain())).isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(kind(
                        ROOT.firmwareSigner(ORDER.valid(from, NOW.minusSeconds(1)))
                                .chain(),
                        ROOT))
                .isEqualTo(Kind.EXPIRED);
        assertThat(kind(
                        ROOT.firmwareSigner(ORDER.valid(NOW.plusSeconds(1), TestAuthority.UNTIL))
                                .chain(),
                        ROOT))
                .isEqualTo(Kind.NOT_YET_VALID);
        assertThat(kind(ROOT.firmwareSigner(ORDER.withKey("RSA 1024")).chain(), ROOT))
                .isEqualTo(Kind.WEAK);
        assertThat(kind(
                        ROOT.firmwareSigner(ORDER.withSignature("SHA1withECDSA"))
                                .chain(),
                        ROOT))
                .isEqualTo(Kind.WEAK);
        assertThat(kind(ROOT.issue(ORDER).chain(), ROOT)).isEqualTo(Kind.WRONG_USE);
        assertThat(kind(List.of(ROOT.certificate()), ROOT)).isEqualTo(Kind.WRONG_USE);
        TestAuthority same = TestAuthority.root("Manufacturer Root"); // of the same name
        assertThat(kind(same.firmwareSigner(ORDER).chain(), ROOT)).isEqualTo(Kind.BROKEN);
    }

    @Test
    void textThatIsNoPemIsRefusedInWords() {
        assertThatThrownBy(() -> FirmwareSigner.read("a certificate"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("no PEM certificate");
    }

    // --- the signature ---

    /** L01.FR.04, with what tools make by default: lines of 64 characters, DER. */
    @ParameterizedTest
    @ValueSource(strings = {"EC secp256r1", "EC secp384r1", "RSA 2048", "RSA 3072"})
    void isGoodOverThisFileOnly(String key) throws GeneralSecurityException {
        Credentials credentials = ROOT.firmwareSigner(ORDER.withKey(key));
        byte[] signature = credentials.sign(IMAGE);
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(signature) + "\n";
        FirmwareSigner signer = signer(credentials);
        assertThat(signer.defect(sha256(IMAGE), base64(signature))).isEmpty();
        assertThat(signer.defect(sha256(IMAGE), lines)).isEmpty();

        byte[] flipped = IMAGE.clone();
        flipped[3] ^= 1;
        assertThat(signer.defect(sha256(flipped), lines))
                .hasValueSatisfying(why -> assertThat(why).contains("Firmware Signing"));
        byte[] changed = signature.clone();
        changed[signature.length - 1] ^= 1;
        assertThat(signer.defect(sha256(IMAGE), base64(changed))).isPresent();
        Credentials another = ROOT.firmwareSigner(ORDER.withKey(key));
        assertThat(signer(another).defect(sha256(IMAGE), lines)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 32, 222})
    void theSaltOfPssMayHaveAnyLength(int salt) throws GeneralSecurityException {
        Credentials credentials = ROOT.firmwareSigner(ORDER.withKey("RSA 2048"));
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
        signature.initSign(credentials.key());
        signature.update(IMAGE);
        assertThat(signer(credentials).defect(sha256(IMAGE), base64(signature.sign())))
                .isEmpty();
    }

    @Test
    void ecdsaMayBeTheTwoNumbers() throws GeneralSecurityException {
        Credentials credentials = ROOT.firmwareSigner(ORDER);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(credentials.key());
        signature.update(IMAGE);
        assertThat(signer(credentials).defect(sha256(IMAGE), base64(signature.sign())))
                .isEmpty();
    }

    @Test
    void otherAlgorithmsAreRefused() throws GeneralSecurityException {
        Credentials rsa = ROOT.firmwareSigner(ORDER.withKey("RSA 2048"));
        Credentials ec = ROOT.firmwareSigner(ORDER);
        assertThat(signer(rsa).defect(sha256(IMAGE), signed("SHA256withRSA", rsa)))
                .isPresent();
        assertThat(signer(ec).defect(sha256(IMAGE), signed("SHA512withECDSA", ec)))
                .isPresent();
    }

    private static String signed(String algorithm, Credentials credentials) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(credentials.key());
        signature.update(IMAGE);
        return base64(signature.sign());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "AAAA", "MAYCAQACAQA=", "MIIBAA=="})
    void nonsenseIsRefusedInWords(String signature) throws GeneralSecurityException {
        for (String key : List.of("EC secp256r1", "RSA 2048")) {
            assertThat(signer(ROOT.firmwareSigner(ORDER.withKey(key))).defect(sha256(IMAGE), signature))
                    .isPresent();
        }
    }
}
