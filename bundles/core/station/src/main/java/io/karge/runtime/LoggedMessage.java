package io.karge.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One OCPP-J message of a station, secrets masked. The names are those of the gateway's REST interface and of the
 * JSON-lines file.
 *
 * @param seq grows by one from message to message of a station, also over restarts of the gateway
 * @param direction in (from the CSMS) or out
 * @param type CALL, CALLRESULT or CALLERROR
 * @param action of a CALL, and of the answer to a CALL that is still known; else null
 * @param frame the message as it was on the wire, masked
 */
public record LoggedMessage(
        long seq,
        Instant at,
        String direction,
        String type,
        @Nullable String action,
        @Nullable String messageId,
        String frame) {}
