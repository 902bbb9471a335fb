package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
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
        assertRefused(pem.replace("CERTIFICATE", "PUBLIC KEY"), "there is a PUBLIC KEY in it");
        assertRefused(pem.substring(0, pem.length() - 10), "only 1 are whole");
        assertRefused(pem + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "private key in it");
        assertRefused(pem.replaceFirst("M", "%"), "certificate 1 is not Base64");
        assertRefused(
                pem + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate 3 cannot be read");
        assertRefused(pem + pem, "4 certificates are more than the 3 allowed");
    }

    /** What is brought by mistake is called by its name, with the way to make certificates of it. */
    @Test
    void whatIsThereInsteadIsSaid() throws Exception {
        Credentials credentials = TestAuthority.root("Root").server("csms.example");
        String encoded = pem.replaceAll("-----[A-Z ]+-----", "");
        assertRefused(binary(certificates.get(0).getEncoded()), "a certificate in DER: openssl x509 -inform DER");
        assertRefused(binary(credentials.key().getEncoded()), "a private key in DER");
        assertRefused(binary(pkcs12(credentials)), "a PKCS#12 file (.p12, .pfx)");
        byte[] bundle = CertificateFactory.getInstance("X.509")
                .generateCertPath(certificates)
                .getEncoded("PKCS7");
        assertRefused(binary(bundle), "a PKCS#7 bundle (.p7b): openssl pkcs7 -print_certs -inform DER");
        assertRefused(binary(new byte[] {0x30, 0x03, 0x30, 0x01, 0x00}), "DER that is no certificate");
        assertRefused("\u00FE\u00ED\u00FE\u00ED\0\0", "a keystore of Java");
        assertRefused(binary(pem.getBytes(StandardCharsets.UTF_16LE)), "UTF-16");
        assertRefused(encoded, "Base64 alone: put the lines");
        assertRefused("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----", "a private key in it");
        assertRefused("-----BEGIN CERTIFICATE REQUEST-----\nAA\n", "a request for a certificate in it (CSR)");
        assertRefused("-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----", "-inform PEM");
    }

    private static String binary(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] pkcs12(Credentials credentials) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        credentials.keyStore().store(out, Credentials.PASSWORD.toCharArray());
        return out.toByteArray();
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> PemCertificates.read(text, 3))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(why);
    }
}
