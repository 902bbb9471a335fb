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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates as PEM (RFC 7468). Thread-safe. */
public final class PemCertificates {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]*)-----");
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
        List<String> begun = new ArrayList<>();
        for (Matcher begin = BEGIN.matcher(pem); begin.find(); ) {
            begun.add(begin.group(1));
        }
        Optional<String> other = begun.stream()
                .flatMap(label -> OtherContent.ofLabel(label).stream())
                .findFirst();
        if (other.isPresent()) {
            throw new CertificateException(other.get());
        } else if (begun.isEmpty()) {
            throw new CertificateException(OtherContent.of(pem));
        } else if (begun.size() != blocks.size()) {
            throw new CertificateException("of " + begun.size() + " PEM certificates only " + blocks.size()
                    + " are whole: the end of one is missing, or was changed; copy it anew");
        } else if (blocks.size() > most) {
            throw new CertificateException(blocks.size() + " certificates are more than the " + most + " allowed"
                    + (most == 1 ? ": bring each by itself, the root first" : ""));
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
                    "certificate " + number + " is not Base64 (" + CertificateTexts.reason(e) + "): copy it anew", e);
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
                    "certificate " + number + " cannot be read: " + CertificateTexts.reason(e), e);
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
