package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of CustomerInformation. */
public enum CustomerInformationStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    Invalid;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<CustomerInformationStatusEnumType> of(String wire) {
        return WireEnum.of(CustomerInformationStatusEnumType.class, wire);
    }
}
