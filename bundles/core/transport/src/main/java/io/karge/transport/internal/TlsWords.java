package io.karge.transport.internal;

import io.karge.transport.WebSocketFailure.Kind;
import java.util.List;
import java.util.Locale;

/**
 * What JSSE means by the words of its exceptions, which are all that tells one failure from another: an alert of the server,
 * or what it does not like itself. Pure.
 */
final class TlsWords {
    /** Of an alert of the server, in the words of RFC 8446, 6: that it sends when it has chosen version and cipher suite. */
    private static final String ALERT = "received fatal alert: ";

    /** The alerts that speak of a certificate. The server's own is no matter of the server, so the station's is meant. */
    private static final List<String> OF_A_CERTIFICATE = List.of(
            "bad certificate",
            "unsupported certificate",
            "certificate revoked",
            "certificate expired",
            "certificate unknown",
            "certificate required",
            "unknown ca",
            "no certificate",
            "access denied",
            "decrypt error");

    private TlsWords() {}

    /**
     * What kind of failure it is.
     *
     * @param agreed whether the server had chosen version and cipher suite: a handshake_failure after that is not about these,
     *     and in TLS 1.2 all that a server says to a station without a certificate
     */
    static Kind kind(String text, boolean agreed) {
        String words = text.toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean alert = words.contains(ALERT);
        if (alert && OF_A_CERTIFICATE.stream().anyMatch(words::contains)) {
            return Kind.STATION_CERTIFICATE;
        } else if (words.contains("protocol version") || words.contains("no appropriate protocol")) {
            return Kind.TLS_VERSION;
        } else if (agreed && words.contains("handshake failure")) {
            return Kind.STATION_CERTIFICATE;
        } else if (words.contains("handshake failure")
                || words.contains("insufficient security")
                || words.contains("cipher suite")
                || words.contains("ciphersuite")) {
            return Kind.CIPHER_SUITE;
        } else if (isOfTheChain(words)) {
            return Kind.CERTIFICATE;
        }
        return alert && agreed ? Kind.BROKEN_OFF : Kind.TLS;
    }

    /** Whether what came is nothing that TLS has: the other side speaks something else. */
    static boolean isNoTls(String text) {
        return text.toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
    }

    /** Whether the other side closed without a reason. */
    static boolean isClosed(String text) {
        return text.toLowerCase(Locale.ROOT).contains("closed by peer");
    }

    /** Of all messages of a handshake only the one with the server's certificates can be large. */
    private static boolean isOfTheChain(String words) {
        return words.contains("certificate chain length")
                || (words.contains("handshake message") && words.contains("exceeds the maximum allowed size"));
    }
}
