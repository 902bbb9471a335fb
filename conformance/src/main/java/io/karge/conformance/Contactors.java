package io.karge.conformance;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.TransactionEventEnumType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The contactors beside what the station says: a laboratory sees whether a vehicle gets energy. They are closed while a
 * transaction is Charging, and open without a transaction.
 */
final class Contactors {
    private final StationUnderTest station;
    private final TestCsms csms;

    Contactors(StationUnderTest station, TestCsms csms) {
        this.station = station;
        this.csms = csms;
    }

    /** The EVSE's contactors are open now. */
    void open(String what, int evseId) {
        Checks.that(what + ": the contactors of EVSE " + evseId, !station.isPowerPathClosed(evseId), "open", "closed");
    }

    /** An event that has just come says Charging only when the EVSE's contactors are closed. */
    void agreeWith(String step, TransactionEventRequest event, int evseId) {
        if (event.transactionInfo().chargingState() == ChargingStateEnumType.Charging) {
            closed(step + ": chargingState Charging", evseId);
        }
    }

    private void closed(String what, int evseId) {
        Checks.that(what + ": the contactors of EVSE " + evseId, station.isPowerPathClosed(evseId), "closed", "open");
    }

    /**
     * Asserts that all of them are at the end of a case as the transactions say.
     *
     * @throws AssertionError when one is not
     */
    void verify() {
        Map<Integer, ChargingStateEnumType> running = running();
        String what = "own validation: at the end";
        station.model().evses().forEach(evse -> {
            ChargingStateEnumType state = running.getOrDefault(evse.evseId(), ChargingStateEnumType.Idle);
            switch (state) {
                case Charging -> closed(what, evse.evseId());
                case EVConnected, Idle -> open(what, evse.evseId());
                case SuspendedEV, SuspendedEVSE -> {} // they may stay closed
            }
        });
    }

    /** What the transactions that have not ended said last, by EVSE. */
    private Map<Integer, ChargingStateEnumType> running() {
        Map<Integer, ChargingStateEnumType> running = new HashMap<>();
        for (String id : csms.transactions().transactionIds()) {
            List<TransactionEventRequest> events = csms.transactions().events(id);
            if (events.get(events.size() - 1).eventType() != TransactionEventEnumType.Ended) {
                ChargingStateEnumType state = events.stream()
                        .map(event -> event.transactionInfo().chargingState())
                        .filter(Objects::nonNull)
                        .reduce(ChargingStateEnumType.Idle, (before, after) -> after);
                events.stream()
                        .map(TransactionEventRequest::evse)
                        .filter(Objects::nonNull)
                        .map(EVSEType::id)
                        .findFirst()
                        .ifPresent(evseId -> running.put(evseId, state));
            }
        }
        return running;
    }
}
