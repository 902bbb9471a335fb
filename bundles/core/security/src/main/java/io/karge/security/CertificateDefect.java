package io.karge.security;

/**
 * What is wrong with a certificate or its chain.
 *
 * @param text for people: what is wrong, with names and times, and what to do
 */
public record CertificateDefect(Kind kind, String text) {

    /** What kind of defect. */
    public enum Kind {
        /** There is no certificate, or what came is no chain of certificates. */
        BROKEN,
        TOO_LONG,
        EXPIRED,
        /** Its validity begins later, or the clock here is behind. */
        NOT_YET_VALID,
        /** It was not issued below one of the trusted roots. */
        UNKNOWN_ROOT,
        /** A key or a signature that is too weak to be trusted. */
        WEAK,
        /** It was issued for something else. */
        WRONG_USE,
        WRONG_NAME,
        /** Who issued it has taken it back. */
        REVOKED,
        /** Whether it was taken back cannot be told, where that is required, or what was said about it cannot be believed. */
        NO_STATUS,
        /** It is for a key that nobody asked it for. */
        WRONG_KEY
    }

    @Override
    public String toString() {
        return text;
    }
}
