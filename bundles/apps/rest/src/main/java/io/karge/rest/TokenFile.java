package io.karge.rest;

import io.karge.failure.FailureWords;
import io.karge.file.WholeFile;
import io.karge.runtime.ApiCaller.Right;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code etc/karge-api.tokens}: the tokens of the HTTP interfaces that have a name and a right, a line {@code NAME RIGHT
 * sha256:HEX} each, so that no token lies there in plain text. Read at every call: what is changed there counts at once. All
 * methods block.
 */
final class TokenFile {
    /** The name of the token in {@code etc/karge-api.token}, which nobody else has. */
    static final String ADMIN = "admin";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+sha256:([0-9A-Fa-f]{64})");
    private static final String NEEDED = "NAME read|operate|administer sha256:HEX is needed";

    private final Path file;

    /** What is known of a token: not the token itself. */
    record Named(String name, Right right, String sha256) {
        boolean is(String token) {
            return MessageDigest.isEqual(
                    sha256.getBytes(StandardCharsets.US_ASCII), hash(token).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public String toString() {
            return name + " " + right.word() + " sha256:" + sha256;
        }
    }

    /**
     * What the file says.
     *
     * @param faults what of it does not count, and why
     */
    record Content(List<Named> tokens, List<String> faults) {
        Content {
            tokens = List.copyOf(tokens);
            faults = List.copyOf(faults);
        }
    }

    TokenFile(Path etc) {
        this.file = etc.resolve("karge-api.tokens");
    }

    /** That of the container. */
    static TokenFile ofContainer() {
        return new TokenFile(Path.of(System.getProperty("karaf.etc", "etc")));
    }

    /** Since when it says what it says. */
    Instant changed() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Never fails: what cannot be read counts as not there, and is a fault. */
    Content read() {
        try {
            Optional<String> open = openToOthers();
            return open.isEmpty()
                    ? parse(Files.readAllLines(file))
                    : new Content(List.of(), List.of(open.get() + ", so nothing in it counts"));
        } catch (NoSuchFileException e) {
            return new Content(List.of(), List.of());
        } catch (IOException e) {
            return new Content(List.of(), List.of("it cannot be read: " + FailureWords.of(e)));
        }
    }

    private Optional<String> openToOthers() throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        return mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)
                ? Optional.of("others may write to it (" + PosixFilePermissions.toString(mode) + ")")
                : Optional.empty();
    }

    private static Content parse(List<String> lines) {
        Map<String, Named> tokens = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                Named token = token(line);
                if (tokens.putIfAbsent(token.name(), token) != null) {
                    throw new IllegalArgumentException("the name '" + token.name() + "' stands there twice");
                }
            } catch (IllegalArgumentException e) {
                faults.add("line " + (i + 1) + ": " + e.getMessage());
            }
        }
        return new Content(List.copyOf(tokens.values()), faults);
    }

    /** Says nothing of what stands there: it may be a token in the wrong place. */
    private static Named token(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(NEEDED);
        }
        return new Named(
                name(parts.group(1)), right(parts.group(2)), parts.group(3).toLowerCase(Locale.ROOT));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name has 1 to 40 letters, digits and ._- and begins with no sign");
        }
        if (name.equals(ADMIN)) {
            throw new IllegalArgumentException(
                    "the name '" + ADMIN + "' is that of the token in etc/karge-api.token, choose another");
        }
        return name;
    }

    private static Right right(String word) {
        return Right.of(word)
                .orElseThrow(() -> new IllegalArgumentException("the right is one of read, operate and administer"));
    }

    /**
     * Makes a token.
     *
     * @return the token, which is nowhere else
     * @throws IllegalArgumentException when the name or the right is none, the name is taken, or nothing in the file counts
     */
    String add(String name, String right) throws IOException {
        String made = ApiToken.make();
        Named token = new Named(name(name), right(right), hash(made));
        if (read().tokens().stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException(
                    "there is a token '" + name + "'; remove it first, or choose another name");
        }
        Optional<String> open = Files.exists(file) ? openToOthers() : Optional.empty();
        if (open.isPresent()) {
            throw new IllegalArgumentException("no token in " + file + " counts, for " + open.get()
                    + ": look who is named there, close it (chmod 600), and try again");
        }
        List<String> lines = lines();
        if (lines.isEmpty()) {
            lines.add("# Tokens of the HTTP interfaces: NAME RIGHT sha256:HEX, the right read, operate or administer."
                    + " karge:token-add adds one.");
        }
        lines.add(token.toString());
        WholeFile.write(file, lines);
        return made;
    }

    /**
     * Removes a token; other lines stay as they are.
     *
     * @return whether there was one
     */
    boolean remove(String name) throws IOException {
        List<String> lines = lines();
        boolean removed = lines.removeIf(
                line -> line.strip().startsWith(name + " ") || line.strip().startsWith(name + "\t"));
        if (removed) {
            WholeFile.write(file, lines);
        }
        return removed;
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    }

    static String hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
