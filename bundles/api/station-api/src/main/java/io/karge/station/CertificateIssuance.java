package io.karge.station;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Port of the block advanced-security: the certificates of the station itself, and how administrators get it the first one.
 * On the station's loop only.
 */
public interface CertificateIssuance {

    /** The station's own certificates, those that count first in front; never a private key. */
    List<X509Certificate> own();

    /** The request that waits for its certificate. */
    Optional<Waiting> waiting();

    /**
     * Makes a key pair and a request for its certificate. What waited before waits no longer.
     *
     * @param rsa whether the key is an RSA key of 2048 bits, instead of one for ECDSA
     * @param then is given the request in PEM
     */
    void request(boolean rsa, PortCallback<String> then);

    /**
     * Takes the certificate that was issued on the request that waits, and the authorities below the root, in PEM; in a step.
     *
     * @param then is told why it is refused; nothing when it was taken
     */
    void take(String chain, PortCallback<Optional<String>> then);

    /**
     * A request that waits.
     *
     * @param csr in PEM
     * @param state for people: whether the CSMS has it, or why nothing comes
     */
    record Waiting(String csr, String state) {}
}
