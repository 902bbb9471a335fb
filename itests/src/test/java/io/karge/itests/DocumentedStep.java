package io.karge.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One fenced block of a page.
 *
 * @param kind the words after the fence
 */
record DocumentedStep(String kind, String text) {
    private static final String FENCE = "```";

    /** The blocks below a heading of the second level, down to the next. */
    static List<DocumentedStep> read(Path page, String heading) throws IOException {
        List<DocumentedStep> steps = new ArrayList<>();
        boolean below = false;
        List<String> block = null;
        String kind = "";
        for (String line : Files.readAllLines(page)) {
            if (block == null && line.startsWith("## ")) {
                below = line.equals("## " + heading);
            } else if (below && block == null && line.startsWith(FENCE)) {
                kind = line.substring(FENCE.length()).strip();
                block = new ArrayList<>();
            } else if (block != null && line.equals(FENCE)) {
                steps.add(new DocumentedStep(kind, String.join("\n", block)));
                block = null;
            } else if (block != null) {
                block.add(line);
            }
        }
        return List.copyOf(steps);
    }

    /** Whether each expected line is printed; {@code ...} in it stands for anything. */
    static boolean isShown(String expected, String printed) {
        List<String> lines = printed.lines().toList();
        return expected.lines().allMatch(wanted -> lines.stream().anyMatch(line -> isShownIn(line, wanted)));
    }

    private static boolean isShownIn(String line, String wanted) {
        int from = 0;
        for (String part : wanted.split("\\.\\.\\.", -1)) {
            int found = line.indexOf(part.strip(), from);
            if (found < 0) {
                return false;
            }
            from = found + part.strip().length();
        }
        return true;
    }
}
