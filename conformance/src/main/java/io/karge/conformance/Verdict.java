package io.karge.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one case at one station.
 *
 * @param over by which protocol it moved files; empty where it moved none
 * @param reason of a failure: step, expectation and what was seen; why a case does not apply; empty when it passed
 * @param transcript what was said and done, empty when the case was not run
 */
record Verdict(
        CaseFacts facts,
        Optional<TransferProtocol> over,
        Result result,
        String reason,
        Duration took,
        List<Transcript.Line> transcript) {

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
        return new Verdict(facts, Optional.empty(), Result.NOT_APPLICABLE, reason, Duration.ZERO, List.of());
    }

    String caseId() {
        return facts.id();
    }

    /** The case, and by which protocol it moved files: {@code TC_L_01_CS sftp}. */
    String run() {
        return caseId() + over.map(protocol -> " " + protocol.scheme()).orElse("");
    }
}
