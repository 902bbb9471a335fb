package io.karge.driver;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Drives the hardware of one station: hardware events up, hardware commands down. The core owns transactions,
 * authorization and time. No method blocks; work that may block runs on {@link DriverContext#executor()}. Called on a thread of
 * its own, one call after another: one that does not return for 10 s is told to people, and the driver can be replaced.
 *
 * <p>Contract, checked by {@code DriverContract} of the testkit: after every start and every regained link the driver
 * posts {@code LinkChanged(up)} and then a full {@link HardwareEvent.Snapshot} before any other event; deltas follow
 * in the order in which they happened. A lost link is reported by {@code LinkChanged(down)} and sought again by the
 * driver itself for as long as it is started.
 */
public interface StationDriver {

    /** Begins to work; called once. Returns at once; {@code sink} may be posted to from any thread and never blocks. */
    void start(HardwareEventSink sink);

    /**
     * Has the hardware do something. The stage completes exactly once, never exceptionally, and only after the
     * hardware confirmed, refused or failed to answer; without a link at once with {@link CommandResult.LinkDown}. A
     * command is sent to the hardware at most once. Commands are done in the order given, except that StopEnergy goes
     * before all that wait; an AllowEnergy for its EVSE that waits then is void, and rejected.
     */
    CompletionStage<CommandResult> execute(HardwareCommand command);

    /**
     * Stops for good and lets go of the hardware within {@code grace}. The hardware keeps doing what it does: a
     * charging vehicle goes on charging, because the driver may be back in a moment. No event is posted afterwards
     * and no thread or socket stays behind.
     */
    void stop(Duration grace);
}
