package io.karge.station;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The way between the drivers and the protocol core. In the gateway Camel routes are the bus; tests use a direct one.
 * An OSGi service; callable on any thread; nothing blocks.
 */
public interface HardwareBus {

    /**
     * Opens the channel of one station.
     *
     * @param core takes the events, validated, in the order in which the driver posted them; never blocks
     * @throws IllegalStateException when the station already has a channel
     */
    HardwareChannel open(String stationId, HardwareEventSink core);

    /** The channel of one station. It outlives its drivers: they are attached and detached as they come and go. */
    interface HardwareChannel extends AutoCloseable {

        /** From now on commands go to this driver. */
        void attach(Function<HardwareCommand, CompletionStage<CommandResult>> driver);

        /** There is no driver: commands are answered LinkDown at once. */
        void detach();

        /** A driver's event on its way up. */
        void post(HardwareEvent event);

        /** A command on its way down; the stage completes exactly once and never exceptionally. */
        CompletionStage<CommandResult> execute(HardwareCommand command);

        @Override
        void close();
    }
}
