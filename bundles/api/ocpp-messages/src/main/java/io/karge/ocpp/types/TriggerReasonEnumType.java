package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Why a transaction event is sent. */
public enum TriggerReasonEnumType implements WireEnum {
    Authorized,
    CablePluggedIn,
    ChargingRateChanged,
    ChargingStateChanged,
    Deauthorized,
    EnergyLimitReached,
    EVCommunicationLost,
    EVConnectTimeout,
    MeterValueClock,
    MeterValuePeriodic,
    TimeLimitReached,
    Trigger,
    UnlockCommand,
    StopAuthorized,
    EVDeparted,
    EVDetected,
    RemoteStop,
    RemoteStart,
    AbnormalCondition,
    SignedDataReceived,
    ResetCommand;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<TriggerReasonEnumType> of(String wire) {
        return WireEnum.of(TriggerReasonEnumType.class, wire);
    }
}
