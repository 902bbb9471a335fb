package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The data type of a variable. */
public enum DataEnumType implements WireEnum {
    string("string"),
    decimal("decimal"),
    integer("integer"),
    dateTime("dateTime"),
    bool("boolean"),
    OptionList("OptionList"),
    SequenceList("SequenceList"),
    MemberList("MemberList");

    private final String wire;

    DataEnumType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<DataEnumType> of(String wire) {
        return WireEnum.of(DataEnumType.class, wire);
    }
}
