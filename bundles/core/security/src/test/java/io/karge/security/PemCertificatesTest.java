package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.testkit.TestAuthority;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PemCertificatesTest {
    private final List<X509Certificate> certificates = List.of(
            TestAuthority.root("Root 1").certificate(),
            TestAuthority.root("Root 2").certificate());
    private final String pem = PemCertificates.write(certificates);

    @Test
    void whatIsWrittenIsRead() throws Exception {
        // A00.FR.507
        assertThat(PemCertificates.read(pem, 2)).isEqualTo(certificates);
    }

    /** Certificates come as tools make them: FIELD-REPORTS A11. */
    @Test
    void lineEndsBlankLinesAndTextAroundAreBorne() throws Exception {
        List<UnaryOperator<String>> ways = List.of(
                text -> text.replace("\n", "\r\n"),
                text -> text.strip(),
                text -> text.replace("-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----\n\n\n"),
                text -> "subject=CN = Root 1\n" + text + "# end\n",
                text -> text.replace("\n", "\n\n"));
        for (UnaryOperator<String> way : ways) {
            assertThat(PemCertificates.read(way.apply(pem), 2)).isEqualTo(certificates);
        }
    }

    @Test
    void whatIsNoCertificateIsSaid() {
        assertRefused("", "no PEM certificate");
        assertRefused("hello", "no PEM certificate");
        assertRefused(pem.replace("CERTIFICATE", "PUBLIC KEY"), "no PEM certificate");
        assertRefused(pem.substring(0, pem.length() - 10), "only 1 are whole");
        assertRefused(pem + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "only 2 are whole");
        assertRefused(pem.replaceFirst("M", "%"), "certificate 1 is not Base64");
        assertRefused(
                pem + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate 3 cannot be read");
        assertRefused(pem + pem, "4 certificates are more than the 3 allowed");
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> PemCertificates.read(text, 3))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(why);
    }
}
