package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.testkit.Forgery;
import io.karge.security.testkit.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** M03.FR.04: the hash data of certificates. What is expected is what {@code openssl ocsp} says of {@code known.pem}. */
class CertificateIdTest {
    private X509Certificate root;
    private X509Certificate leaf;

    @BeforeEach
    void read() throws IOException, CertificateException {
        try (InputStream pem = CertificateIdTest.class.getResourceAsStream("known.pem")) {
            List<X509Certificate> known =
                    PemCertificates.read(new String(pem.readAllBytes(), StandardCharsets.US_ASCII), 2);
            root = known.get(0);
            leaf = known.get(1);
        }
    }

    /** M03.FR.04. */
    @Test
    void isWhatOpensslSays() {
        CertificateId expected = new CertificateId(
                "117E8BFD48384282D17A68BF22FB26DE4DF1BF949073FB28D99B828B37BDA518",
                "F59A6DF14D2F75E48E88FE3FD9072D25C7B2AB2EAA26AFEF254197A6CF5F382E",
                "A1B2C3");
        assertThat(CertificateId.of(root, List.of(), "SHA-256")).isEqualTo(expected);
        assertThat(CertificateId.of(leaf, List.of(leaf, root), "SHA-256"))
                .isEqualTo(new CertificateId(expected.issuerNameHash(), expected.issuerKeyHash(), "F0E"));
    }

    @ParameterizedTest
    @CsvSource({"SHA-384, 09e0d133fd409e641836ccd5874ee137, 96", "SHA-512, f36bdbd80e669929f6ed532d0c18ce7d, 128"})
    void theOtherAlgorithmsToo(String digest, String beginning, int length) {
        CertificateId id = CertificateId.of(leaf, List.of(root), digest);
        assertThat(id.issuerNameHash()).startsWith(beginning).hasSize(length);
        assertThat(id.issuerKeyHash()).hasSize(length);
    }

    @Test
    void anIssuerThatIsNotKnownIsStoodForByTheKeyItself() {
        CertificateId id =
                CertificateId.of(leaf, List.of(TestAuthority.root("Another").certificate()), "SHA-256");
        assertThat(id.issuerNameHash())
                .isEqualTo(CertificateId.of(root, List.of(), "SHA-256").issuerNameHash());
        assertThat(id.issuerKeyHash())
                .isNotEqualTo(CertificateId.of(root, List.of(), "SHA-256").issuerKeyHash());
    }

    @Test
    void caseBlanksAndLeadingZerosDoNotCount() {
        assertThat(new CertificateId("AB", " cd\n", "000F0e")).isEqualTo(new CertificateId("ab", "CD", "f0E"));
        assertThat(new CertificateId("", "", "0").serialNumber()).isEqualTo("0");
        assertThat(new CertificateId("", "", "").serialNumber()).isEmpty();
    }

    /** The cfg may seed what nobody could install. */
    @Test
    void serialNumbersOfAnySizeHaveAtMostFortyDigits() {
        BigInteger huge = BigInteger.ONE.shiftLeft(4_000);
        for (BigInteger serial : List.of(huge, huge.negate(), BigInteger.ONE.negate(), BigInteger.ZERO)) {
            X509Certificate odd = new Forgery().serial(serial).make();
            assertThat(CertificateId.of(odd, List.of(), "SHA-256").serialNumber())
                    .matches("[0-9a-f]{1,40}");
        }
    }
}
