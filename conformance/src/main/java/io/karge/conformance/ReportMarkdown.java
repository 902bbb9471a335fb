package io.karge.conformance;

import java.util.Collections;
import java.util.List;

/** A report for people, as Markdown. */
final class ReportMarkdown {
    private final StringBuilder text = new StringBuilder();

    private ReportMarkdown() {}

    static String of(Report report) {
        ReportMarkdown markdown = new ReportMarkdown();
        markdown.line("# " + ReportSections.title(report));
        markdown.line("");
        markdown.line(ReportSections.introduction());
        markdown.line("");
        ReportSections.of(report).forEach(markdown::section);
        return markdown.text.toString();
    }

    private void section(ReportSections.Section section) {
        line("## " + section.title());
        line("");
        section.notes().forEach(note -> {
            line(note.startsWith("Partial") ? "**" + note + "**" : note);
            line("");
        });
        row(section.columns());
        row(Collections.nCopies(section.columns().size(), "---"));
        section.rows().forEach(this::row);
        line("");
    }

    private void row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        line(row.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
