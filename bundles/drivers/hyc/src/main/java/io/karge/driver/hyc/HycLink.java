package io.karge.driver.hyc;

/**
 * The way to a cabinet's registers. Requests block and are made one at a time; the first request, and the first after a
 * failure, opens the connection. A request is sent to the cabinet at most once.
 *
 * <p>This is the port behind which a cabinet's other interface can be put: whoever serves the registers of the map is a
 * Hypercharger for the driver.
 */
public interface HycLink extends AutoCloseable {

    /**
     * Reads input registers (function 4).
     *
     * @param address the zero-based address of the first
     * @return their values, 0 to 65535, as many as asked for
     * @throws HycRefusedException when the cabinet answers with a Modbus exception; the link is still good
     * @throws HycLinkException, HycRefusedException when there is no link or no answer; the connection was dropped
     */
    int[] readInput(int address, int count) throws HycLinkException, HycRefusedException;

    /** Reads holding registers (function 3); else as {@link #readInput}. */
    int[] readHolding(int address, int count) throws HycLinkException, HycRefusedException;

    /** Writes holding registers in one request (function 16); errors as with {@link #readInput}. */
    void write(int address, int... values) throws HycLinkException, HycRefusedException;

    /**
     * Drops the connection; a later request opens a new one. Callable on any thread, does not block, and makes a
     * request that is under way fail.
     */
    @Override
    void close();
}
