package io.karge.security;

/** How a station finds out whether the certificate of a CSMS was revoked. */
public enum RevocationPolicy {
    /** What the server staples to its handshake counts (OCSP, RFC 6066, 8). A server that staples nothing is accepted. */
    STAPLED,

    /**
     * The revocation lists that the certificates name are fetched and count too. Where a list cannot be had the server is
     * accepted.
     */
    LISTS,

    /** As {@link #LISTS}, and a server's own certificate about which neither says anything is refused. */
    REQUIRED
}
