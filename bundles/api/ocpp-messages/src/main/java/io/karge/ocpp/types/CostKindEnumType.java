package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What a cost is measured by. */
public enum CostKindEnumType implements WireEnum {
    CarbonDioxideEmission,
    RelativePricePercentage,
    RenewableGenerationPercentage;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<CostKindEnumType> of(String wire) {
        return WireEnum.of(CostKindEnumType.class, wire);
    }
}
