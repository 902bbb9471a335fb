package io.karge.driver.polling;

import java.io.IOException;

/**
 * Work of the driver's own that comes before a command, such as copying a firmware image. It is done in steps, between
 * which the hardware is looked at and other commands are done, StopEnergy before all.
 */
public interface Preparation extends AutoCloseable {

    /**
     * Does a part of the work, on the driver's executor; it may block for as long as a StopEnergy may wait.
     *
     * @return whether there is more to do; if not, the command is performed in its turn
     * @throws IOException when it cannot be done: the command is rejected with the message
     */
    boolean step() throws IOException;

    /**
     * Lets go of what the work needed, whether it is done, failed or is given up. Called at least once, by any thread when
     * the driver is stopped.
     */
    @Override
    void close() throws IOException;
}
