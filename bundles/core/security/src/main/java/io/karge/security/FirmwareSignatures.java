package io.karge.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/** Verifies signatures over a digest, so that a file is read once, whatever the key. */
final class FirmwareSignatures {
    private static final int SHA256_OCTETS = 32;
    private static final int DER_SEQUENCE = 0x30;

    private FirmwareSignatures() {}

    static boolean isValid(PublicKey key, byte[] sha256, byte[] signature) throws GeneralSecurityException {
        if (key instanceof ECPublicKey ec) {
            return ecdsa(ec, sha256, signature);
        } else if (key instanceof RSAPublicKey rsa) {
            return pss(rsa, sha256, signature);
        }
        throw new NoSuchAlgorithmException("keys of the kind " + key.getAlgorithm() + " sign no firmware");
    }

    private static boolean ecdsa(ECPublicKey key, byte[] sha256, byte[] signature) throws GeneralSecurityException {
        int octets = (key.getParams().getOrder().bitLength() + 7) / 8;
        boolean der = signature.length > 1 && signature[0] == DER_SEQUENCE && isWhole(signature);
        if (signature.length == 2 * octets && !der) {
            return verified("NONEwithECDSAinP1363Format", key, sha256, signature);
        }
        return verified("NONEwithECDSA", key, sha256, signature);
    }

    /** Whether the length that DER tells is that of the whole. */
    private static boolean isWhole(byte[] der) {
        int length = der[1] & 0xFF;
        return length < 0x80 ? length == der.length - 2 : length == 0x81 && der.length - 3 == (der[2] & 0xFF);
    }

    private static boolean verified(String algorithm, PublicKey key, byte[] sha256, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(sha256);
        return verifier.verify(signature);
    }

    /** The salt may have any length: tools make it as long as the digest, or as long as it can be. */
    private static boolean pss(RSAPublicKey key, byte[] sha256, byte[] signature) {
        BigInteger modulus = key.getModulus();
        int longest = (modulus.bitLength() + 6) / 8 - SHA256_OCTETS - 2;
        if (signature.length != (modulus.bitLength() + 7) / 8) {
            return false;
        }
        if (pss(key, sha256, signature, SHA256_OCTETS)) {
            return true;
        }
        for (int salt = longest; salt >= 0; salt--) {
            if (pss(key, sha256, signature, salt)) {
                return true;
            }
        }
        return false;
    }

    private static boolean pss(RSAPublicKey key, byte[] sha256, byte[] signature, int salt) {
        Digest content = new SHA256Digest();
        PSSSigner verifier =
                PSSSigner.createRawSigner(new RSABlindedEngine(), content, new SHA256Digest(), salt, (byte) 0xBC);
        verifier.init(false, new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()));
        verifier.update(sha256, 0, sha256.length);
        return verifier.verifySignature(signature);
    }
}
