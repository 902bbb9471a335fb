package io.karge.security;

import io.karge.failure.FailureWords;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/** Certificates in sentences for people: one line of bounded length, whatever somebody has put into a name. */
final class CertificateTexts {
    private static final int LONGEST = 200;

    private CertificateTexts() {}

    /** A certificate in a sentence. */
    static String name(X509Certificate certificate) {
        return "the certificate '" + name(certificate.getSubjectX500Principal()) + "'";
    }

    static String name(X500Principal principal) {
        return line(principal.getName());
    }

    /** What control characters and line ends there are become a question mark, and what is too long is cut. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(isShown(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line.toString();
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Why something failed, in one line. */
    static String reason(Throwable e) {
        return line(FailureWords.ofInnermost(e));
    }
}
