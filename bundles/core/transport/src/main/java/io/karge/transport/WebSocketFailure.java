package io.karge.transport;

/**
 * Why a connection attempt failed.
 *
 * @param httpStatus what the server answered to the handshake, 0 when it did not
 * @param text for people, without secrets
 */
public record WebSocketFailure(Kind kind, int httpStatus, String text) {

    /** What kind of failure. */
    public enum Kind {
        /** The attempt could not begin: the endpoint could not be determined, or this side failed. */
        NOT_ATTEMPTED,
        /** The name of the host has no address: nobody was asked to connect. */
        UNRESOLVED,
        /** No connection to the host: refused, reset, no route. */
        UNREACHABLE,
        /** The handshake was not finished in time. */
        TIMEOUT,
        /** The server answered with an HTTP status other than 101, such as 401 or 404. */
        REFUSED,
        /** The server speaks another subprotocol, or named none. */
        WRONG_SUBPROTOCOL,
        /** The server's certificate was not accepted. */
        CERTIFICATE,
        /** The server speaks no version of TLS that is allowed. */
        TLS_VERSION,
        /** The server knows no cipher suite that is allowed. */
        CIPHER_SUITE,
        /** The server wants a certificate of the station, or does not accept the one that it was shown. */
        STATION_CERTIFICATE,
        /**
         * The server ended the handshake after it had chosen version and cipher suite, without a word of the reason: by an alert
         * that tells nothing, or by closing the connection.
         */
        BROKEN_OFF,
        /** TLS could not be agreed on for another reason. */
        TLS
    }

    /**
     * Whether the server was there and has refused the station, as far as can be seen from here: not one that could not be
     * reached, was silent, was not trusted, or has trouble of its own (HTTP 5xx).
     */
    public boolean isRefusal() {
        return kind == Kind.STATION_CERTIFICATE || kind == Kind.BROKEN_OFF || (httpStatus >= 400 && httpStatus < 500);
    }

    /** A failure before the server answered. */
    public static WebSocketFailure of(Kind kind, String text) {
        return new WebSocketFailure(kind, 0, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
