package io.karge.security.internal;

import io.karge.security.Secrets.UnreadableSecretException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key. A sealed text is {@code v1:<key id>:<nonce, ciphertext and tag in Base64>}; version, key id
 * and purpose are authenticated. Thread-safe.
 */
final class SecretBox {

    static final int KEY_BYTES = 32;

    private static final String VERSION = "v1";
    private static final Pattern SEALED = Pattern.compile(VERSION + ":[0-9a-f]{16}:[A-Za-z0-9+/=]+");
    private static final int ID_BYTES = 8;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final String keyId;

    SecretBox(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("An AES-256 key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = idOf(key);
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Names the key without telling it. */
    String keyId() {
        return keyId;
    }

    /** The key itself, in Base64. */
    String key() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Whether a text says that it was sealed with this key. */
    boolean sealed(String text) {
        return text.startsWith(prefix());
    }

    /** Whether a text holds something that was sealed with this key. */
    boolean isIn(String text) {
        return text.contains(prefix());
    }

    /** Whether it looks like what some key has sealed. */
    static boolean isSealed(String text) {
        return SEALED.matcher(text).matches();
    }

    /** The id of the key that has sealed this text. */
    static String keyIdOf(String sealedText) {
        return sealedText.split(":", -1)[1];
    }

    private String prefix() {
        return VERSION + ":" + keyId + ":";
    }

    String seal(String purpose, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return VERSION + ":" + keyId + ":" + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    String unseal(String purpose, String sealedText) {
        String[] parts = sealedText.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw damaged(purpose);
        }
        if (!parts[1].equals(keyId)) {
            throw new UnreadableSecretException("the stored secret for " + purpose
                    + " was encrypted with the master key " + parts[1] + ", which this gateway does not have: add it to"
                    + " those that it has, or set the secret again");
        }
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            if (both.length < NONCE_BYTES + TAG_BYTES) {
                throw damaged(purpose);
            }
            byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES), purpose)
                    .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw damaged(purpose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    private static UnreadableSecretException damaged(String purpose) {
        return new UnreadableSecretException(
                "the stored secret for " + purpose + " was changed or belongs to something else: set the secret again");
    }

    /** An HMAC of the text, cut to what tells texts apart; under another key than that which encrypts. */
    String fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] own = mac.doFinal("karge fingerprint".getBytes(StandardCharsets.UTF_8));
            mac.init(new SecretKeySpec(own, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD((VERSION + ":" + keyId + ":" + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String idOf(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("karge master key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
