package io.karge.shell.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.karge.failure.TimeWords;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/**
 * Prints the rows of a shell command: a table for people, or with {@code --json} the same rows for programs. A row is a
 * record; its components are the columns and, unchanged in name and order, the JSON fields. In a table times have milliseconds at
 * most, and durations are in words; in JSON both are what they are. The record need not be public. No state; callable on any thread.
 */
public final class Rows {
    private static final ObjectWriter LINE = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .build()
            .writer();
    private static final ObjectWriter JSON = LINE.with(SerializationFeature.INDENT_OUTPUT);

    private static final int LONGEST_KEPT = 24;
    private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final Pattern NEXT_WORD = Pattern.compile(" (?!Wh\\b)[A-Z](?=[a-z])");

    private Rows() {}

    /**
     * Prints a list. A table has at most {@link Lines#WIDTH} columns: what is wider is broken within its column, and rows for
     * which that is not enough are printed one below the other, each like {@link #printOne}.
     *
     * @param type the record type, for the headers of an empty list
     * @param emptyText what the table says when there is no row: what is missing and what to do
     * @param json true prints a JSON array instead
     */
    public static <T extends Record> void print(
            PrintStream out, Class<T> type, List<? extends T> rows, String emptyText, boolean json) {
        if (json) {
            out.println(toJson(rows));
            return;
        }
        List<String> headers = Arrays.stream(type.getRecordComponents())
                .map(component -> header(component.getName()))
                .toList();
        List<List<String>> cells = rows.stream().map(row -> cells(type, row)).toList();
        Optional<ColumnWidths> widths = ColumnWidths.of(headers, cells);
        if (rows.isEmpty()) {
            printTable(out, headers, List.of());
            Lines.print(out, emptyText);
        } else if (widths.isPresent()) {
            printTable(out, headers, widths.get().broken(cells));
        } else {
            cells.forEach(row -> {
                printPairs(out, headers, row);
                out.println();
            });
        }
    }

    private static void printTable(PrintStream out, List<String> headers, List<List<String>> rows) {
        ShellTable table = new ShellTable();
        if (String.join("   ", headers).length() <= Lines.WIDTH) {
            headers.forEach(table::column);
            rows.forEach(row -> table.addRow().addContent(row.toArray()));
            table.print(out);
        }
    }

    /** Prints one record: a table with a line per component, or a JSON object. */
    public static void printOne(PrintStream out, Record row, boolean json) {
        if (json) {
            out.println(toJson(row));
            return;
        }
        List<String> names = Arrays.stream(row.getClass().getRecordComponents())
                .map(component -> header(component.getName()))
                .toList();
        printPairs(out, names, cells(row.getClass(), row));
    }

    private static void printPairs(PrintStream out, List<String> names, List<String> values) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        int width = Lines.WIDTH - longest - ColumnWidths.BETWEEN;
        ShellTable table = new ShellTable().noHeaders();
        table.column("Name");
        table.column("Value");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            for (String line : Lines.wrap(values.get(i), width)) {
                table.addRow().addContent(name, line);
                name = "";
            }
        }
        table.print(out);
    }

    /** One record as one line of JSON, for lists without an end. */
    public static void printLine(PrintStream out, Record row) {
        try {
            out.println(LINE.writeValueAsString(row));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a row: " + row.getClass().getName(), e);
        }
    }

    /** {@code bootCounter} becomes {@code Boot counter}, {@code meterWh} {@code Meter Wh}. */
    static String header(String component) {
        String words = CAMEL_HUMP.matcher(component).replaceAll(" $1");
        words = NEXT_WORD.matcher(words).replaceAll(start -> start.group().toLowerCase(Locale.ROOT));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static List<String> cells(Class<?> type, Record row) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> cell(value(component, row)))
                .toList();
    }

    private static @Nullable Object value(RecordComponent component, Record row) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component + " of " + row.getClass(), e);
        }
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Rows::cell).map(Rows::kept).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + cell(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Duration duration) {
            return TimeWords.of(duration);
        }
        // Nobody reads a clock's nanoseconds, and they make a column too wide.
        return value instanceof Instant time
                ? time.truncatedTo(ChronoUnit.MILLIS).toString()
                : value.toString();
    }

    /** A short item of a list is not broken: {@code 1.1 Available}. */
    private static String kept(String item) {
        return item.length() > LONGEST_KEPT ? item : item.replace(' ', Lines.KEPT_SPACE);
    }

    private static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a row: " + value.getClass().getName(), e);
        }
    }
}
