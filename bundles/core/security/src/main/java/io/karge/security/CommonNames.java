package io.karge.security;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Reads whom a certificate names: a CSMS by its FQDN (A00.FR.510), a station by its serial number (A00.FR.511). */
public final class CommonNames {
    private CommonNames() {}

    /** The common names of the subject, most often one. */
    public static List<String> of(X509Certificate certificate) {
        return SubjectNames.of(certificate, BCStyle.CN);
    }
}
