package io.karge.block.authorization;

import io.karge.ocpp.types.IdTokenType;
import io.karge.station.BlockState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Under which key the cache keeps a token: a hash of its type and its text without case (C01.FR.25), with a salt of the
 * station's own, so that neither the store nor a backup shows who was here (C10.FR.12).
 */
final class CacheKeys {
    static final String PREFIX = "cache/";

    private static final String SALT = "cache-salt";

    /** Made once in the life of a station. */
    record Salt(String salt) {}

    private final BlockState state;

    CacheKeys(BlockState state) {
        this.state = state;
    }

    String key(IdTokenType idToken) {
        String text = idToken.type() + ":" + idToken.idToken().toLowerCase(Locale.ROOT);
        MessageDigest digest = sha256();
        digest.update(salt().getBytes(StandardCharsets.UTF_8));
        return PREFIX + HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The beginning of a key: tells tokens apart of which people see no more than the end. */
    static String tag(String key) {
        return "#" + key.substring(PREFIX.length(), PREFIX.length() + 6);
    }

    private String salt() {
        return state.get(SALT, Salt.class)
                .orElseGet(() -> {
                    Salt made = new Salt(UUID.randomUUID().toString());
                    state.put(SALT, made);
                    return made;
                })
                .salt();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
