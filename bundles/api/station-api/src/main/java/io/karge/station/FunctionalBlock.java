package io.karge.station;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One functional block of one station, for one epoch: from its making until it is closed, or until it fails. Every method
 * is called on the station's loop, each call is (part of) a step: what the block stores, sends, commands and publishes
 * in it becomes one atomic batch with what other blocks add in the same step.
 *
 * <p><b>Whole or not at all.</b> What a block does in its outermost call on the stack (a method of this interface, a
 * callback, a timer, a call through a port that it offers) is one unit of work. If it throws, its puts, its writes to
 * the device model, its answers, calls, gated commands, timers and life-cycle requests are undone, and its events that
 * nobody has heard yet; StopEnergy and going inoperative have left, and what other blocks did through ports stands. Its
 * epoch is over then: the block is made anew from what is stored, at most three times a minute, after that it is left
 * out. People are told which block failed at what.
 */
public interface FunctionalBlock {

    /** Picks up the stored state. The hardware may not be known yet; it comes as {@link StationEvent.EvseChanged}. */
    void start();

    /** Something happened at the station. */
    void on(StationEvent event);

    /**
     * A request of the CSMS with one of the actions that the factory declared, already checked against its message
     * definition.
     *
     * @param responder must be used exactly once, now or later
     */
    void on(OcppRequest request, Responder responder);

    /**
     * The CSMS wants a message now (F06). Decides only; what is decided is done after the answer to the CSMS.
     *
     * @param evse of the station's EVSEs the one that is meant, null for all; without a connector all of its connectors
     * @return empty when this block has no such message
     */
    default Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return Optional.empty();
    }

    /**
     * An alarm is due that this block, or an earlier one on the same state, has set ({@link StationContext#alarm}).
     *
     * @param key as it was set
     */
    default void alarm(String key) {}

    /**
     * Lets go of what the block has outside of its context, while everything still works; when the block has failed,
     * afterwards. Then nothing that the block was given works any more, whoever still holds it: timers, ports, holds, and
     * calls that have not been sent are taken away, nothing comes back. The stored state stays for the next epoch.
     */
    void close();
}
