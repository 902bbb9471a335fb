package io.karge.devicemodel;

import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which variables a report holds, and in which order. */
final class Selection {
    private static final Comparator<String> NAMES = String.CASE_INSENSITIVE_ORDER;
    private static final Comparator<@Nullable String> INSTANCES = Comparator.nullsFirst(NAMES);

    /** By component, then by variable, the whole station before its EVSEs before their connectors. */
    static final Comparator<VariableKey> ORDER = Comparator.comparing(VariableKey::component, NAMES)
            .thenComparing(VariableKey::componentInstance, INSTANCES)
            .thenComparingInt(VariableKey::evseId)
            .thenComparingInt(VariableKey::connectorId)
            .thenComparing(VariableKey::variable, NAMES)
            .thenComparing(VariableKey::variableInstance, INSTANCES);

    private static final Set<String> SUMMARY = new TreeSet<>(NAMES);

    static {
        SUMMARY.addAll(Set.of("AvailabilityState", "Problem", "Tripped", "Overload", "Fallback"));
    }

    private Selection() {}

    static boolean belongsTo(ReportBaseEnumType base, VariableDefinition definition) {
        return switch (base) {
            case FullInventory -> true;
            case ConfigurationInventory -> definition.mutability() != MutabilityEnumType.ReadOnly; // B07.FR.07
            case SummaryInventory -> SUMMARY.contains(definition.key().variable());
        };
    }

    static boolean sameComponent(VariableKey one, VariableKey other) {
        return NAMES.compare(one.component(), other.component()) == 0
                && INSTANCES.compare(one.componentInstance(), other.componentInstance()) == 0
                && one.evseId() == other.evseId()
                && one.connectorId() == other.connectorId();
    }

    /** What is not named, every one of it is asked for (B08.FR.20 to B08.FR.25). */
    static boolean asksFor(ComponentVariableType asked, VariableKey key) {
        ComponentType component = asked.component();
        VariableType variable = asked.variable();
        EVSEType evse = component.evse();
        return component.name().equalsIgnoreCase(key.component())
                && covers(component.instance(), key.componentInstance())
                && (evse == null || covers(evse, key))
                && (variable == null
                        || (variable.name().equalsIgnoreCase(key.variable())
                                && covers(variable.instance(), key.variableInstance())));
    }

    /** The variable of a variable's component that a criterion is about. */
    static VariableKey stateOf(VariableKey key, ComponentCriterionEnumType criterion) {
        return new VariableKey(
                key.component(), key.componentInstance(), key.evseId(), key.connectorId(), criterion.wire(), null);
    }

    /**
     * Whether a component meets a criterion (B08.FR.07 to B08.FR.10).
     *
     * @param state the value of the variable that the criterion is about, empty when the component does not have it
     */
    static boolean meets(ComponentCriterionEnumType criterion, Optional<String> state) {
        return switch (criterion) {
            case Active, Available, Enabled -> state.isEmpty() || state.get().equals("true");
            case Problem -> state.filter("true"::equals).isPresent();
        };
    }

    private static boolean covers(@Nullable String asked, @Nullable String instance) {
        return asked == null || asked.isEmpty() || asked.equalsIgnoreCase(instance);
    }

    private static boolean covers(EVSEType asked, VariableKey key) {
        Integer connectorId = asked.connectorId();
        return asked.id() == key.evseId() && (connectorId == null || connectorId == key.connectorId());
    }
}
