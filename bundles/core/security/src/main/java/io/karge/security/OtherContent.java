package io.karge.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** What somebody has brought in the place of certificates in PEM, and what to do with it. Pure. */
final class OtherContent {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int LEAST_BASE64 = 64;

    private OtherContent() {}

    /** What a block of PEM holds that is no certificate; empty for one. */
    static Optional<String> ofLabel(String label) {
        if (label.equals("CERTIFICATE")) {
            return Optional.empty();
        } else if (label.endsWith("PRIVATE KEY")) {
            return Optional.of(
                    "there is a private key in it, which stays with whoever made it: bring the certificates alone,"
                            + " and have the key replaced if others could read it");
        } else if (label.endsWith("CERTIFICATE REQUEST")) {
            return Optional.of(
                    "there is a request for a certificate in it (CSR): bring what the authority has issued on it");
        } else if (label.equals("PKCS7") || label.equals("CMS")) {
            return Optional.of(pkcs7("PEM"));
        } else if (label.equals("TRUSTED CERTIFICATE")) {
            return Optional.of("there is a certificate of OpenSSL's own form in it: openssl x509 -in FILE -out FILE.pem"
                    + " makes it PEM");
        } else if (label.equals("X509 CRL")) {
            return Optional.of("there is a revocation list in it: bring the certificates alone");
        }
        return Optional.of("there is a " + CertificateTexts.line(label) + " in it: bring certificates alone");
    }

    /** What a text without PEM is; one whose characters are the octets of a binary file may be given too. */
    static String of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        if (text.isBlank()) {
            return "it is empty, and there is no PEM certificate in it";
        } else if (octets.length > 1 && octets[0] == SEQUENCE) {
            return ofDer(octets);
        } else if (text.startsWith("\u00FE\u00ED\u00FE\u00ED")) {
            return "it is a keystore of Java: keytool -exportcert -rfc writes its certificates as PEM";
        } else if (text.indexOf('\0') >= 0) {
            return "there is no PEM certificate in it, but something binary, or a text in UTF-16: save it as PEM in UTF-8";
        }
        String lines = text.replaceAll("\\s", "");
        return lines.length() >= LEAST_BASE64 && lines.matches("[A-Za-z0-9+/=]+")
                ? "there is no PEM certificate in it, but Base64 alone: put the lines -----BEGIN CERTIFICATE----- and"
                        + " -----END CERTIFICATE----- around it"
                : "there is no PEM certificate in it: no line is -----BEGIN CERTIFICATE-----";
    }

    private static String ofDer(byte[] der) {
        if (isCertificate(der)) {
            return "it is a certificate in DER: openssl x509 -inform DER -in FILE -out FILE.pem makes it PEM";
        }
        int content = 2 + (der[1] < 0 ? der[1] & 0x7f : 0); // behind tag and length of the outer sequence
        int tag = content + 2 < der.length ? der[content] : 0;
        if (tag == OBJECT_IDENTIFIER) {
            return pkcs7("DER");
        } else if (tag == INTEGER && der[content + 2] == 3) {
            return "it is a PKCS#12 file (.p12, .pfx), which may hold a private key: openssl pkcs12 -nokeys -in FILE -out"
                    + " FILE.pem writes its certificates as PEM";
        } else if (tag == INTEGER) {
            return "it is a private key in DER, which stays with whoever made it: bring the certificate that was issued for"
                    + " it, as PEM";
        }
        return "there is no PEM certificate in it, but something in DER that is no certificate: bring certificates as PEM";
    }

    private static String pkcs7(String form) {
        return "it is a PKCS#7 bundle (.p7b): openssl pkcs7 -print_certs -inform " + form
                + " -in FILE -out FILE.pem writes its certificates as PEM";
    }

    private static boolean isCertificate(byte[] der) {
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return true;
        } catch (CertificateException | RuntimeException e) { // whatever a parser throws
            return false;
        }
    }
}
