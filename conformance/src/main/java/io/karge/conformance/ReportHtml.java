package io.karge.conformance;

import java.util.List;

/** A report for people, as a page of its own that needs nothing else. */
final class ReportHtml {
    private static final String STYLE = """
            body { font-family: sans-serif; margin: 2em auto; max-width: 80em; padding: 0 1em; }
            table { border-collapse: collapse; margin-bottom: 2em; }
            th, td { border: 1px solid #bbb; padding: .25em .6em; text-align: left; vertical-align: top; }
            th { background: #eee; }
            .bad { background: #fbd7d7; font-weight: bold; }
            """;

    private final StringBuilder text = new StringBuilder();

    private ReportHtml() {}

    static String of(Report report) {
        ReportHtml html = new ReportHtml();
        String title = escaped(ReportSections.title(report));
        html.line("<!DOCTYPE html>");
        html.line("<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title>");
        html.line("<style>\n" + STYLE + "</style></head><body>");
        html.line("<h1>" + title + "</h1>");
        html.line("<p>" + escaped(ReportSections.introduction()) + "</p>");
        ReportSections.of(report).forEach(html::section);
        html.line("</body></html>");
        return html.text.toString();
    }

    private void section(ReportSections.Section section) {
        line("<h2>" + escaped(section.title()) + "</h2>");
        section.notes().forEach(note -> line("<p>" + escaped(note) + "</p>"));
        line("<table>");
        if (section.columns().stream().anyMatch(column -> !column.isEmpty())) {
            row("th", section.columns());
        }
        section.rows().forEach(cells -> row("td", cells));
        line("</table>");
    }

    private void row(String element, List<String> cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) {
            boolean bad = cell.equals("FAIL") || cell.equals("DIFFERS");
            row.append('<').append(element).append(bad ? " class=\"bad\"" : "").append('>');
            row.append(escaped(cell)).append("</").append(element).append('>');
        }
        line(row.append("</tr>").toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
