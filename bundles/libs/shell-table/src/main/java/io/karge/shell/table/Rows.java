package io.karge.shell.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/**
 * Prints the rows of a shell command: a table for people, or with {@code --json} the same rows for programs. A row is a
 * record; its components are the columns and, unchanged in name and order, the JSON fields. The record need
 * not be public. No state; callable on any thread.
 */
public final class Rows {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writer();

    private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final Pattern NEXT_WORD = Pattern.compile(" (?!Wh\\b)[A-Z](?=[a-z])");

    private Rows() {}

    /**
     * Prints a list.
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
        ShellTable table = new ShellTable();
        for (RecordComponent component : type.getRecordComponents()) {
            table.column(header(component.getName()));
        }
        rows.forEach(row -> table.addRow().addContent(cells(type, row).toArray()));
        table.emptyTableText(emptyText).print(out);
    }

    /** Prints one record: a table with a line per component, or a JSON object. */
    public static void printOne(PrintStream out, Record row, boolean json) {
        if (json) {
            out.println(toJson(row));
            return;
        }
        ShellTable table = new ShellTable().noHeaders();
        table.column("Name");
        table.column("Value");
        RecordComponent[] components = row.getClass().getRecordComponents();
        List<String> cells = cells(row.getClass(), row);
        for (int i = 0; i < components.length; i++) {
            table.addRow().addContent(header(components[i].getName()), cells.get(i));
        }
        table.print(out);
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
            return list.stream().map(Rows::cell).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + cell(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a row: " + value.getClass().getName(), e);
        }
    }
}
