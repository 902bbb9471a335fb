package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Why a transaction has ended. */
public enum ReasonEnumType implements WireEnum {
    DeAuthorized,
    EmergencyStop,
    EnergyLimitReached,
    EVDisconnected,
    GroundFault,
    ImmediateReset,
    Local,
    LocalOutOfCredit,
    MasterPass,
    Other,
    OvercurrentFault,
    PowerLoss,
    PowerQuality,
    Reboot,
    Remote,
    SOCLimitReached,
    StoppedByEV,
    TimeLimitReached,
    Timeout;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ReasonEnumType> of(String wire) {
        return WireEnum.of(ReasonEnumType.class, wire);
    }
}
