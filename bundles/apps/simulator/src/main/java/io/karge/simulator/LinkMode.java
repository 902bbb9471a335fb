package io.karge.simulator;

/** How the Modbus side behaves. */
public enum LinkMode implements Labelled {
    /** Requests are answered. */
    OK,
    /** Connections are dropped and refused. */
    DOWN,
    /** Connections stay, requests are not answered. */
    SILENT,
    /** Every request is answered with exception 4, device failure. */
    EXCEPTIONS,
    /** Every request is answered with bytes that are no Modbus. */
    GARBAGE
}
