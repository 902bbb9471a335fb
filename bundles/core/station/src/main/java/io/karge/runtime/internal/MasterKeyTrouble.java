package io.karge.runtime.internal;

import io.karge.security.Secrets;
import java.time.Duration;

/** A look at the master key: what is wrong with it is a problem of the gateway until it is cured. May block. */
final class MasterKeyTrouble implements Runnable {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final String PROBLEM = "master-key";

    private final Secrets secrets;
    private final ProblemList problems;

    MasterKeyTrouble(Secrets secrets, ProblemList problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    @Override
    public void run() {
        secrets.trouble()
                .ifPresentOrElse(
                        wrong -> problems.raise(PROBLEM, wrong.what(), wrong.why(), wrong.remedy()),
                        () -> problems.clear(PROBLEM));
    }
}
