package io.karge.ocpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One field of an object: a record component with its name on the wire, its cardinality and its shape. */
record Field(String name, boolean required, Shape shape, MethodHandle accessor) {

    static Field of(RecordComponent component, MethodHandle accessor) {
        WireName wireName = component.getAnnotation(WireName.class);
        AnnotatedType type = component.getAnnotatedType();
        return new Field(
                wireName == null ? component.getName() : wireName.value(),
                !type.isAnnotationPresent(Nullable.class),
                shapeOf(type),
                accessor);
    }

    private static Shape shapeOf(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType list) {
            Items items = annotated.getAnnotation(Items.class);
            return new Shape.Many(shapeOf(list.getAnnotatedActualTypeArguments()[0]), items.min(), items.max());
        }
        Class<?> type = (Class<?>) annotated.getType();
        if (type == String.class) {
            return new Shape.Text(annotated.getAnnotation(Length.class).value());
        }
        if (type == int.class || type == Integer.class) {
            Range range = annotated.getAnnotation(Range.class);
            return range == null
                    ? new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE)
                    : new Shape.Whole(range.min(), range.max());
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Shape.Truth();
        }
        if (type == BigDecimal.class) {
            return new Shape.Decimal();
        }
        if (type == Instant.class) {
            return new Shape.Time();
        }
        if (type == JsonNode.class) {
            return new Shape.Free();
        }
        return type.isEnum() ? new Shape.Choice(type) : new Shape.Nested(RecordSchema.of(type));
    }

    /** The value in an object, or null when it is absent and may be. */
    @Nullable
    Object read(ObjectNode object) {
        JsonNode node = object.get(name);
        if (node == null) {
            if (required) {
                throw Violations.missing().under(name);
            }
            return null;
        }
        try {
            return shape.read(node);
        } catch (InvalidValueException e) {
            throw e.under(name);
        }
    }

    void check(@Nullable Object value) {
        if (value == null) {
            if (required) {
                throw Violations.missing().under(name);
            }
            return;
        }
        try {
            shape.check(value);
        } catch (InvalidValueException e) {
            throw e.under(name);
        }
    }
}
