package io.karge.ocpp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.RpcErrorCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes each record through each way in which each of its fields can be wrong. */
class EveryConstraintTest {

    static List<Class<?>> records() {
        return Samples.records();
    }

    @ParameterizedTest
    @MethodSource("records")
    void refusesAMissingRequiredField(Class<?> type) {
        for (Field field : RecordSchema.of(type).fields()) {
            ObjectNode object = Samples.full(type);
            object.remove(field.name());
            if (field.required()) {
                assertRefused(type, object, RpcErrorCode.OccurrenceConstraintViolation, "/" + field.name());
            } else {
                assertThat(RecordSchema.of(type).read(object)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void refusesAnUnknownField(Class<?> type) {
        ObjectNode object = Samples.full(type).put("colour", "red");
        if (RecordSchema.of(type).isOpen()) {
            assertThat(RecordSchema.of(type).read(object)).isNotNull();
        } else {
            assertRefused(type, object, RpcErrorCode.ProtocolError, "/colour");
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void refusesNullAndWrongTypes(Class<?> type) {
        for (Field field : RecordSchema.of(type).fields()) {
            if (!(field.shape() instanceof Shape.Free)) {
                assertRefused(type, field, Shape.NODES.nullNode(), RpcErrorCode.TypeConstraintViolation, "");
                assertRefused(type, field, ofAnotherType(field.shape()), RpcErrorCode.TypeConstraintViolation, "");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void refusesValuesBeyondTheirBounds(Class<?> type) {
        for (Field field : RecordSchema.of(type).fields()) {
            refuseBeyondBounds(type, field);
        }
    }

    private static void refuseBeyondBounds(Class<?> type, Field field) {
        RpcErrorCode property = RpcErrorCode.PropertyConstraintViolation;
        RpcErrorCode occurrence = RpcErrorCode.OccurrenceConstraintViolation;
        if (field.shape() instanceof Shape.Text text) {
            JsonNode tooLong = Shape.NODES.textNode("x".repeat(text.maxLength() + 1));
            assertRefused(type, field, tooLong, property, "");
        } else if (field.shape() instanceof Shape.Choice) {
            assertRefused(type, field, Shape.NODES.textNode("accepted"), property, "");
        } else if (field.shape() instanceof Shape.Whole whole) {
            if (whole.min() > Integer.MIN_VALUE) {
                assertRefused(type, field, Shape.NODES.numberNode(whole.min() - 1), property, "");
            }
            if (whole.max() < Integer.MAX_VALUE) {
                assertRefused(type, field, Shape.NODES.numberNode(whole.max() + 1), property, "");
            }
        } else if (field.shape() instanceof Shape.Many many) {
            assertRefused(type, field, Shape.NODES.arrayNode(), occurrence, "");
            if (many.max() < Integer.MAX_VALUE) {
                JsonNode item = Samples.full(type).get(field.name()).get(0);
                ArrayNode tooMany = Shape.NODES.arrayNode();
                for (int i = 0; i <= many.max(); i++) {
                    tooMany.add(item);
                }
                assertRefused(type, field, tooMany, occurrence, "");
            }
            ArrayNode withNull = Shape.NODES.arrayNode().addNull();
            assertRefused(type, field, withNull, RpcErrorCode.TypeConstraintViolation, "/0");
        }
    }

    private static JsonNode ofAnotherType(Shape shape) {
        boolean isText = shape instanceof Shape.Text || shape instanceof Shape.Time || shape instanceof Shape.Choice;
        return isText ? Shape.NODES.numberNode(12) : Shape.NODES.textNode("12");
    }

    private static void assertRefused(Class<?> type, Field field, JsonNode value, RpcErrorCode code, String below) {
        ObjectNode object = Samples.full(type);
        object.set(field.name(), value);
        assertRefused(type, object, code, "/" + field.name() + below);
    }

    private static void assertRefused(Class<?> type, ObjectNode object, RpcErrorCode code, String path) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> RecordSchema.of(type).read(object))
                .satisfies(e -> {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.text()).startsWith(path + " ").hasSizeLessThan(200);
                });
    }
}
