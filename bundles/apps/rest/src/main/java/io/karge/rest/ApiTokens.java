package io.karge.rest;

import io.karge.runtime.ApiCaller;
import io.karge.runtime.ApiCaller.Right;
import io.karge.runtime.StationView.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whose token a call carries: that of {@code etc/karge-api.token}, or one of {@link TokenFile}. Thread-safe. */
final class ApiTokens {
    private static final String SCHEME = "Bearer ";

    private final ApiToken admin;
    private final TokenFile named;

    /**
     * Makes the administrator's token if there is none.
     *
     * @throws RuntimeException as {@link ApiToken#readOrMake}
     */
    ApiTokens(Path etc) {
        this.admin = ApiToken.readOrMake(etc.resolve("karge-api.token"));
        this.named = new TokenFile(etc);
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
        if (admin.is(token)) {
            return Optional.of(new ApiCaller(TokenFile.ADMIN, Right.ADMINISTER));
        }
        return named.read().tokens().stream()
                .filter(known -> known.is(token))
                .findFirst()
                .map(known -> new ApiCaller(known.name(), known.right()));
    }

    /** What of the file with the named tokens does not count, and why. */
    List<Problem> problems() {
        return named.read().faults().stream()
                .map(fault -> new Problem(
                        named.changed(),
                        "etc/karge-api.tokens has what does not count",
                        fault,
                        "Correct the file, which its owner alone may write to (chmod 600); karge:token-add writes lines"
                                + " as they are needed"))
                .toList();
    }
}
