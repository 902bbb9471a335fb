package io.karge.block.certificates;

import io.karge.ocpp.schema.UnicodeText;
import java.security.cert.X509Certificate;

/** Certificates in texts for people. */
final class Described {
    private static final int LONGEST_NAME = 120;

    private Described() {}

    /** Its name and number on one line, whatever the name holds. */
    static String of(X509Certificate certificate) {
        String name = UnicodeText.line(certificate.getSubjectX500Principal().getName(), LONGEST_NAME);
        String serial = certificate.getSerialNumber().toString(16);
        return "'" + name + "' with serial number " + serial.substring(0, Math.min(serial.length(), 40));
    }
}
