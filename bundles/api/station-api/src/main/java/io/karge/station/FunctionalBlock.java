package io.karge.station;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One functional block of one station. Every method is called on the station's loop, each call is (part of) a step:
 * what the block stores, sends, commands and publishes in it becomes one atomic unit with what other blocks add in the
 * same step. An exception thrown by a block is logged as its defect and undoes nothing.
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

    /** Lets go. Timers, ports and open calls are taken away by the runtime; the stored state stays. */
    void close();
}
