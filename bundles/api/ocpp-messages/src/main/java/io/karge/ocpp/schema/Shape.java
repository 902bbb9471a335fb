package io.karge.ocpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a kind of value is read, checked and written. Reading makes sure of the type only; the constraints are checked
 * when the record is built, whoever builds it. All three throw {@link InvalidValueException}.
 */
sealed interface Shape {

    JsonNodeFactory NODES = JsonNodeFactory.instance;

    Object read(JsonNode node);

    JsonNode write(Object value);

    default void check(Object value) {}

    /** Characters; half a surrogate pair is none, and could not be encoded. */
    record Text(int maxLength) implements Shape {
        @Override
        public Object read(JsonNode node) {
            if (!node.isTextual()) {
                throw Violations.type("a string", node);
            }
            return node.textValue();
        }

        @Override
        public void check(Object value) {
            String text = (String) value;
            if (text.length() > maxLength) {
                int count = text.codePointCount(0, text.length());
                if (count > maxLength) {
                    throw Violations.property(
                            "holds %d characters, at most %d are allowed".formatted(count, maxLength));
                }
            }
            Violations.requireWellFormed(text);
        }

        @Override
        public JsonNode write(Object value) {
            return NODES.textNode((String) value);
        }
    }

    /** An integer of 32 bits (Part 2, 2.1.4). JSON Schema takes 5.0 for an integer too. */
    record Whole(int min, int max) implements Shape {
        @Override
        public Object read(JsonNode node) {
            if (node.isInt()) {
                return node.intValue();
            }
            if (!node.isNumber()) {
                throw Violations.type("an integer", node);
            }
            try {
                return node.decimalValue().intValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw Violations.type("must be an integer of 32 bits");
            }
        }

        @Override
        public void check(Object value) {
            int number = (Integer) value;
            if (number < min || number > max) {
                throw Violations.property(
                        max == Integer.MAX_VALUE
                                ? "is %d, at least %d is needed".formatted(number, min)
                                : "is %d, %d to %d is allowed".formatted(number, min, max));
            }
        }

        @Override
        public JsonNode write(Object value) {
            return NODES.numberNode((Integer) value);
        }
    }

    /** A decimal number, kept exactly. The bounds keep one hostile exponent from filling memory or store. */
    record Decimal() implements Shape {
        private static final int MAX_DIGITS = 400;

        @Override
        public Object read(JsonNode node) {
            if (!node.isNumber()) {
                throw Violations.type("a number", node);
            }
            try {
                return node.decimalValue();
            } catch (NumberFormatException e) {
                throw Violations.type("must be finite");
            }
        }

        @Override
        public void check(Object value) {
            BigDecimal number = (BigDecimal) value;
            if (Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS) {
                throw Violations.type("is a number beyond the range of decimals");
            }
        }

        @Override
        public JsonNode write(Object value) {
            return NODES.numberNode((BigDecimal) value);
        }
    }

    /** True or false. */
    record Truth() implements Shape {
        @Override
        public Object read(JsonNode node) {
            if (!node.isBoolean()) {
                throw Violations.type("a boolean", node);
            }
            return node.booleanValue();
        }

        @Override
        public JsonNode write(Object value) {
            return NODES.booleanNode((Boolean) value);
        }
    }

    /** A moment in time. */
    record Time() implements Shape {
        @Override
        public Object read(JsonNode node) {
            if (!node.isTextual()) {
                throw Violations.type("a date-time", node);
            }
            return Timestamps.read(node.textValue());
        }

        @Override
        public void check(Object value) {
            Timestamps.check((Instant) value);
        }

        @Override
        public JsonNode write(Object value) {
            return NODES.textNode(Timestamps.write((Instant) value));
        }
    }

    /** One of the constants of an enumeration. */
    record Choice(Class<?> type) implements Shape {
        @Override
        public Object read(JsonNode node) {
            if (!node.isTextual()) {
                throw Violations.type("a string", node);
            }
            WireEnum constant = WireValues.of(type).get(node.textValue());
            if (constant == null) {
                throw Violations.property(
                        "is '%s', no value of %s".formatted(Violations.shown(node.textValue()), type.getSimpleName()));
            }
            return constant;
        }

        @Override
        public JsonNode write(Object value) {
            return NODES.textNode(((WireEnum) value).wire());
        }
    }

    /** Another record, which has checked itself when it was built. */
    record Nested(RecordSchema<?> schema) implements Shape {
        @Override
        public Object read(JsonNode node) {
            return schema.read(node);
        }

        @Override
        public JsonNode write(Object value) {
            return schema.write(value);
        }
    }

    /** A list of values of one shape. */
    record Many(Shape item, int min, int max) implements Shape {
        @Override
        public Object read(JsonNode node) {
            if (!node.isArray()) {
                throw Violations.type("an array", node);
            }
            checkCount(node.size());
            List<Object> values = new ArrayList<>(node.size());
            for (JsonNode child : node) {
                try {
                    values.add(item.read(child));
                } catch (InvalidValueException e) {
                    throw e.under(Integer.toString(values.size()));
                }
            }
            return values;
        }

        @Override
        public void check(Object value) {
            List<?> values = (List<?>) value;
            checkCount(values.size());
            for (int i = 0; i < values.size(); i++) {
                try {
                    item.check(values.get(i));
                } catch (InvalidValueException e) {
                    throw e.under(Integer.toString(i));
                }
            }
        }

        private void checkCount(int count) {
            if (count < min || count > max) {
                throw Violations.itemCount(count, min, max);
            }
        }

        @Override
        public JsonNode write(Object value) {
            List<?> values = (List<?>) value;
            ArrayNode array = NODES.arrayNode(values.size());
            for (Object each : values) {
                array.add(item.write(each));
            }
            return array;
        }
    }

    /** Whatever JSON can say, null included, as far as it can be stored and sent again. */
    record Free() implements Shape {
        private static final Decimal NUMBERS = new Decimal();

        @Override
        public Object read(JsonNode node) {
            return node;
        }

        @Override
        public void check(Object value) {
            JsonNode node = (JsonNode) value;
            if (node.isTextual()) {
                Violations.requireWellFormed(node.textValue());
            } else if (node.isBigDecimal()) {
                NUMBERS.check(node.decimalValue());
            } else if (node.isContainerNode()) {
                node.properties().forEach(field -> Violations.requireWellFormed(field.getKey()));
                node.forEach(this::check);
            }
        }

        @Override
        public JsonNode write(Object value) {
            return (JsonNode) value;
        }
    }
}
