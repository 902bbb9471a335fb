package io.karge.shell;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key with which the administrator of this machine enters the shell: made at the first start, so that no two
 * gateways share one and none has a password.
 *
 * <p>The private key is {@code etc/console.key} (0600, readable by OpenSSH too), the public one a line for the user
 * {@code karge} in {@code etc/keys.properties}. Where the private key exists nothing is done; who deletes it gets a new
 * one, and the old one stops working, at the next start.
 */
@Component(immediate = true, service = ConsoleKey.class)
public final class ConsoleKey {
    static final String USER = "karge";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleKey.class);
    private static final int BYTES = 32;
    /** RFC 5915: version 1 and the header of the private number; the curve P-256; the header of the public point. */
    private static final String DER_PRIVATE = "30770201010420";

    private static final String DER_CURVE = "a00a06082a8648ce3d030107";
    private static final String DER_PUBLIC = "a14403420004";

    @Activate
    public ConsoleKey() {
        this(Path.of(System.getProperty("karaf.etc", "etc")));
    }

    ConsoleKey(Path etc) {
        Path privateKey = etc.resolve("console.key");
        if (Files.exists(privateKey)) {
            return;
        }
        try {
            KeyPair pair = generate();
            authorize(etc.resolve("keys.properties"), pair);
            write(privateKey, pair);
            LOG.info("Made the key of the console user={} file={}", USER, privateKey);
        } catch (IOException e) {
            throw new UncheckedIOException("No key for the console: " + etc + " cannot be written", e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no P-256 keys", e);
        }
    }

    private static void authorize(Path keys, KeyPair pair) throws IOException {
        StringBuilder lines = new StringBuilder();
        if (Files.exists(keys)) {
            Files.readAllLines(keys, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith(USER + " =") && !line.startsWith(USER + "="))
                    .forEach(line -> lines.append(line).append('\n'));
        }
        String encoded = Base64.getEncoder().encodeToString(sshForm((ECPublicKey) pair.getPublic()));
        lines.append(USER).append(" = ").append(encoded).append(",_g_:admingroup\n");
        Files.writeString(keys, lines);
    }

    /** The public key as in RFC 5656. */
    private static byte[] sshForm(ECPublicKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] part : new byte[][] {ascii("ecdsa-sha2-nistp256"), ascii("nistp256"), point(key)}) {
                out.writeInt(part.length);
                out.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(Path file, KeyPair pair) throws IOException {
        HexFormat hex = HexFormat.of();
        byte[] uncompressed = point((ECPublicKey) pair.getPublic());
        String der = DER_PRIVATE
                + hex.formatHex(fixed(((ECPrivateKey) pair.getPrivate()).getS()))
                + DER_CURVE
                + DER_PUBLIC
                + hex.formatHex(uncompressed, 1, uncompressed.length);
        String pem = "-----BEGIN EC PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(hex.parseHex(der))
                + "\n-----END EC PRIVATE KEY-----\n";
        // Whoever waits for the file finds it whole.
        Path beside = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "console",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, pem);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] point(ECPublicKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(4);
        bytes.write(fixed(key.getW().getAffineX()));
        bytes.write(fixed(key.getW().getAffineY()));
        return bytes.toByteArray();
    }

    private static byte[] fixed(BigInteger number) {
        byte[] raw = number.toByteArray();
        byte[] result = new byte[BYTES];
        int length = Math.min(raw.length, BYTES);
        System.arraycopy(raw, raw.length - length, result, BYTES - length, length);
        return result;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
