package io.karge.block.advancedsecurity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A request that waits for its certificate; stored.
 *
 * @param sealedKey its private key
 * @param publicKey its algorithm and, in Base64, its encoding
 * @param csr in PEM
 * @param name whose certificate is asked for
 * @param origin who wants it
 * @param toSend whether it is to be sent to the CSMS now
 * @param sends how often it was sent
 * @param stopped why nothing is done any more until the CSMS or an administrator asks; empty while something is
 */
record Pending(
        String sealedKey,
        String publicKey,
        String csr,
        StationName name,
        Origin origin,
        boolean toSend,
        int sends,
        String stopped) {

    /** Who wants a certificate, and for what. */
    enum Origin {
        /** The CSMS, for the connection to it (SignChargingStationCertificate). */
        TRIGGERED,
        /** The CSMS, for the connection to it and to vehicles (SignCombinedCertificate). */
        COMBINED,
        /** The station itself, because its certificate is about to expire. */
        RENEWAL,
        /** An administrator, who has it signed: the CSMS is not asked. */
        ADMINISTRATOR
    }

    boolean isStopped() {
        return !stopped.isEmpty();
    }

    /** How often it was sent, for people. */
    String times() {
        return sends == 1 ? "once" : sends + " times";
    }

    Pending sealedAs(String anew) {
        return new Pending(anew, publicKey, csr, name, origin, toSend, sends, stopped);
    }

    Pending sent() {
        return new Pending(sealedKey, publicKey, csr, name, origin, false, sends + 1, stopped);
    }

    Pending due() {
        return new Pending(sealedKey, publicKey, csr, name, origin, true, sends, stopped);
    }

    Pending stop(String why) {
        return new Pending(sealedKey, publicKey, csr, name, origin, false, sends, why);
    }

    PublicKey key() {
        return key(publicKey);
    }

    static String text(PublicKey key) {
        return key.getAlgorithm() + " " + Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static PublicKey key(String text) {
        String[] parts = text.split(" ", 2);
        try {
            return KeyFactory.getInstance(parts[0])
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored public key cannot be read", e);
        }
    }
}
