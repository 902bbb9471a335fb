package io.karge.ocpp;

/** The payload of a CALLRESULT. */
public non-sealed interface OcppResponse extends OcppMessage {}
