package io.karge.ocpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Valid objects for every record, made from its definition, the same in every run. */
public final class Samples {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz-é√😀";

    private int counter;

    private Samples() {}

    /** The records of all messages: requests and responses. */
    public static Stream<Class<?>> messages() {
        return Arrays.stream(Action.values()).flatMap(action -> Stream.of(action.requestType(), action.responseType()));
    }

    /** All records: the messages and the data types that they use. */
    public static List<Class<?>> records() {
        Set<Class<?>> found = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        messages().forEach(type -> collect(type, found));
        return List.copyOf(found);
    }

    /** An object with its required fields only. */
    public static ObjectNode minimal(Class<?> type) {
        return new Samples().object(RecordSchema.of(type), false);
    }

    /** An object with all fields at all levels, texts and lists as long as allowed (lists up to four items). */
    public static ObjectNode full(Class<?> type) {
        return new Samples().object(RecordSchema.of(type), true);
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (found.add(type)) {
            RecordSchema.of(type).fields().forEach(field -> collect(field.shape(), found));
        }
    }

    private static void collect(Shape shape, Set<Class<?>> found) {
        if (shape instanceof Shape.Many many) {
            collect(many.item(), found);
        } else if (shape instanceof Shape.Nested nested) {
            collect(nested.schema().type(), found);
        }
    }

    private ObjectNode object(RecordSchema<?> schema, boolean full) {
        ObjectNode object = Shape.NODES.objectNode();
        for (Field field : schema.fields()) {
            if (full || field.required()) {
                object.set(field.name(), value(field.shape(), full));
            }
        }
        if (full && schema.isOpen()) {
            object.put("reading", ++counter).putObject("more").putNull("nothing");
        }
        return object;
    }

    private JsonNode value(Shape shape, boolean full) {
        counter++;
        if (shape instanceof Shape.Text text) {
            return Shape.NODES.textNode(text(full ? text.maxLength() : Math.min(1, text.maxLength())));
        } else if (shape instanceof Shape.Whole whole) {
            return Shape.NODES.numberNode(Math.min(Math.max(counter, whole.min()), whole.max()));
        } else if (shape instanceof Shape.Decimal) {
            return Shape.NODES.numberNode(new BigDecimal(counter + ".230"));
        } else if (shape instanceof Shape.Truth) {
            return Shape.NODES.booleanNode(counter % 2 == 0);
        } else if (shape instanceof Shape.Time) {
            return Shape.NODES.textNode("2025-06-%02dT12:30:45.%03dZ".formatted(counter % 28 + 1, counter % 1000));
        } else if (shape instanceof Shape.Choice choice) {
            Object[] constants = choice.type().getEnumConstants();
            return Shape.NODES.textNode(((WireEnum) constants[counter % constants.length]).wire());
        } else if (shape instanceof Shape.Nested nested) {
            return object(nested.schema(), full);
        } else if (shape instanceof Shape.Many many) {
            ArrayNode array = Shape.NODES.arrayNode();
            int count = full ? Math.min(4, many.max()) : many.min();
            for (int i = 0; i < count; i++) {
                array.add(value(many.item(), full && i == 0));
            }
            return array;
        } else {
            return Shape.NODES.objectNode().put("anything", counter);
        }
    }

    private String text(int length) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters[(counter + i) % letters.length]);
        }
        return text.toString();
    }
}
