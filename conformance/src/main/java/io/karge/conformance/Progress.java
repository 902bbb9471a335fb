package io.karge.conformance;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells people how the run goes, a line for each case as it ends. Thread-safe. */
final class Progress {
    private static final int LAST_LINES = 14;
    private static final int WIDTH = 400;

    private final PrintStream out;
    private final ReportFolder reports;
    private final int total;
    private int done;

    /**
     * @param total the cases of all stations
     */
    Progress(PrintStream out, ReportFolder reports, int total) {
        this.out = out;
        this.reports = reports;
        this.total = total;
    }

    synchronized void ended(SiteStation station, Verdict verdict) {
        done++;
        reports.writeTranscript(station, verdict);
        out.printf(
                Locale.ROOT,
                "[%3d/%d] %-4s %-16s %-13s %5.1f s%n",
                done,
                total,
                label(verdict.result()),
                verdict.run(),
                station.stationId(),
                verdict.took().toMillis() / 1000.0);
        if (verdict.result() == Verdict.Result.FAIL) {
            failure(station, verdict);
        }
    }

    /** Something to know of a station beside its cases. */
    synchronized void remark(SiteStation station, String what) {
        out.println("          " + station.stationId() + ": " + shortened(what));
    }

    private void failure(SiteStation station, Verdict verdict) {
        out.println("          " + shortened(verdict.reason().replace("\n", "\n          ")));
        List<Transcript.Line> lines = verdict.transcript();
        lines.stream()
                .skip(Math.max(0, lines.size() - LAST_LINES))
                .map(Transcript.Line::toString)
                .forEach(line -> out.println("            " + shortened(line)));
        if (!lines.isEmpty()) {
            out.println("          all of it: " + reports.transcript(station, verdict));
        }
    }

    private static String label(Verdict.Result result) {
        return switch (result) {
            case PASS -> "pass";
            case FAIL -> "FAIL";
            case NOT_APPLICABLE -> "n/a";
        };
    }

    private static String shortened(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + " ...";
    }

    synchronized void summary(List<Report> all, Duration took) {
        out.println();
        for (Report report : all) {
            out.printf(
                    Locale.ROOT,
                    "%-13s %3d passed, %d failed, %d not applicable%s%n",
                    report.station().stationId(),
                    report.count(Verdict.Result.PASS),
                    report.count(Verdict.Result.FAIL),
                    report.count(Verdict.Result.NOT_APPLICABLE),
                    report.partial().isEmpty() ? "" : "; " + report.partial());
            report.slow()
                    .forEach(indicator ->
                            out.println("              took longer than the certificate allows: " + indicator.label()));
            report.differing()
                    .forEach(claim -> out.println("              claims " + claim.id() + " " + claim.name() + ": "
                            + claim.text() + "; the station shows " + claim.shown()));
        }
        out.printf("Took %d min %d s.%n", took.toMinutes(), took.toSecondsPart());
    }
}
