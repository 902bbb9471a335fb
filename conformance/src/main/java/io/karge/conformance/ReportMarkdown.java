package io.karge.conformance;

import io.karge.conformance.Features.Feature;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people, in the order of the certificate's abstract. */
final class ReportMarkdown {
    private final StringBuilder text = new StringBuilder();

    private ReportMarkdown() {}

    static String of(Report report) {
        ReportMarkdown markdown = new ReportMarkdown();
        markdown.head(report);
        markdown.features("Hardware feature set", "Value", Features.hardware(report.product()));
        markdown.features("Optional features", "Supported", Features.optional(report.product()));
        markdown.features("Authorization options", "Supported", Features.authorization(report.product()));
        markdown.cases(report);
        markdown.performance(report);
        return markdown.text.toString();
    }

    private void head(Report report) {
        line("# Conformance of the " + report.designation());
        line("");
        line("OCPP 2.0.1, test cases of Part 6, run by the conformance kit of Karge. This is no certificate.");
        line("");
        if (!report.partial().isEmpty()) {
            line("**Partial: " + report.partial() + "**");
            line("");
        }
        row("", "");
        row("---", "---");
        row("Product", report.designation());
        row("Vendor", report.station().model().vendor());
        row("Firmware", report.product().at("/firmwareVersion").asText());
        row(
                "Station",
                report.station().stationId() + ", driver " + report.station().driver());
        row("Started", report.startedAt().toString());
        row("Took", clock(report.took()));
        row("Passed", String.valueOf(report.count(Verdict.Result.PASS)));
        row("Failed", String.valueOf(report.count(Verdict.Result.FAIL)));
        row("Not applicable", String.valueOf(report.count(Verdict.Result.NOT_APPLICABLE)));
        line("");
    }

    private void features(String title, String column, List<Feature> features) {
        line("## " + title);
        line("");
        row("Id", "Feature", column);
        row("---", "---", "---");
        features.forEach(feature -> row(feature.id(), feature.name(), feature.text()));
        line("");
    }

    private void cases(Report report) {
        line("## Test cases");
        line("");
        row("Id", "Test case", "Profile", "Files over", "Result", "Why");
        row("---", "---", "---", "---", "---", "---");
        report.verdicts()
                .forEach(verdict -> row(
                        verdict.caseId(),
                        verdict.facts().name(),
                        verdict.facts().profile(),
                        verdict.over().map(TransferProtocol::scheme).orElse(""),
                        verdict.result().name(),
                        verdict.reason()));
        line("");
        if (!report.missing().isEmpty()) {
            line("Listed by the certificate, not in the kit yet: "
                    + report.missing().stream().map(CaseFacts::id).collect(Collectors.joining(", ")) + ".");
            line("");
        }
    }

    private void performance(Report report) {
        line("## Performance");
        line("");
        line("Seconds, measured by the kit's CSMS during the cases above.");
        line("");
        row("Indicator", "Max allowed", "Min", "Max", "Average", "Measurements", "Result");
        row("---", "---", "---", "---", "---", "---", "---");
        Performance performance = report.performance();
        List<Performance.Indicator> slow = report.slow();
        for (Performance.Indicator indicator : Performance.Indicator.values()) {
            String allowed =
                    report.allowed(indicator).map(ReportMarkdown::seconds).orElse("");
            performance
                    .summary(indicator)
                    .ifPresentOrElse(
                            s -> row(
                                    indicator.label(),
                                    allowed,
                                    seconds(s.min()),
                                    seconds(s.max()),
                                    seconds(s.average()),
                                    String.valueOf(s.count()),
                                    (slow.contains(indicator) ? Verdict.Result.FAIL : Verdict.Result.PASS).name()),
                            () -> row(indicator.label(), allowed, "", "", "", "0", ""));
        }
    }

    private void row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        line(row.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private static String clock(Duration duration) {
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
