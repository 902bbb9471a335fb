package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The state that a component must have to be reported. */
public enum ComponentCriterionEnumType implements WireEnum {
    Active,
    Available,
    Enabled,
    Problem;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ComponentCriterionEnumType> of(String wire) {
        return WireEnum.of(ComponentCriterionEnumType.class, wire);
    }
}
