package io.karge.devicemodel;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A variable that is there, with its value. */
final class Variable {
    private final String owner;
    private final VariableDefinition definition;
    private @Nullable String value;
    private @Nullable String afterReboot;
    private @Nullable Supplier<String> computed;
    private Function<String, Optional<String>> guard = anything -> Optional.empty();
    private @Nullable IntSupplier most;

    Variable(String owner, VariableDefinition definition, @Nullable String value) {
        this.owner = owner;
        this.definition = definition;
        this.value = value;
    }

    String owner() {
        return owner;
    }

    VariableDefinition definition() {
        return definition;
    }

    MutabilityEnumType mutability() {
        return definition.mutability();
    }

    /** The value that is in effect. */
    @Nullable
    String value() {
        return computed == null ? value : computed.get();
    }

    /** The value that reports and GetVariables show: what was set, also while a reboot is still needed. */
    @Nullable
    String reported() {
        return afterReboot == null ? value() : afterReboot;
    }

    /** Whether the value differs from the one before. */
    boolean set(String newValue) {
        boolean differs = !newValue.equals(value);
        value = newValue;
        afterReboot = null;
        return differs;
    }

    boolean needsRebootFor(String newValue) {
        return definition.rebootRequired() && !Objects.equals(newValue, value);
    }

    /** Makes the value what it is now. */
    Runnable memento() {
        String now = value;
        String afterRebootNow = afterReboot;
        return () -> {
            value = now;
            afterReboot = afterRebootNow;
        };
    }

    void setAfterReboot(String newValue) {
        afterReboot = newValue;
    }

    void computeWith(Supplier<String> supplier) {
        computed = supplier;
    }

    void guardWith(Function<String, Optional<String>> refusal) {
        guard = refusal;
    }

    void limitBy(IntSupplier maximum) {
        most = maximum;
    }

    private @Nullable BigDecimal maxLimit() {
        return most == null ? definition.maxLimit() : BigDecimal.valueOf(most.getAsInt());
    }

    /** What the definition says of a value to be set, then what the guard says. */
    Values.Checked check(String wanted) {
        Values.Checked checked = Values.check(definition, wanted);
        if (checked instanceof Values.Fits fits) {
            Optional<String> refusal = guard.apply(fits.value());
            if (refusal.isPresent()) {
                return new Values.Refused(Values.INVALID, refusal.get());
            }
        }
        return checked;
    }

    ReportDataType report() {
        VariableKey key = definition.key();
        return ReportDataType.of(
                        ComponentType.of(key.component())
                                .withInstance(key.componentInstance())
                                .withEvse(evse(key)),
                        VariableType.of(key.variable()).withInstance(key.variableInstance()),
                        List.of(attribute()))
                .withVariableCharacteristics(characteristics());
    }

    private static @Nullable EVSEType evse(VariableKey key) {
        if (key.evseId() == 0) {
            return null;
        }
        return EVSEType.of(key.evseId()).withConnectorId(key.connectorId() == 0 ? null : key.connectorId());
    }

    private VariableAttributeType attribute() {
        return new VariableAttributeType(
                AttributeEnumType.Actual,
                mutability() == MutabilityEnumType.WriteOnly ? null : shown(), // B07.FR.03
                mutability(),
                definition.persistent(),
                definition.constant(),
                null);
    }

    /** A text or a list without a value shows as empty; a number, a time or a boolean has nothing to show then. */
    private @Nullable String shown() {
        String shown = reported();
        if (shown != null) {
            return shown;
        }
        return switch (definition.dataType()) {
            case string, MemberList, SequenceList, OptionList -> "";
            case integer, decimal, dateTime, bool -> null;
        };
    }

    private VariableCharacteristicsType characteristics() {
        return VariableCharacteristicsType.of(definition.dataType(), false)
                .withUnit(definition.unit())
                .withMinLimit(definition.minLimit())
                .withMaxLimit(maxLimit())
                .withValuesList(definition.valuesList().isEmpty() ? null : String.join(",", definition.valuesList()));
    }
}
