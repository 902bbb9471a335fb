package io.karge.driver.hyc;

import io.karge.driver.VehicleState;
import org.jspecify.annotations.Nullable;

/** The states of a connector, in the order of their codes, with what they say of a vehicle that is plugged in. */
enum ConnectorState {
    AVAILABLE(VehicleState.WAITING, true),
    PREPARING_TAG_ID_READY(VehicleState.WAITING, true),
    PREPARING_EV_READY(VehicleState.WAITING, true),
    CHARGING(VehicleState.CHARGING, true),
    SUSPENDED_EV(VehicleState.SUSPENDED_BY_VEHICLE, true),
    SUSPENDED_EVSE(VehicleState.SUSPENDED_BY_STATION, true),
    FINISHING(VehicleState.FINISHING, true),
    RESERVED(VehicleState.WAITING, true),
    UNAVAILABLE(VehicleState.SUSPENDED_BY_STATION, false),
    UNAVAILABLE_FW_UPDATE(VehicleState.SUSPENDED_BY_STATION, false),
    FAULTED(VehicleState.SUSPENDED_BY_STATION, true),
    UNAVAILABLE_CONNECTION_OBJECT(VehicleState.SUSPENDED_BY_STATION, false);

    private final VehicleState vehicle;
    private final boolean operative;

    ConnectorState(VehicleState vehicle, boolean operative) {
        this.vehicle = vehicle;
        this.operative = operative;
    }

    /** The state with that code, null when there is none. */
    static @Nullable ConnectorState of(int code) {
        return code < values().length ? values()[code] : null;
    }

    VehicleState vehicle() {
        return vehicle;
    }

    boolean operative() {
        return operative;
    }
}
