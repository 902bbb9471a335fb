package io.karge.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the reports go: three files for each station, and the transcript of each case that was run. */
final class ReportFolder {
    private final Path folder;
    private final List<SiteStation> stations;

    /**
     * @param stations all of the run: two of one product get files of their own
     */
    ReportFolder(Path folder, List<SiteStation> stations) {
        this.folder = folder;
        this.stations = List.copyOf(stations);
    }

    /** The name of a station's files: that of its driver where there is one of the kind. */
    String name(SiteStation station) {
        boolean alone = stations.stream()
                        .filter(s -> s.driver().equals(station.driver()))
                        .count()
                == 1;
        return alone ? station.driver() : station.driver() + "-" + station.stationId();
    }

    Path transcript(SiteStation station, Verdict verdict) {
        return folder.resolve("transcripts")
                .resolve(name(station))
                .resolve(verdict.run().replace(' ', '-') + ".txt");
    }

    void writeTranscript(SiteStation station, Verdict verdict) {
        if (verdict.transcript().isEmpty()) {
            return;
        }
        String head = verdict.run() + "  " + verdict.facts().name() + "\n" + verdict.result()
                + (verdict.reason().isEmpty() ? "" : ": " + verdict.reason()) + "\n\n";
        StringBuilder text = new StringBuilder(head);
        verdict.transcript().forEach(line -> text.append(line).append('\n'));
        write(transcript(station, verdict), text.toString());
    }

    void write(Report report) {
        String name = name(report.station());
        write(folder.resolve(name + ".md"), ReportMarkdown.of(report));
        write(folder.resolve(name + ".html"), ReportHtml.of(report));
        try {
            write(
                    folder.resolve(name + ".json"),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(ReportJson.of(report))
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ConformanceException("the report " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
