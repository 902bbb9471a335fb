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
    private static final String SCHEME = "Bearer ";

    private static final Logger LOG = LoggerFactory.getLogger(ApiTokens.class);

    private final Path adminFile;
    private final TokenFile named;
    private final Supplier<Instant> clock;
    private @Nullable ApiToken admin;
    private @Nullable Problem adminProblem;

    /** Makes the administrator's token if there is none. While it can be neither read nor made only others count. */
    ApiTokens(Path etc, Supplier<Instant> clock) {
        this.adminFile = etc.resolve("karge-api.token");
        this.named = new TokenFile(etc);
        this.clock = clock;
        findAdmin();
    }

    /** The administrator's token; what kept it away is tried anew. */
    private synchronized Optional<ApiToken> findAdmin() {
        if (admin == null) {
            try {
                admin = ApiToken.readOrMake(adminFile);
                adminProblem = null;
            } catch (IOException e) {
                without(FailureWords.of(e));
            }
        }
        return Optional.ofNullable(admin);
    }

    private void without(String why) {
        if (adminProblem == null) {
            adminProblem = new Problem(
                    clock.get(),
                    "The administrator's token of the HTTP interface can be neither read nor made",
                    why,
                    "Mend " + adminFile + ", which is tried again by itself; until then only the tokens of"
                            + " karge:token-add count");
            LOG.error("{}: {}", adminProblem.what(), why);
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
        if (findAdmin().filter(known -> known.is(token)).isPresent()) {
            return Optional.of(new ApiCaller(TokenFile.ADMIN, Right.ADMINISTER));
        }
        return named.read().tokens().stream()
                .filter(known -> known.is(token))
                .findFirst()
                .map(known -> new ApiCaller(known.name(), known.right()));
    }

    /** What keeps the administrator's token away, and what of the file with the named tokens does not count, and why. */
    List<Problem> problems() {
        return Stream.concat(adminProblem().stream(), namedProblems()).toList();
    }

    private synchronized Optional<Problem> adminProblem() {
        return findAdmin().isPresent() ? Optional.empty() : Optional.ofNullable(adminProblem);
    }

    private Stream<Problem> namedProblems() {
        return named.read().faults().stream()
                .map(fault -> new Problem(
                        named.changed(),
                        "etc/karge-api.tokens has what does not count",
                        fault,
                        "Correct the file, which its owner alone may write to (chmod 600); karge:token-add writes lines"
                                + " as they are needed"));
    }
}
