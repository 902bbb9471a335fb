package io.karge.station;

/** What a block says to a TriggerMessage of the CSMS (F06). */
public sealed interface TriggerDecision {

    /**
     * It will be sent.
     *
     * @param send sends the message, or one for each EVSE; to be run once, when the answer to the CSMS is on its way
     */
    record Accepted(Runnable send) implements TriggerDecision {}

    /**
     * It will not be sent.
     *
     * @param reasonCode a code of the appendix Reason Codes
     * @param why for people
     */
    record Rejected(String reasonCode, String why) implements TriggerDecision {}
}
