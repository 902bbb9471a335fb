package io.karge.block.transactions;

import java.time.Instant;

/**
 * When something happens to a session, and what the session then needs from outside.
 *
 * @param at station time
 * @param freshId an id that no transaction has had yet (E01.FR.08)
 * @param energyWh the energy register of the session's EVSE
 */
record Moment(Instant at, String freshId, long energyWh) {}
