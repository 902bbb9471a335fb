package io.karge.conformance;

import java.time.Duration;
import java.util.List;

/**
 * What became of one case at one station.
 *
 * @param reason of a failure: step, expectation and what was seen; why a case does not apply; empty when it passed
 * @param transcript what was said and done, empty when the case was not run
 */
record Verdict(CaseFacts facts, Result result, String reason, Duration took, List<Transcript.Line> transcript) {

    /** As the reports print it. */
    enum Result {
        PASS,
        FAIL,
        NOT_APPLICABLE
    }

    Verdict {
        transcript = List.copyOf(transcript);
    }

    static Verdict notApplicable(CaseFacts facts, String reason) {
        return new Verdict(facts, Result.NOT_APPLICABLE, reason, Duration.ZERO, List.of());
    }

    String caseId() {
        return facts.id();
    }
}
