package io.karge.runtime.internal.config;

import io.karge.failure.FailureWords;
import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.PemCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a cfg names, and remembers which: they belong to it, and it is read anew when they change. What
 * cannot be used is an {@link IllegalArgumentException} whose message names key, file and remedy.
 */
final class NamedFiles {
    private static final int LONGEST_PASSWORD_FILE = 1_000;
    private static final int LONGEST_PEM_FILE = 1_000_000;
    private static final int MOST_CERTIFICATES = 500;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path base;
    private final Map<Path, String> named = new HashMap<>();
    private @Nullable Path passwordFile;

    /** @param base what relative paths are relative to */
    NamedFiles(Path base) {
        this.base = base;
    }

    /** The files that were asked for, whether they are there or not, as they looked right before they were read. */
    Stamps named() {
        return new Stamps(named);
    }

    /** The one that was asked for a password. */
    Optional<Path> passwordFile() {
        return Optional.ofNullable(passwordFile);
    }

    /** The password that is the first line of the file. */
    String password(String key, String name) {
        Path file = path(key, name);
        passwordFile = file;
        String text = text(key, file, LONGEST_PASSWORD_FILE, "name a file whose first line is the password");
        String password = text.lines().findFirst().orElse("");
        if (password.isEmpty()) {
            throw new IllegalArgumentException(key + " '" + file + "' is empty; its first line has to be the password");
        }
        StationConfig.refusalOfPassword(password).ifPresent(why -> {
            throw new IllegalArgumentException(key + " '" + file + "' holds no password: its first line " + why);
        });
        return password;
    }

    /** The PEM files of a list with commas. */
    List<PemFile> certificates(String key, String names) {
        List<Path> files = Stream.of(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> path(key, name))
                .toList(); // all are named before one is refused
        return files.stream().map(file -> certificates(key, file)).toList();
    }

    private static PemFile certificates(String key, Path file) {
        byte[] begin = begin(key, file, LONGEST_PEM_FILE, "name PEM files, comma-separated");
        if (begin.length == LONGEST_PEM_FILE) {
            throw new IllegalArgumentException(
                    key + " '" + file + "' is too long for certificates; name PEM files, comma-separated");
        }
        String text = new String(begin, StandardCharsets.ISO_8859_1); // what is no PEM is told by its octets
        try {
            List<X509Certificate> roots = PemCertificates.read(text, MOST_CERTIFICATES);
            requireAuthorities(key, file, roots);
            return new PemFile(file, roots);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    key + " '" + file + "' holds no certificates (" + e.getMessage()
                            + "); name PEM files, comma-separated",
                    e);
        }
    }

    /** No chain ends at a certificate that is no CA (RFC 5280, 4.2.1.9); those before version 3 cannot say it. */
    private static void requireAuthorities(String key, Path file, List<X509Certificate> roots) {
        for (X509Certificate root : roots) {
            if (root.getVersion() >= 3 && root.getBasicConstraints() < 0) {
                throw new IllegalArgumentException(
                        key + " '" + file + "' holds a certificate that is no CA (certificate "
                                + (roots.indexOf(root) + 1) + ", "
                                + root.getSubjectX500Principal().getName()
                                + "); name the root certificate that the server's certificate is issued below, also where that"
                                + " one is self-signed");
            }
        }
    }

    /** A name that no file can have is a wrong value like others. */
    private Path path(String key, String name) {
        try {
            Path file = base.resolve(name);
            named.put(file, Stamps.of(file));
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + " is no name of a file: " + e.getReason(), e);
        }
    }

    private static String text(String key, Path file, int longest, String remedy) {
        byte[] begin = begin(key, file, longest, remedy);
        String text = decoded(begin);
        if (begin.length == longest || text == null) {
            throw new IllegalArgumentException(key + " '" + file + "' is no short text in UTF-8; " + remedy);
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new IllegalArgumentException(
                    key + " '" + file + "' begins with a byte order mark; save it as UTF-8 without BOM");
        }
        return text;
    }

    private static byte[] begin(String key, Path file, int longest, String remedy) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(key + " '" + file + "' cannot be read (it is a folder); " + remedy);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(longest);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    key + " '" + file + "' cannot be read (" + FailureWords.ofOwnFile(e) + "); " + remedy, e);
        }
    }

    private static @Nullable String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
