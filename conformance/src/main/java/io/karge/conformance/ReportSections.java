package io.karge.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as tables, in the order of the certificate's abstract; what {@link ReportMarkdown} and {@link ReportHtml} print. */
final class ReportSections {
    private static final List<String> CLAIMED = List.of("Id", "Feature", "Claimed", "Shown by the station", "Result");

    private final Report report;
    private final Claims claims;
    private final List<Section> sections = new ArrayList<>();

    private ReportSections(Report report) {
        this.report = report;
        this.claims = report.claims();
    }

    /**
     * A table with what is said before it.
     *
     * @param columns empty for none; else a row has as many cells
     */
    record Section(String title, List<String> notes, List<String> columns, List<List<String>> rows) {}

    static String title(Report report) {
        return "Conformance of the " + report.designation();
    }

    static String introduction() {
        return "OCPP 2.0.1, test cases of Part 6, run by the conformance kit of Karge. This is no certificate.";
    }

    static List<Section> of(Report report) {
        ReportSections made = new ReportSections(report);
        made.product();
        made.claims("Identity", "Model and firmware: the claim ends with what is shown.", made.claims.identity());
        made.claims("EVSEs and connectors", "", made.claims.connectors());
        made.claims("Hardware feature set", "", made.claims.of(Features.hardware(report.product())));
        made.claims("Optional features", "", made.claims.of(Features.optional(report.product())));
        made.claims("Authorization options", "", made.claims.of(Features.authorization(report.product())));
        made.claims("Measurands and cipher suites", "", made.claims.of(Features.measurands(report.product())));
        made.claims("Additional questions", "", made.claims.of(Features.answers(report.product())));
        made.claims("Settings", "", made.claims.of(Features.settings(report.product())));
        made.cases();
        made.performance();
        return List.copyOf(made.sections);
    }

    private void product() {
        List<List<String>> rows = List.of(
                List.of("Product", report.designation()),
                List.of("Vendor", report.station().model().vendor()),
                List.of("Firmware", report.product().at("/firmwareVersion").asText()),
                List.of(
                        "Certificate",
                        report.product().at("/certificateNumber").asText("none") + " "
                                + report.product().at("/configId").asText()),
                List.of(
                        "Station",
                        report.station().stationId() + ", driver "
                                + report.station().driver()),
                List.of("Started", report.startedAt().toString()),
                List.of("Took", clock(report.took())),
                List.of("Passed", count(Verdict.Result.PASS)),
                List.of("Failed", count(Verdict.Result.FAIL)),
                List.of("Not applicable", count(Verdict.Result.NOT_APPLICABLE)),
                List.of("Claims that differ", String.valueOf(report.differing().size())));
        List<String> notes = report.partial().isEmpty() ? List.of() : List.of("Partial: " + report.partial());
        sections.add(new Section("Product", notes, List.of("", ""), rows));
    }

    private String count(Verdict.Result result) {
        return String.valueOf(report.count(result));
    }

    private void claims(String title, String note, List<Claim> all) {
        sections.add(new Section(
                title,
                note.isEmpty() ? List.of() : List.of(note),
                CLAIMED,
                all.stream()
                        .map(claim ->
                                List.of(claim.id(), claim.name(), claim.text(), claim.shown(), word(claim.agreement())))
                        .toList()));
    }

    private static String word(Claim.Agreement agreement) {
        return switch (agreement) {
            case SHOWN -> "shown";
            case DIFFERS -> "DIFFERS";
            case NOT_EXAMINED -> "not examined";
        };
    }

    private void cases() {
        List<String> notes = report.missing().isEmpty()
                ? List.of()
                : List.of("Listed by the certificate, not in the kit yet: "
                        + report.missing().stream().map(CaseFacts::id).collect(Collectors.joining(", ")) + ".");
        sections.add(new Section(
                "Test cases",
                notes,
                List.of("Id", "Test case", "Profile", "Files over", "Result", "Why"),
                report.verdicts().stream()
                        .map(verdict -> List.of(
                                verdict.caseId(),
                                verdict.facts().name(),
                                verdict.facts().profile(),
                                verdict.over().map(TransferProtocol::scheme).orElse(""),
                                verdict.result().name(),
                                verdict.reason()))
                        .toList()));
    }

    private void performance() {
        Performance performance = report.performance();
        List<List<String>> rows = new ArrayList<>();
        for (Performance.Indicator indicator : Performance.Indicator.values()) {
            Optional<Performance.Summary> seen = performance.summary(indicator);
            String result = report.slow().contains(indicator) ? Verdict.Result.FAIL.name() : Verdict.Result.PASS.name();
            rows.add(List.of(
                    indicator.label(),
                    report.allowed(indicator).map(ReportSections::seconds).orElse(""),
                    seen.map(s -> seconds(s.min())).orElse(""),
                    seen.map(s -> seconds(s.max())).orElse(""),
                    seen.map(s -> seconds(s.average())).orElse(""),
                    seen.map(s -> String.valueOf(s.count())).orElse("0"),
                    seen.isPresent() ? result : "",
                    report.certified(indicator)));
        }
        sections.add(new Section(
                "Performance",
                List.of(
                        "Seconds, measured by the kit's CSMS during the cases above. The last column is what the certificate"
                                + " says of the product. An authorization whose end is told with EVConnected, because the"
                                + " contactors had opened by then, does not count for its row in the certificate's definition;"
                                + " the last row, which is not of the certificate, has it."),
                List.of("Indicator", "Max allowed", "Min", "Max", "Average", "Measurements", "Result", "Certificate"),
                rows));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private static String clock(Duration duration) {
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
