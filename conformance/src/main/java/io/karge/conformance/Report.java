package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.station.ProductFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a run found out about one station.
 *
 * @param selection which cases were chosen, in words; empty for all
 * @param interrupted whether the run ended before its last case
 * @param missing chosen and listed cases that the kit does not have
 * @param inventory what the station said of itself before the first case; empty when it could not be asked
 */
record Report(
        SiteStation station,
        Instant startedAt,
        Duration took,
        String selection,
        boolean interrupted,
        List<Verdict> verdicts,
        List<CaseFacts> missing,
        Optional<Inventory> inventory) {
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

    /**
     * Whether all that was chosen can be believed of the station: every listed case that applies was run and passed,
     * no indicator exceeds what the certificate allows, and the station shows what its product file claims.
     */
    boolean isPassed() {
        return !interrupted
                && missing.isEmpty()
                && count(Verdict.Result.FAIL) == 0
                && slow().isEmpty()
                && differing().isEmpty();
    }

    /** What the product file claims beside the cases, held against the station. */
    Claims claims() {
        return new Claims(product(), inventory, verdicts);
    }

    /** The claims that the station shows to be wrong. */
    List<Claim> differing() {
        return claims().all().stream()
                .filter(claim -> claim.agreement() == Claim.Agreement.DIFFERS)
                .toList();
    }

    /** What the certificate says of an indicator, for people; empty when it says nothing. */
    String certified(Performance.Indicator indicator) {
        JsonNode fact = product().at("/performance/" + indicator.fact());
        return fact.has("averageSeconds")
                ? "min " + fact.path("minSeconds").asText() + ", max "
                        + fact.path("maxSeconds").asText() + ", average "
                        + fact.path("averageSeconds").asText()
                : "";
    }

    /** The longest that an indicator may take, where the certificate says so. */
    Optional<Duration> allowed(Performance.Indicator indicator) {
        JsonNode seconds = product().at("/performance/" + indicator.fact() + "/maxAllowedSeconds");
        return seconds.isNumber()
                ? Optional.of(Duration.ofMillis(
                        seconds.decimalValue().movePointRight(3).longValue()))
                : Optional.empty();
    }

    /** The indicators that took longer than the certificate allows. */
    List<Performance.Indicator> slow() {
        Performance performance = performance();
        return Arrays.stream(Performance.Indicator.values())
                .filter(indicator -> performance
                        .summary(indicator)
                        .flatMap(seen ->
                                allowed(indicator).filter(most -> seen.max().compareTo(most) > 0))
                        .isPresent())
                .toList();
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
