package io.karge.conformance;

import io.karge.station.ProductFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run found out about one station.
 *
 * @param selection which cases were chosen, in words; empty for all
 * @param interrupted whether the run ended before its last case
 * @param missing listed cases that the kit does not have
 */
record Report(
        SiteStation station,
        Instant startedAt,
        Duration took,
        String selection,
        boolean interrupted,
        List<Verdict> verdicts,
        List<CaseFacts> missing) {
    Report {
        verdicts = List.copyOf(verdicts);
        missing = List.copyOf(missing);
    }

    ProductFacts product() {
        return station.product();
    }

    String designation() {
        String designation = product().at("/designation").asText();
        return designation.isEmpty()
                ? station.model().vendor() + " " + station.model().model()
                : designation;
    }

    long count(Verdict.Result result) {
        return verdicts.stream().filter(v -> v.result() == result).count();
    }

    /** Whether it says something of all cases that apply; otherwise it is of a part. */
    boolean isComplete() {
        return selection.isEmpty() && !interrupted && missing.isEmpty();
    }

    /** Why it is of a part; empty when it is complete. */
    String partial() {
        if (interrupted) {
            return "The run was interrupted.";
        }
        if (!selection.isEmpty()) {
            return "Only a part was run: " + selection + ".";
        }
        return missing.isEmpty() ? "" : "The kit does not have all cases of the certificate yet.";
    }

    /** The times of all cases that were run. */
    Performance performance() {
        Performance performance = new Performance();
        verdicts.forEach(verdict -> performance.add(verdict.transcript()));
        return performance;
    }
}
