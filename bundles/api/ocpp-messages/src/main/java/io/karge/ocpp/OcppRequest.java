package io.karge.ocpp;

/** The payload of a CALL. */
public non-sealed interface OcppRequest extends OcppMessage {}
