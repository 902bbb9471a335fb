package io.karge.conformance;

/** The cases of functional block J. */
public final class MeterValuesCases {}
