package io.karge.ocpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an object of OCPP, taken from its record: component names and types, {@link Nullable} for what may
 * be absent, {@link Length}, {@link Range} and {@link Items} for what is allowed. A last component of type
 * {@code Map<String, JsonNode>} takes all fields that have no component of their own; without one, such fields are
 * refused.
 *
 * <p>Reflection happens once for each record type; after that everything goes through method handles. Thread-safe.
 *
 * @param <T> the record
 */
public final class RecordSchema<T> {

    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);
    private static final Shape FREE = new Shape.Free();
    private static final ClassValue<RecordSchema<?>> SCHEMAS = new ClassValue<>() {
        @Override
        protected RecordSchema<?> computeValue(Class<?> type) {
            return new RecordSchema<>(type);
        }
    };

    private final Class<T> type;
    private final List<Field> fields;
    private final Set<String> names;
    private final @Nullable MethodHandle furtherFields;
    private final MethodHandle constructor;

    private RecordSchema(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        this.type = type;
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            RecordComponent[] components = type.getRecordComponents();
            List<Field> found = new ArrayList<>();
            MethodHandle further = null;
            for (RecordComponent component : components) {
                MethodHandle accessor =
                        lookup.unreflect(component.getAccessor()).asType(ACCESSOR);
                if (component.getType() == Map.class) {
                    further = accessor;
                } else {
                    found.add(Field.of(component, accessor));
                }
            }
            fields = List.copyOf(found);
            names = fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
            furtherFields = further;
            Class<?>[] parameters =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, parameters.length)
                    .asType(CONSTRUCTOR);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " is not a public record", e);
        }
    }

    /** The definition of a record type. */
    @SuppressWarnings("unchecked") // computeValue keeps the type
    public static <T> RecordSchema<T> of(Class<T> type) {
        return (RecordSchema<T>) SCHEMAS.get(type);
    }

    /**
     * Checks the components of a record, for its compact constructor.
     *
     * @param components all of them, in the order of their declaration
     * @throws InvalidValueException if one of them breaks its definition
     */
    public static void check(Class<? extends Record> type, @Nullable Object... components) {
        RecordSchema<?> schema = SCHEMAS.get(type);
        try {
            schema.check(components);
        } catch (InvalidValueException e) {
            throw e.in(type);
        }
    }

    /** An immutable copy of a list that may be absent, for compact constructors. */
    public static <E> @Nullable List<E> copyOf(@Nullable List<E> list) {
        return list == null ? null : List.copyOf(list);
    }

    /**
     * Reads a record.
     *
     * @throws InvalidValueException if the node is not what the definition asks for
     */
    public T read(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw Violations.type("an object", node);
        }
        Object[] components = new Object[fields.size() + (furtherFields == null ? 0 : 1)];
        int known = 0;
        for (int i = 0; i < fields.size(); i++) {
            components[i] = fields.get(i).read(object);
            if (components[i] != null) {
                known++;
            }
        }
        if (furtherFields != null) {
            components[fields.size()] = furtherFields(object);
        } else if (known < object.size()) {
            throw Violations.unknownField(
                    furtherFields(object).keySet().iterator().next(), type);
        }
        return construct(components);
    }

    /** Writes a record; absent components are left out. */
    public ObjectNode write(Object value) {
        ObjectNode object = Shape.NODES.objectNode();
        T owner = type.cast(value);
        for (Field field : fields) {
            Object component = get(field.accessor(), owner);
            if (component != null) {
                object.set(field.name(), field.shape().write(component));
            }
        }
        if (furtherFields != null && get(furtherFields, owner) instanceof Map<?, ?> further) {
            further.forEach((name, node) -> object.set((String) name, (JsonNode) node));
        }
        return object;
    }

    Class<T> type() {
        return type;
    }

    List<Field> fields() {
        return fields;
    }

    boolean isOpen() {
        return furtherFields != null;
    }

    private void check(@Nullable Object[] components) {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).check(components[i]);
        }
        if (furtherFields != null && components[fields.size()] instanceof Map<?, ?> further) {
            for (String name : names) {
                if (further.containsKey(name)) {
                    throw Violations.property("is a field of its own").under(name);
                }
            }
            further.forEach(RecordSchema::checkFurther);
        }
    }

    private static void checkFurther(Object name, Object value) {
        try {
            Violations.requireWellFormed((String) name);
            FREE.check(value);
        } catch (InvalidValueException e) {
            throw e.under((String) name);
        }
    }

    private Map<String, JsonNode> furtherFields(ObjectNode object) {
        Map<String, JsonNode> further = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!names.contains(field.getKey())) {
                further.put(field.getKey(), field.getValue());
            }
        });
        return further;
    }

    private T construct(@Nullable Object[] components) {
        try {
            return type.cast((Object) constructor.invokeExact(components));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("constructor of " + type.getName(), e);
        }
    }

    private static @Nullable Object get(MethodHandle accessor, Object owner) {
        try {
            return (Object) accessor.invokeExact(owner);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("accessor of " + owner.getClass().getName(), e);
        }
    }
}
