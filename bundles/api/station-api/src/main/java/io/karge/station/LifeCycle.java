package io.karge.station;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import java.time.Instant;
import java.util.Optional;

/** What a block knows of its station's life cycle and asks of it: boot, connection, registration, time, restart. */
public interface LifeCycle {

    /** Why the station booted last. */
    BootReasonEnumType bootReason();

    boolean connected();

    /** What the CSMS answered to the last BootNotification, empty before the first answer since the boot. */
    Optional<RegistrationStatusEnumType> registration();

    /** Connected and accepted: requests may flow. */
    default boolean online() {
        return connected()
                && registration()
                        .filter(RegistrationStatusEnumType.Accepted::equals)
                        .isPresent();
    }

    /**
     * Whether a new session may begin as far as the runtime knows: the store works and every block that a session needs
     * is there. What blocks hold is not in it: {@link Holds}.
     */
    boolean takesNewSessions();

    /**
     * What the CSMS answered to BootNotification. Publishes {@link StationEvent.Registered} and, when accepted, {@link
     * StationEvent.Online}. For the provisioning block.
     */
    void registered(RegistrationStatusEnumType status);

    /** The CSMS told its time; one that cannot be is a problem and changes nothing. For the provisioning block. */
    void timeReceived(Instant csmsTime);

    /**
     * Restarts the station's OCPP side: close the WebSocket, reload the stored state, boot with this reason. Takes
     * effect after the outputs of this step.
     */
    void restart(BootReasonEnumType reason);

    /**
     * The cabinet is about to restart because of us: when its boot counter has changed, the station boots with this
     * reason, whatever the cabinet says. Durable with this step; the next boot forgets it.
     */
    void intend(BootReasonEnumType reason);

    /**
     * Connects to the CSMS anew after the outputs of this step, at once: what the connection is made of has changed.
     * Without effect while none is wanted or possible.
     */
    void reconnect(String why);

    /**
     * Closes the connection to the CSMS after the outputs of this step; the next boot opens it again. For a restart of
     * the cabinet that was announced by {@link #intend}.
     */
    void leave(String why);
}
