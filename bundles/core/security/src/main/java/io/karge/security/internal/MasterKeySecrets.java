package io.karge.security.internal;

import io.karge.security.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * AES-256-GCM under a master key in {@code etc/karge-master.key}, which is made at the first start for the owner of the
 * process only. A sealed text is {@code v1:<key id>:<nonce and ciphertext>}; the key id tells a lost key from a changed
 * text.
 */
@Component
public final class MasterKeySecrets implements Secrets {
    private static final String VERSION = "v1";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 4;

    private final SecureRandom random = new SecureRandom();
    private final Path file;
    private final SecretKey key;
    private final String keyId;

    @Activate
    public MasterKeySecrets() {
        this(Path.of(System.getProperty("karaf.etc", "etc"), "karge-master.key"));
    }

    MasterKeySecrets(Path file) {
        this.file = file;
        byte[] bytes = readOrMake(file);
        key = new SecretKeySpec(bytes, "AES");
        keyId = keyId(bytes);
    }

    @Override
    public String seal(String purpose, String plain) {
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
            throw new IllegalStateException("this Java has no " + TRANSFORMATION, e);
        }
    }

    @Override
    public String unseal(String purpose, String sealedText) {
        String[] parts = sealedText.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new UnreadableSecretException("the stored secret for " + purpose + " is not of a known form");
        }
        if (!parts[1].equals(keyId)) {
            throw new UnreadableSecretException(
                    "the stored secret for " + purpose + " was encrypted with the master key "
                            + parts[1] + ", " + file.getFileName() + " holds " + keyId
                            + ": restore the former file, or set the secret again");
        }
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new UnreadableSecretException("the stored secret for " + purpose
                    + " was changed or belongs to something else: set the secret again");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + TRANSFORMATION, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(fresh) + "\n", StandardOpenOption.WRITE);
            }
            byte[] read = Base64.getDecoder().decode(Files.readString(file).strip());
            if (read.length == KEY_BYTES) {
                return read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the master key in " + file + " can be neither read nor made", e);
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw new IllegalStateException(file + " holds no master key (" + KEY_BYTES
                + " bytes in Base64): restore the file, or delete it and set all secrets again");
    }

    private static String keyId(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
