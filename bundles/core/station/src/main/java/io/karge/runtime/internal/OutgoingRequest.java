package io.karge.runtime.internal;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A request on its way to the CSMS.
 *
 * @param permission under which registration status it may be sent
 * @param withdrawn whether who asked for it is not there any more: then it is not sent, and nobody waits for its reply
 * @param reply is told in a step, once
 */
record OutgoingRequest(
        String messageId,
        OcppRequest request,
        CallPermission permission,
        BooleanSupplier withdrawn,
        Consumer<CallReply<OcppResponse>> reply) {

    boolean isWithdrawn() {
        return withdrawn.getAsBoolean();
    }

    /** Because the CSMS wants it now (F06): nothing takes its place. */
    boolean isTriggered() {
        return permission == CallPermission.REQUESTED;
    }
}
