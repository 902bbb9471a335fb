package io.karge.runtime.internal.log;

import io.karge.security.Masking;
import io.karge.security.Secrets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What stands in logs in place of the tokens of customers: a keyed hash, the same for each token, whatever the case of its
 * letters (C01.FR.25), so that what one customer did can still be followed, and nobody is named. Thread-safe.
 */
public final class TokenHashes implements UnaryOperator<String> {
    private static final String PREFIX = "hash:";

    private final Secrets secrets;

    public TokenHashes(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What stands for a token, which is empty where there is none; nothing is hashed twice. */
    @Override
    public String apply(String token) {
        if (token.isEmpty() || token.startsWith(PREFIX)) {
            return token;
        }
        try {
            return PREFIX + secrets.fingerprint(token.toLowerCase(Locale.ROOT));
        } catch (Secrets.UnreadableSecretException e) {
            return Masking.MASK; // the master key is missing, which is told where passwords are read
        }
    }
}
