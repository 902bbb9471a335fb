package io.karge.ocpp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.CustomDataType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all records have in common, so that callers never count nulls. */
class EveryRecordTest {

    static List<Class<?>> records() {
        return Samples.records();
    }

    @ParameterizedTest
    @MethodSource("records")
    void ofTakesTheRequiredComponents(Class<?> type) throws ReflectiveOperationException {
        Object minimal = RecordSchema.of(type).read(Samples.minimal(type));
        List<RecordComponent> required =
                components(type).filter(c -> !isOptional(c)).toList();
        if (RecordSchema.of(type).isOpen()) {
            return;
        }
        Class<?>[] types = required.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = required.get(i).getAccessor().invoke(minimal);
        }

        assertThat(type.getMethod("of", types).invoke(null, values)).isEqualTo(minimal);
    }

    @ParameterizedTest
    @MethodSource("records")
    void withChangesOneComponentAndNoOther(Class<?> type) throws ReflectiveOperationException {
        Object minimal = RecordSchema.of(type).read(Samples.minimal(type));
        Object full = RecordSchema.of(type).read(Samples.full(type));
        List<RecordComponent> optional =
                components(type).filter(EveryRecordTest::isOptional).toList();
        if (optional.size() < 2) {
            return;
        }
        for (RecordComponent changed : optional) {
            Object value = changed.getAccessor().invoke(full);
            Object copy = with(changed).invoke(minimal, value);
            for (RecordComponent component : type.getRecordComponents()) {
                Object expected = component.getAccessor().equals(changed.getAccessor())
                        ? value
                        : component.getAccessor().invoke(minimal);
                assertThat(component.getAccessor().invoke(copy))
                        .as(changed + " " + component)
                        .isEqualTo(expected);
            }
            assertThat(with(changed).invoke(copy, (Object) null)).isEqualTo(minimal);
        }
    }

    /** Part 2, CustomDataType: every object may carry it. */
    @ParameterizedTest
    @MethodSource("records")
    void carriesCustomData(Class<?> type) {
        boolean carries = RecordSchema.of(type).fields().stream()
                .anyMatch(field -> field.name().equals("customData"));
        assertThat(carries).isEqualTo(type != CustomDataType.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void listsCannotBeChanged(Class<?> type) throws ReflectiveOperationException {
        Object full = RecordSchema.of(type).read(Samples.full(type));
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == List.class) {
                List<?> list = (List<?>) component.getAccessor().invoke(full);
                assertThat(list).isNotEmpty().isUnmodifiable();
            }
        }
    }

    private static Method with(RecordComponent component) throws NoSuchMethodException {
        String name = component.getName();
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return component.getDeclaringRecord().getMethod("with" + capital, component.getType());
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Stream.of(type.getRecordComponents());
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
