package io.karge.station;

/** How an attempt to move a file ended. */
public sealed interface TransferOutcome {

    /**
     * The file is where it should be, and the other side has said so.
     *
     * @param octets its length
     */
    record Moved(long octets) implements TransferOutcome {}

    /**
     * It is not.
     *
     * @param why for people: what happened and what to do, without credentials
     */
    record Failed(Cause cause, String why) implements TransferOutcome {}

    /** Why a transfer failed. */
    enum Cause {
        /** The location is no URL, or one without what its scheme needs. No attempt can help. */
        BAD_LOCATION,
        /** Nobody here speaks its scheme. No attempt can help. */
        UNSUPPORTED_SCHEME,
        /** It leads, by name or by redirection, to an address that files must not come from or go to. */
        FORBIDDEN_ADDRESS,
        /** The server refused user, password or path. */
        PERMISSION_DENIED,
        /** The server's certificate or host key is not trusted. */
        UNTRUSTED_SERVER,
        /** No connection: unknown host, refused, no route, no answer. */
        UNREACHABLE,
        /** The server has no such file. */
        NOT_FOUND,
        /** The server, or the connection, gave up in the middle, or nothing moved for too long. */
        INTERRUPTED,
        /** More octets than allowed. */
        TOO_LARGE,
        /** The disk of this side is full, or would be. */
        NO_SPACE,
        /** Another length than the server announced. */
        WRONG_LENGTH,
        /** The server answered with an error of its own. */
        SERVER_ERROR,
        /** Something else of this side: a file that cannot be read or written, no transfer service. */
        LOCAL_ERROR,
        /** It was called off. */
        CANCELLED;

        /** Whether another attempt can never go better. */
        public boolean isFinal() {
            return this == BAD_LOCATION || this == UNSUPPORTED_SCHEME || this == FORBIDDEN_ADDRESS;
        }
    }
}
