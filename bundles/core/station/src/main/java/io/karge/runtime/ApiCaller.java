package io.karge.runtime;

import io.karge.security.AuditText;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls the HTTP interfaces of the gateway, with what right, and what is written down of the call. The gate, which
 * knows the tokens, puts it into each request that it lets through; a servlet asks it whether the call is allowed, and
 * refuses a request without it. Thread-safe.
 */
public final class ApiCaller {
    /** The attribute of the request in which it is. */
    public static final String ATTRIBUTE = "io.karge.caller";

    /** What a token is good for; each includes those before it. */
    public enum Right {
        /** To look. */
        READ,
        /** What somebody does who looks after the site, and what is undone as easily. */
        OPERATE,
        /** Everything. */
        ADMINISTER;

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The right of this name. */
        public static Optional<Right> of(String word) {
            for (Right right : values()) {
                if (right.word().equals(word)) {
                    return Optional.of(right);
                }
            }
            return Optional.empty();
        }
    }

    private final String name;
    private final Right right;
    private volatile String details = "";
    private volatile @Nullable String refusal;

    /** @param name of the token */
    public ApiCaller(String name, Right right) {
        this.name = name;
        this.right = right;
    }

    public String name() {
        return name;
    }

    /** Whether it may do what needs the right; if not, the words of the answer 403. */
    public Optional<String> refusal(Right needed, String call) {
        return right.compareTo(needed) >= 0
                ? Optional.empty()
                : Optional.of(call + " needs the right " + needed.word() + ", the token '" + name + "' has "
                        + right.word() + "; karge:token-add makes a token with another right");
    }

    /**
     * What stands in the audit log behind the path of the call: its body, in which what is secret is masked.
     *
     * @param body JSON, blank when there is none
     */
    public void asks(String body) {
        details = body.isBlank() ? "" : AuditText.json(body);
    }

    /** Why the call was not done, for the audit log. */
    public void refused(String why) {
        this.refusal = why;
    }

    /** As {@link #asks} has left it, else empty. */
    public String details() {
        return details;
    }

    /** As said with {@link #refused}. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }
}
