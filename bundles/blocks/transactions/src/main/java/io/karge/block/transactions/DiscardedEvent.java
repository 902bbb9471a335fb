package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;

/**
 * The copy of an event that the CSMS has not confirmed within MessageAttempts.
 *
 * @param failures how many transmissions have failed
 */
record DiscardedEvent(String messageId, int failures, TransactionEventRequest event) {}
