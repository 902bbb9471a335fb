package io.karge.conformance;

/** The cases of functional block P. */
public final class DataTransferCases {}
