package io.karge.station;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Port of the block advanced-security: the certificate with which the station proves to the CSMS who it is (security
 * profile 3: A00.FR.400 to A00.FR.430, A02). Without the block a station speaks security profiles 1 and 2 only.
 */
public interface StationCertificates {

    /**
     * What the next attempt to connect shows the CSMS. The same object for as long as nothing changes, so that sessions of
     * TLS can be resumed.
     *
     * @return empty when the station has no certificate
     */
    Optional<Credentials> credentials();

    /**
     * Why the certificate that there is cannot be shown, for people: its private key cannot be read. Empty when it can, and
     * when there is none.
     */
    default Optional<String> unreadable() {
        return Optional.empty();
    }

    /** Whether there is one that is valid now: what a change to security profile 3 needs (A05.FR.03). */
    boolean valid();

    /** A connection that these were shown for is there; in a step. */
    void connected(Credentials shown);

    /**
     * The CSMS was there and has refused the station, in TLS or by HTTP, in an attempt that these were shown for; in a step. Not
     * told of attempts in which it could not be reached, was silent or was not trusted: they say nothing of the certificate.
     */
    void refused(Credentials shown);

    /**
     * A key and its certificates.
     *
     * @param chain the station's own first, each signed by the one behind it, without the root
     */
    record Credentials(PrivateKey key, List<X509Certificate> chain) {
        public Credentials {
            chain = List.copyOf(chain);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Credentials[" + chain.get(0).getSubjectX500Principal() + "]";
        }
    }
}
