package io.karge.simulator;

/** What a {@link ModbusServer} serves at one address. Called on the server's thread; must not block. */
interface ModbusUnit {
    void connected(Object master);

    void disconnected(Object master);

    /** The bytes to answer a request frame with; empty is silence. */
    byte[] answer(Object master, byte[] request);
}
