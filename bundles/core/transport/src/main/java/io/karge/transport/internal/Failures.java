package io.karge.transport.internal;

import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
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
     */
    static WebSocketFailure of(WebSocketEndpoint endpoint, int status, @Nullable String protocol, Throwable cause) {
        String where = "the CSMS at " + endpoint.uri();
        if (status == SWITCHING_PROTOCOLS && !WebSocketEndpoint.SUBPROTOCOL.equals(protocol)) {
            return new WebSocketFailure(
                    Kind.WRONG_SUBPROTOCOL,
                    status,
                    where + " answered with " + (protocol == null ? "no subprotocol" : "the subprotocol " + protocol)
                            + " instead of " + WebSocketEndpoint.SUBPROTOCOL + "; check that it speaks OCPP 2.0.1");
        }
        if (status != 0 && status != SWITCHING_PROTOCOLS) {
            return new WebSocketFailure(
                    Kind.REFUSED, status, where + " refused with HTTP status " + status + hint(status));
        }
        return WebSocketFailure.of(kind(cause), where + text(cause));
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; check the password of the station";
            case 404 -> "; check csmsUrl and that the CSMS knows the station";
            case 301, 302, 303, 307, 308 -> ", a redirect, which is not followed; check csmsUrl";
            default -> "";
        };
    }

    private static Kind kind(Throwable cause) {
        if (isCausedBy(cause, TimeoutException.class)) {
            return Kind.TIMEOUT;
        }
        boolean tls = isCausedBy(cause, SSLException.class) || isCausedBy(cause, GeneralSecurityException.class);
        return tls ? Kind.TLS : Kind.UNREACHABLE;
    }

    private static String text(Throwable cause) {
        return switch (kind(cause)) {
            case TIMEOUT -> " did not finish the handshake in time";
            case TLS -> " and the station could not agree on TLS: " + describe(cause);
            default ->
                isCausedBy(cause, UnknownHostException.class) || isCausedBy(cause, UnresolvedAddressException.class)
                        ? " has a name that cannot be resolved; check csmsUrl and the DNS"
                        : " cannot be reached: " + describe(cause);
        };
    }

    /** The innermost cause, which is the one that says something. */
    static String describe(Throwable failure) {
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
