package io.karge.simulator;

/** The state of a connector as the load-management map reports it. */
enum ConnectorState {
    AVAILABLE(0),
    PREPARING_TAG_ID_READY(1),
    PREPARING_EV_READY(2),
    CHARGING(3),
    SUSPENDED_EV(4),
    SUSPENDED_EVSE(5),
    FINISHING(6),
    RESERVED(7),
    UNAVAILABLE(8),
    UNAVAILABLE_FW_UPDATE(9),
    FAULTED(10),
    UNAVAILABLE_CONNECTION_OBJECT(11);

    private final int code;

    ConnectorState(int code) {
        this.code = code;
    }

    /** As in the register. */
    int code() {
        return code;
    }
}
