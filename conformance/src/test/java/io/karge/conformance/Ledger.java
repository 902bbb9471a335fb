package io.karge.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ledger of requirements, {@code docs/requirements.md}, as its tables say it.
 *
 * @param rows in the order of the page
 * @param complaints lines that look like rows and are none, and rows in the wrong place
 */
record Ledger(List<Row> rows, List<String> complaints) {
    /** What the second cell of a row says of a requirement that is not the station's, or that it satisfies later. */
    private static final Set<String> WITHOUT_PROOF = Set.of("not applicable", "not yet");

    private static final Pattern BLOCK = Pattern.compile("## ([A-Z]) .+");
    private static final Pattern USE_CASE = Pattern.compile("### ([A-Z]\\d\\d) .+");
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z]\\d\\d)\\.FR\\.(\\d+) \\| (\\S[^|]*) \\| (\\S[^|]*) \\|");

    /**
     * One requirement.
     *
     * @param satisfiedBy the classes that do, empty when it is not applicable, or not yet
     * @param provenBy tests as {@code Class.method} and cases as {@code TC_B_01_CS}, empty then too
     * @param line as it stands on the page
     */
    record Row(String id, List<String> satisfiedBy, List<String> provenBy, String line) {}

    static Ledger read(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        String block = "";
        String useCase = "";
        for (String line : lines) {
            Matcher blockLine = BLOCK.matcher(line);
            Matcher useCaseLine = USE_CASE.matcher(line);
            Matcher row = ROW.matcher(line);
            if (blockLine.matches()) {
                block = blockLine.group(1);
                useCase = "";
            } else if (useCaseLine.matches()) {
                useCase = useCaseLine.group(1);
                if (!useCase.startsWith(block)) {
                    complaints.add("in the section of another block: " + line);
                }
            } else if (row.matches()) {
                if (!row.group(1).equals(useCase)) {
                    complaints.add("in the section of another use case: " + line);
                }
                rows.add(row(row.group(1) + ".FR." + row.group(2), row.group(3), row.group(4), line));
            } else if (line.startsWith("|") && !line.startsWith("| id |") && !line.startsWith("|---")) {
                complaints.add("no row of three cells: " + line);
            }
        }
        return new Ledger(List.copyOf(rows), List.copyOf(complaints));
    }

    private static Row row(String id, String satisfiedBy, String provenBy, String line) {
        return WITHOUT_PROOF.contains(satisfiedBy.strip())
                ? new Row(id, List.of(), List.of(), line)
                : new Row(id, names(satisfiedBy), names(provenBy), line);
    }

    private static List<String> names(String cell) {
        return Arrays.stream(cell.split(",")).map(String::strip).toList();
    }
}
