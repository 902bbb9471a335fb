package io.karge.station;

import io.karge.ocpp.OcppRequest;

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

    /** Lets go. Timers, ports and open calls are taken away by the runtime; the stored state stays. */
    void close();
}
