package io.karge.rest;

import io.karge.failure.FailureWords;
import io.karge.runtime.ApiCaller;
import io.karge.runtime.ApiCaller.Right;
import io.karge.runtime.StationView.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose token a call carries: that of {@code etc/karge-api.token}, or one of {@link TokenFile}. Thread-safe. */
final class ApiTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ApiTokens.class);
    private static final String SCHEME = "Bearer ";

    private final Path adminFile;
    private final TokenFile named;
    private final Supplier<Instant> clock;
    private @Nullable ApiToken admin;
    /** Why the administrator has none. */
    private @Nullable Problem noAdmin;

    /**
     * Makes the administrator's token if there is none.
     *
     * @param clock the time of day
     */
    ApiTokens(Path etc, Supplier<Instant> clock) {
        this.adminFile = etc.resolve("karge-api.token");
        this.named = new TokenFile(etc);
        this.clock = clock;
        admin();
    }

    /** That of the administrator. While it cannot be had that is tried whenever somebody asks: a full disk gets room again. */
    private synchronized Optional<ApiToken> admin() {
        if (admin == null) {
            try {
                admin = ApiToken.readOrMake(adminFile);
                noAdmin = null;
            } catch (IOException e) {
                noAdmin(FailureWords.of(e));
            }
        }
        return Optional.ofNullable(admin);
    }

    private void noAdmin(String why) {
        Problem before = noAdmin;
        if (before == null || !before.why().equals(why)) {
            Problem now = new Problem(
                    clock.get(),
                    "the token of the administrator in " + adminFile + " can be neither read nor made",
                    why,
                    "Mend what is said there; it is tried again by itself. Until then the HTTP interfaces let in only"
                            + " whom etc/karge-api.tokens names");
            LOG.error("{}: {}. {}", now.what(), now.why(), now.remedy());
            noAdmin = now;
        }
    }

    /**
     * Who calls.
     *
     * @param authorization the value of the header Authorization
     */
    Optional<ApiCaller> caller(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (admin().filter(known -> known.is(token)).isPresent()) {
            return Optional.of(new ApiCaller(TokenFile.ADMIN, Right.ADMINISTER));
        }
        return named.read().tokens().stream()
                .filter(known -> known.is(token))
                .findFirst()
                .map(known -> new ApiCaller(known.name(), known.right()));
    }

    /** What is wrong with the administrator's token, and what of the file with the named ones does not count. */
    List<Problem> problems() {
        return Stream.concat(noAdmin().stream(), faults()).toList();
    }

    private synchronized Optional<Problem> noAdmin() {
        admin();
        return Optional.ofNullable(noAdmin);
    }

    private Stream<Problem> faults() {
        return named.read().faults().stream()
                .map(fault -> new Problem(
                        named.changed(),
                        "etc/karge-api.tokens has what does not count",
                        fault,
                        "Correct the file, which its owner alone may write to (chmod 600); karge:token-add writes lines"
                                + " as they are needed"));
    }
}
