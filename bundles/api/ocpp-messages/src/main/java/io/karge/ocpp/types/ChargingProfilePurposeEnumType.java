package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What a charging profile is for. */
public enum ChargingProfilePurposeEnumType implements WireEnum {
    ChargingStationExternalConstraints,
    ChargingStationMaxProfile,
    TxDefaultProfile,
    TxProfile;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChargingProfilePurposeEnumType> of(String wire) {
        return WireEnum.of(ChargingProfilePurposeEnumType.class, wire);
    }
}
