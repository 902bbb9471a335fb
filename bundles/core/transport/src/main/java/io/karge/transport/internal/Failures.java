package io.karge.transport.internal;

import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.WritePendingException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts what Jetty reports into words: what happened, why, and what to do. */
final class Failures {

    private static final int SWITCHING_PROTOCOLS = 101;

    private Failures() {}

    /**
     * Why an attempt failed.
     *
     * @param status of the server's answer, 0 for none
     * @param protocol the subprotocol in that answer
     * @param agreed whether the server has chosen a version and a cipher suite of TLS
     */
    static WebSocketFailure of(
            WebSocketEndpoint endpoint, int status, @Nullable String protocol, boolean agreed, Throwable cause) {
        String where = "the CSMS at " + endpoint.uri();
        boolean answered = status != 0 && status != SWITCHING_PROTOCOLS;
        if (!answered && isCausedBy(cause, TimeoutException.class)) {
            return new WebSocketFailure(Kind.TIMEOUT, status, where + " did not finish the handshake in time");
        }
        if (status == SWITCHING_PROTOCOLS && !WebSocketEndpoint.SUBPROTOCOL.equals(protocol)) {
            return new WebSocketFailure(
                    Kind.WRONG_SUBPROTOCOL,
                    status,
                    where + " answered with " + (protocol == null ? "no subprotocol" : "the subprotocol " + protocol)
                            + " instead of " + WebSocketEndpoint.SUBPROTOCOL + "; check that it speaks OCPP 2.0.1");
        }
        if (answered) {
            return new WebSocketFailure(
                    Kind.REFUSED, status, where + " refused with HTTP status " + status + hint(status));
        }
        if (isCausedBy(cause, SSLException.class) || isCausedBy(cause, GeneralSecurityException.class)) {
            return tls(where, endpoint.tls(), agreed, cause);
        } else if (agreed) {
            return WebSocketFailure.of(
                    Kind.BROKEN_OFF,
                    where + " broke the connection off when TLS had been agreed on, without an answer: "
                            + describe(cause));
        }
        return isCausedBy(cause, UnknownHostException.class) || isCausedBy(cause, UnresolvedAddressException.class)
                ? WebSocketFailure.of(
                        Kind.UNRESOLVED, where + " has a name that cannot be resolved; check csmsUrl and the DNS")
                : WebSocketFailure.of(Kind.UNREACHABLE, where + " cannot be reached: " + describe(cause));
    }

    private static WebSocketFailure tls(String where, @Nullable TlsSettings tls, boolean agreed, Throwable cause) {
        Optional<Throwable> certificate =
                causes(cause).filter(CertificateException.class::isInstance).findFirst();
        if (certificate.isPresent()) {
            String why = String.valueOf(certificate.get().getMessage());
            return WebSocketFailure.of(Kind.CERTIFICATE, where + " is not trusted: " + why);
        }
        String text = describe(cause);
        Kind kind = TlsWords.kind(text, agreed);
        return WebSocketFailure.of(
                kind,
                switch (kind) {
                    case CERTIFICATE -> where + " is not trusted: its certificates are not even read: " + text;
                    case TLS_VERSION ->
                        where + " speaks no version of TLS that is allowed"
                                + (tls == null ? "" : " (" + String.join(", ", tls.protocols()) + ")") + ": " + text;
                    case CIPHER_SUITE ->
                        where + " knows no cipher suite that is allowed"
                                + (tls == null ? "" : " (" + String.join(", ", tls.cipherSuites()) + ")") + ": "
                                + text;
                    case STATION_CERTIFICATE ->
                        where + " wants a certificate of the station, or does not accept the one it was shown: " + text;
                    case BROKEN_OFF ->
                        where + " broke the handshake off when TLS had been agreed on, without a reason: " + text;
                    default -> where + " and the station could not agree on TLS: " + text;
                });
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; check the password of the station";
            case 404 -> "; check csmsUrl and that the CSMS knows the station";
            case 301, 302, 303, 307, 308 -> ", a redirect, which is not followed; check csmsUrl";
            default -> "";
        };
    }

    /** The innermost cause, which is the one that says something. */
    static String describe(Throwable failure) {
        if (isCausedBy(failure, WritePendingException.class)) {
            return "the CSMS does not read what the station sends";
        }
        Throwable root = causes(failure).reduce(failure, (outer, inner) -> inner);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
