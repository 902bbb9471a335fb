package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The standard inventories. */
public enum ReportBaseEnumType implements WireEnum {
    ConfigurationInventory,
    FullInventory,
    SummaryInventory;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ReportBaseEnumType> of(String wire) {
        return WireEnum.of(ReportBaseEnumType.class, wire);
    }
}
