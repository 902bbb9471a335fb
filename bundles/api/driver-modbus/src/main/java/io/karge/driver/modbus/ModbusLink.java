package io.karge.driver.modbus;

import io.karge.driver.polling.NotSentException;
import java.io.IOException;

/**
 * The registers of one Modbus unit. Requests block, and are made one at a time; the first, and the first after a failure,
 * opens the connection. A request is sent to the hardware at most once.
 *
 * <p>{@link ModbusTcp} is the way over a network. In tests of a driver its hardware can be registers in memory.
 */
public interface ModbusLink extends AutoCloseable {

    /**
     * Reads input registers (function 4).
     *
     * @param address the zero-based address of the first
     * @param count 1 to 125
     * @return their values, 0 to 65535, as many as asked for
     * @throws ModbusRefusedException when the hardware answers with a Modbus exception; the link is still good
     * @throws NotSentException when there is no connection: nothing was sent
     * @throws IOException when there is no answer, or none that makes sense; the connection was dropped
     */
    int[] readInput(int address, int count) throws IOException;

    /** Reads holding registers (function 3); else as {@link #readInput}. */
    int[] readHolding(int address, int count) throws IOException;

    /**
     * Writes holding registers in one request (function 16); errors as with {@link #readInput}. After an exception that is
     * neither of the two named ones nobody knows whether it was done.
     *
     * @param values the lower 16 bits of each are written; 1 to 123
     */
    void write(int address, int... values) throws IOException;

    /**
     * Drops the connection; a later request opens a new one. Callable on any thread, does not block, and makes a request
     * fail that is under way, also while it connects.
     */
    @Override
    void close();
}
