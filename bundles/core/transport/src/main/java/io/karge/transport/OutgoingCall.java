package io.karge.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;

/**
 * A CALL to the CSMS.
 *
 * @param messageId 1 to 36 characters; a new one for each CALL, except that a repetition may keep it (Part 4, 4.1.4)
 * @param payload the request; not changed any more
 * @param listener is told how it ended, exactly once
 */
public record OutgoingCall(String messageId, Action action, ObjectNode payload, CallOutcomeListener listener) {}
