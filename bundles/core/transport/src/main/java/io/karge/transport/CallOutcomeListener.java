package io.karge.transport;

/** Learns how a CALL ended. */
@FunctionalInterface
public interface CallOutcomeListener {

    /** Called once, on the station's loop, in a step of its own. */
    void ended(CallOutcome outcome);
}
