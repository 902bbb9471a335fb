package io.karge.shell.table;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit every terminal. No state. */
public final class Lines {
    /** How many columns a line has at most. */
    public static final int WIDTH = 100;

    /** A space that is not broken at. */
    static final char KEPT_SPACE = '\u00a0';

    private static final String INDENT = "  ";

    private Lines() {}

    /** Prints a text; what does not fit the first line stands below it, a little to the right. */
    public static void print(PrintStream out, String text) {
        List<String> lines = wrap(text, WIDTH - INDENT.length());
        out.println(lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(INDENT + line));
    }

    /**
     * The text in lines, broken between words; a word that is longer than a line is broken where the line ends.
     *
     * @param width of a line, at least 1
     * @return one line at least
     */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) {
            wrapParagraph(paragraph.stripTrailing(), width, lines);
        }
        lines.replaceAll(line -> line.replace(KEPT_SPACE, ' '));
        return lines;
    }

    private static void wrapParagraph(String paragraph, int width, List<String> lines) {
        String left = paragraph;
        while (left.length() > width) {
            int space = left.lastIndexOf(' ', width);
            boolean between = space > 0 && !left.substring(0, space).isBlank();
            int end = between ? space : width;
            lines.add(left.substring(0, end).stripTrailing());
            left = between ? left.substring(end).stripLeading() : left.substring(end);
        }
        lines.add(left);
    }
}
