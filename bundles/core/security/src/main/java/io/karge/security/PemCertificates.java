package io.karge.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates as PEM (RFC 7468). Thread-safe. */
public final class PemCertificates {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]*-----");
    private static final int LINE = 64;

    private PemCertificates() {}

    /**
     * Reads what is there, in its order. Line ends of every kind, blank lines and text outside of the certificates are
     * borne.
     *
     * @param most more certificates than this are refused before any of them is read
     * @throws CertificateException when something is no certificate, there is none or too many; the message says which and
     *     why
     */
    public static List<X509Certificate> read(String pem, int most) throws CertificateException {
        List<String> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(pem); block.find(); ) {
            blocks.add(block.group(1));
        }
        long begun = BEGIN.matcher(pem).results().count();
        if (blocks.isEmpty()) {
            throw new CertificateException("there is no PEM certificate in it");
        } else if (begun != blocks.size()) {
            throw new CertificateException(
                    "of " + begun + " PEM blocks only " + blocks.size() + " are whole certificates");
        } else if (blocks.size() > most) {
            throw new CertificateException(blocks.size() + " certificates are more than the " + most + " allowed");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (String block : blocks) {
            certificates.add(one(block, certificates.size() + 1));
        }
        return certificates;
    }

    /** Whatever a parser throws at what somebody has sent is a defect of the certificate. */
    private static X509Certificate one(String block, int number) throws CertificateException {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(block.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new CertificateException(
                    "certificate " + number + " is not Base64: " + CertificateTexts.innermost(e), e);
        }
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() > 0) {
                throw new CertificateException(in.available() + " octets follow it");
            }
            return (X509Certificate) certificate;
        } catch (CertificateException | RuntimeException e) {
            throw new CertificateException(
                    "certificate " + number + " cannot be read: " + CertificateTexts.innermost(e), e);
        }
    }

    /** Writes them one after the other. */
    public static String write(Collection<X509Certificate> certificates) {
        StringBuilder pem = new StringBuilder();
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        for (X509Certificate certificate : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(lines.encodeToString(encoded(certificate)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate that was read has no encoding", e);
        }
    }
}
