package io.karge.driver.polling;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import java.io.IOException;

/**
 * Hardware at the end of a wire on which every request has its answer. {@link #read} and {@link #perform} are called one
 * after the other on the driver's executor and may block, but not without end: what does not answer in time is an
 * {@link IOException}. Its message is read by people: it says what happened, and what to do where that is not plain.
 */
public interface PolledHardware {

    /** Reads the hardware as it is now; connects first when there is no connection. */
    Picture read() throws IOException;

    /**
     * Has the hardware do a command, once, and waits until it confirmed or refused. Only commands that the model lists
     * arrive here, for EVSEs that it has; ReadMeter never does, because {@link #read} answers it. An exception means that
     * nobody knows whether the hardware did it.
     */
    CommandResult perform(HardwareCommand command) throws IOException;

    /**
     * Lets go of the connection; the next {@link #read} makes another. Called after every exception, and by any thread when
     * the driver is stopped: a request that is under way then ends with an exception.
     */
    void close();
}
