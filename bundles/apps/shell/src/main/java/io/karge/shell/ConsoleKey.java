package io.karge.shell;

import io.karge.failure.FailureWords;
import io.karge.file.WholeFile;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key with which the administrator of this machine enters the shell: made at the first start, so that no two
 * gateways share one and none has a password.
 *
 * <p>The private key is {@code etc/console.key} (0600, readable by OpenSSH too), the public one a line for the user
 * {@code karge} in {@code etc/keys.properties}. Where the private key exists nothing is done; who deletes it gets a new
 * one, and the old one stops working, at the next start. While the files cannot be written that is a problem, and is tried
 * again.
 */
@Component(immediate = true, service = ProblemSource.class)
public final class ConsoleKey implements ProblemSource {
    static final String USER = "karge";
    static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleKey.class);
    private static final int BYTES = 32;
    /** RFC 5915: version 1 and the header of the private number; the curve P-256; the header of the public point. */
    private static final String DER_PRIVATE = "30770201010420";

    private static final String DER_CURVE = "a00a06082a8648ce3d030107";
    private static final String DER_PUBLIC = "a14403420004";

    private final Path etc;
    private final TimeSource time;
    private final Executor disk;
    private volatile @Nullable Problem problem;
    // Only on the disk's executor.
    private boolean closed;
    private Cancellable again = () -> {};

    @Activate
    public ConsoleKey(@Reference TimeSource time, @Reference WorkerPool workers) {
        this(Path.of(System.getProperty("karaf.etc", "etc")), time, workers);
    }

    ConsoleKey(Path etc, TimeSource time, WorkerPool workers) {
        this.etc = etc;
        this.time = time;
        this.disk = workers.newBlockingSerial("console key");
        disk.execute(this::make);
    }

    @Deactivate
    void close() {
        disk.execute(() -> {
            closed = true;
            again.cancel();
        });
    }

    private void make() {
        Path privateKey = etc.resolve("console.key");
        if (closed || Files.exists(privateKey)) {
            problem = null;
            return;
        }
        try {
            KeyPair pair = generate();
            authorize(etc.resolve("keys.properties"), pair);
            WholeFile.write(privateKey, pem(pair).getBytes(StandardCharsets.US_ASCII));
            LOG.info("Made the key of the console user={} file={}", USER, privateKey);
            problem = null;
        } catch (IOException e) {
            without(FailureWords.of(e));
            again = time.schedule(RETRY, () -> disk.execute(this::make));
        }
    }

    private void without(String why) {
        if (problem == null) {
            Problem found = new Problem(
                    time.wallClock(),
                    "Nobody has a key for the console",
                    why,
                    "Make " + etc + " writable, and room on its disk; the key is made then, and this goes away");
            LOG.error("{}: {}", found.what(), why);
            problem = found;
        }
    }

    @Override
    public List<Problem> problems() {
        return Stream.ofNullable(problem).toList();
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
        List<String> lines = new ArrayList<>();
        if (Files.exists(keys)) {
            Files.readAllLines(keys, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith(USER + " =") && !line.startsWith(USER + "="))
                    .forEach(lines::add);
        }
        String encoded = Base64.getEncoder().encodeToString(sshForm((ECPublicKey) pair.getPublic()));
        lines.add(USER + " = " + encoded + ",_g_:admingroup");
        WholeFile.write(keys, lines);
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

    private static String pem(KeyPair pair) throws IOException {
        HexFormat hex = HexFormat.of();
        byte[] uncompressed = point((ECPublicKey) pair.getPublic());
        String der = DER_PRIVATE
                + hex.formatHex(fixed(((ECPrivateKey) pair.getPrivate()).getS()))
                + DER_CURVE
                + DER_PUBLIC
                + hex.formatHex(uncompressed, 1, uncompressed.length);
        return "-----BEGIN EC PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(hex.parseHex(der))
                + "\n-----END EC PRIVATE KEY-----\n";
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
