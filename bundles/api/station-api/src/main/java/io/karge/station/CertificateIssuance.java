package io.karge.station;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Port of the block advanced-security: the certificates of the station itself, and how administrators get it the first one.
 * On the station's loop only.
 */
public interface CertificateIssuance {

    /**
     * What key is made. The standard asks for RSA of 2048 bits at least (A00.FR.502) and for what the BSI recommends for future
     * systems (A00.FR.504), which is 3000 and more.
     */
    enum Key {
        ECDSA_P256,
        RSA_3072,
        RSA_4096
    }

    /** The station's own certificates, those that count first in front; never a private key. */
    List<X509Certificate> own();

    /** The request that waits for its certificate. */
    Optional<Waiting> waiting();

    /**
     * Makes a key pair and a request for its certificate. What waited before waits no longer.
     *
     * @param then is given the request in PEM
     */
    void request(Key key, PortCallback<String> then);

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
