package io.karge.block.transactions;

import io.karge.ocpp.types.MeterValueType;

/** A meter value that waits for the end of its transaction. */
record EndedSample(MeterValueType value) {}
