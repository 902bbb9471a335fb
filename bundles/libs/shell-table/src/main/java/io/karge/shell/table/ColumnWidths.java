package io.karge.shell.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How wide the columns of a table are that fits {@link Lines#WIDTH}: as wide as what is in them, or else the widest ones less.
 */
final class ColumnWidths {
    /** What the table puts between two columns. */
    static final int BETWEEN = 3;

    /** A column that is broken is not narrower. */
    private static final int LEAST = 10;

    /**
     * Words of at most this length stay whole where the table allows it: the ids of transactions, which may be UUIDs; or else
     * times and most other ids; or else none.
     */
    private static final int[] WHOLE = {36, 24, 0};

    /** A row that becomes longer is no row any more. */
    private static final int MOST_LINES = 6;

    private final int[] widths;

    private ColumnWidths(int[] widths) {
        this.widths = widths;
    }

    /** Empty when the rows do not fit a table that people can read. */
    static Optional<ColumnWidths> of(List<String> headers, List<List<String>> rows) {
        int[] widths = longest(headers, rows, Function.identity());
        if (Arrays.stream(WHOLE)
                .noneMatch(whole -> narrow(widths, longest(headers, rows, cell -> word(cell, whole))))) {
            return Optional.empty();
        }
        ColumnWidths found = new ColumnWidths(widths);
        return rows.stream().allMatch(row -> found.linesOf(row).size() <= MOST_LINES)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** How long the longest of each column is, its header or something of a cell. */
    private static int[] longest(List<String> headers, List<List<String>> rows, Function<String, String> part) {
        return IntStream.range(0, headers.size())
                .map(column -> Math.max(
                        headers.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> part.apply(row.get(column)).length())
                                .max()
                                .orElse(0)))
                .toArray();
    }

    /** The longest word of a cell, as far as it has to stay whole. */
    private static String word(String cell, int whole) {
        String longest = Arrays.stream(cell.split(" ", -1))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return longest.substring(0, Math.min(longest.length(), whole));
    }

    /** Makes the widest columns narrower until the table fits; whether it does. */
    private static boolean narrow(int[] widths, int[] least) {
        int room = Lines.WIDTH - BETWEEN * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = IntStream.range(0, widths.length)
                    .filter(column -> widths[column] > Math.max(LEAST, least[column]))
                    .reduce((one, other) -> widths[other] > widths[one] ? other : one)
                    .orElse(-1);
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    /** The rows as rows of the table: several for one that has a cell with several lines. */
    List<List<String>> broken(List<List<String>> rows) {
        return rows.stream().flatMap(row -> linesOf(row).stream()).toList();
    }

    private List<List<String>> linesOf(List<String> row) {
        List<List<String>> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            cells.add(Lines.wrap(row.get(column), widths[column]));
        }
        int lines = cells.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, lines)
                .mapToObj(line -> cells.stream()
                        .map(cell -> line < cell.size() ? cell.get(line) : "")
                        .toList())
                .toList();
    }
}
