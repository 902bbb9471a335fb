package io.karge.conformance;

/** The cases of functional block K. */
public final class SmartChargingCases {}
