package io.karge.runtime.internal.config;

import io.karge.configuration.CfgText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands in a file, as far as it has to be known to say later what has changed.
 *
 * @param hash of all of it
 * @param values the hash of each value by its key, for files that have such; nothing when it is not known
 */
record FileContent(String hash, Map<String, String> values) {
    private static final String UNREADABLE = "unreadable";

    FileContent {
        values = Map.copyOf(values);
    }

    /** Of which the hash alone is known. */
    static FileContent hashed(String hash) {
        return new FileContent(hash, Map.of());
    }

    /** Never fails; what cannot be read is another content. May block. */
    static FileContent read(Path file) {
        try {
            MessageDigest digest = sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            String name = String.valueOf(file.getFileName());
            boolean hasKeys = name.endsWith(".cfg") || name.endsWith(".properties");
            Map<String, String> values = new TreeMap<>();
            if (hasKeys) {
                CfgText.read(file)
                        .values()
                        .forEach((key, value) ->
                                values.put(key, hex(sha256().digest(value.getBytes(StandardCharsets.UTF_8)))));
            }
            return new FileContent(hex(digest.digest()), values);
        } catch (IOException e) {
            return hashed(UNREADABLE);
        }
    }

    /** Which keys are other than before, in words; empty text where that is not known. */
    String differsFrom(FileContent before) {
        if (values.isEmpty() || before.values.isEmpty()) {
            return "";
        }
        Set<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(before.values.keySet());
        keys.removeIf(key -> Objects.equals(values.get(key), before.values.get(key)));
        return keys.isEmpty() ? ": no key" : ": " + String.join(", ", keys);
    }

    /** Whose it is on this machine. */
    static String owner(Path file) {
        try {
            return " of " + Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
