package io.karge.devicemodel;

import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.station.BlockState;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values that differ from the shipped ones, by variable. */
final class StoredValues {
    private final BlockState state;

    StoredValues(BlockState state) {
        this.state = state;
    }

    /** The stored value if the definition still allows it, else the shipped one. */
    @Nullable
    String get(VariableDefinition definition) {
        if (!isStored(definition)) {
            return definition.value();
        }
        return state.get(keyOf(definition.key()), StoredValue.class)
                .map(StoredValue::value)
                .filter(value -> Values.check(definition, value) instanceof Values.Fits)
                .orElse(definition.value());
    }

    void put(VariableDefinition definition, String value) {
        if (!isStored(definition)) {
            return;
        }
        String key = keyOf(definition.key());
        if (value.equals(definition.value())) {
            state.remove(key);
        } else {
            state.put(key, new StoredValue(value));
        }
    }

    private static boolean isStored(VariableDefinition definition) {
        return definition.persistent() && definition.mutability() != MutabilityEnumType.WriteOnly;
    }

    /** The slash is in no name: identifiers have letters, digits and {@code *-_=:+|@.} only (Part 2, primitive datatypes). */
    private static String keyOf(VariableKey key) {
        return String.join(
                        "/",
                        key.component(),
                        orEmpty(key.componentInstance()),
                        Integer.toString(key.evseId()),
                        Integer.toString(key.connectorId()),
                        key.variable(),
                        orEmpty(key.variableInstance()))
                .toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }

    record StoredValue(String value) {}
}
