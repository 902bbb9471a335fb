package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of DataTransfer. */
public enum DataTransferStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    UnknownMessageId,
    UnknownVendorId;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<DataTransferStatusEnumType> of(String wire) {
        return WireEnum.of(DataTransferStatusEnumType.class, wire);
    }
}
