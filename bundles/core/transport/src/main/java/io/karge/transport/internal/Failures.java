package io.karge.transport.internal;

import io.karge.failure.FailureWords;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
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
                    Kind.REFUSED, status, where + " refused with HTTP status " + status + hint(status, endpoint));
        }
        if (isOfTls(cause) && !(agreed && isOfTheNetwork(cause))) {
            return tls(where, endpoint, agreed, cause);
        } else if (agreed) {
            return WebSocketFailure.of(
                    Kind.BROKEN_OFF,
                    where + " broke the connection off when TLS had been agreed on, without an answer: "
                            + describe(cause));
        }
        TlsSettings tls = endpoint.tls();
        if (tls != null && innermost(cause) instanceof EOFException) {
            return closedInTls(where, tls);
        }
        return isCausedBy(cause, UnknownHostException.class) || isCausedBy(cause, UnresolvedAddressException.class)
                ? WebSocketFailure.of(Kind.UNRESOLVED, where + " has a name that cannot be resolved")
                : WebSocketFailure.of(Kind.UNREACHABLE, where + " cannot be reached: " + describe(cause));
    }

    /** Without an alert nobody knows why. */
    private static WebSocketFailure closedInTls(String where, TlsSettings tls) {
        return WebSocketFailure.of(
                Kind.TLS,
                where
                        + " closed the connection in the middle of the TLS handshake, without a reason: often it knows none of"
                        + " the versions and cipher suites that are allowed (" + String.join(", ", tls.protocols())
                        + "; "
                        + String.join(", ", tls.cipherSuites()) + "), or its certificate fits none of them");
    }

    private static WebSocketFailure tls(String where, WebSocketEndpoint endpoint, boolean agreed, Throwable cause) {
        Optional<Throwable> certificate =
                causes(cause).filter(CertificateException.class::isInstance).findFirst();
        if (certificate.isPresent()) {
            String why = String.valueOf(certificate.get().getMessage());
            return WebSocketFailure.of(Kind.CERTIFICATE, where + " is not trusted: " + why);
        }
        String text = describe(cause);
        Kind kind = TlsWords.kind(text, agreed);
        TlsSettings tls = endpoint.tls();
        if (tls != null && kind == Kind.TLS && TlsWords.isClosed(text)) {
            return closedInTls(where, tls);
        }
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
                        where
                                + (endpoint.password() == null
                                        ? " does not accept the certificate of the station, or wanted one and was"
                                                + " shown none: "
                                        : " wants a certificate of the station, which shows one with security profile 3"
                                                + " only: ")
                                + text;
                    case BROKEN_OFF ->
                        where + " broke the handshake off when TLS had been agreed on, without a reason: " + text;
                    default ->
                        TlsWords.isNoTls(text)
                                ? where + " does not speak TLS there: " + text
                                        + "; check the port of csmsUrl, and that the CSMS expects security profile 2"
                                        + " or 3"
                                : where + " and the station could not agree on TLS: " + text;
                });
    }

    /** What may be wrong, seen from what the station has shown the CSMS. */
    private static String hint(int status, WebSocketEndpoint endpoint) {
        return switch (status) {
            case 401 ->
                endpoint.password() != null
                        ? "; it does not accept the password of " + endpoint.stationId()
                        : "; it was shown no password"
                                + (endpoint.tls() == null
                                        ? ", since the station has none"
                                        : ", for which the station's certificate stands with security profile 3: check"
                                                + " that the CSMS expects that profile of " + endpoint.stationId()
                                                + ", with the serial number in the certificate");
            case 403 ->
                "; it does not let " + endpoint.stationId()
                        + " in, whatever it shows: check whether the CSMS has blocked it,"
                        + " or lets nobody in from this address";
            case 400 ->
                endpoint.tls() == null
                        ? "; a server that speaks TLS there says so to a station that does not: check whether csmsUrl"
                                + " has to begin with wss://"
                        : "";
            case 404 -> "; check csmsUrl and that the CSMS knows the station by the identity " + endpoint.stationId();
            case 301, 302, 303, 307, 308 -> ", a redirect, which is not followed; check csmsUrl";
            default -> status >= 500 ? "; the CSMS has trouble of its own" : "";
        };
    }

    /** In words. */
    static String describe(Throwable failure) {
        if (isCausedBy(failure, WritePendingException.class)) {
            return "the CSMS does not read what the station sends";
        }
        if (innermost(failure) instanceof EOFException) {
            return "the CSMS closed the connection"; // Jetty's says only which object had it
        }
        return FailureWords.ofInnermost(failure);
    }

    private static boolean isOfTls(Throwable failure) {
        return isCausedBy(failure, SSLException.class) || isCausedBy(failure, GeneralSecurityException.class);
    }

    /** JSSE wraps what could not be sent or received. */
    private static boolean isOfTheNetwork(Throwable failure) {
        Throwable innermost = innermost(failure);
        return innermost instanceof IOException
                && !(innermost instanceof SSLException)
                && !isCausedBy(failure, GeneralSecurityException.class);
    }

    private static Throwable innermost(Throwable failure) {
        return causes(failure).reduce(failure, (outer, inner) -> inner);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
