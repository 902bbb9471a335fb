package io.karge.driver.polling;

import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.VendorEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hardware at the end of a wire on which every request has its answer. {@link #read}, {@link #perform} and {@link #close}
 * are all that most need; the other methods are for hardware that needs more.
 *
 * <p>All methods but {@link #close} are called one after the other on the driver's executor and may block, but not without
 * end: what does not answer in time is an {@link IOException}, and the link counts as lost. An answer that refuses or makes
 * no sense may be a {@link RefusedException} instead: the link stays up. Messages are read by people: they say what
 * happened, and what to do where that is not plain.
 *
 * @param <P> what a look shows
 */
public interface PolledHardware<P extends Picture> {

    /**
     * Reads the hardware as it is now; connects first when there is no connection. A {@link RefusedException} is borne: it is
     * told as {@link #oddity}, and only the third in a row means that the link is lost.
     *
     * @param before what was seen last, also over a connection that was lost since; null at first
     */
    P read(@Nullable P before) throws IOException;

    /**
     * Reads one EVSE anew, to see soon what a command does there; all else may stay as it was. Worth overriding where it takes
     * fewer requests than reading all.
     *
     * @param evseId an EVSE of the model
     */
    default P read(P before, int evseId) throws IOException {
        return read(before);
    }

    /**
     * What happened between two looks and is no state: cards, stop buttons, limits, what only this vendor knows. It is told
     * before what changed in the {@link io.karge.driver.EvseState}s. Both looks were made over the same connection and
     * without a restart between them, so that nothing is told twice.
     */
    default List<HardwareEvent> occurrences(P before, P now, Instant at) {
        return List.of();
    }

    /**
     * What is to be told beside the Snapshot when the link came up or the cabinet restarted, such as how far a firmware
     * update is; told after it.
     *
     * @param before null when the driver has just started
     */
    default List<HardwareEvent> meanwhile(@Nullable P before, P now, Instant at) {
        return List.of();
    }

    /** The event that tells of answers that make no sense, once for as long as it lasts. */
    default HardwareEvent oddity(String what, Instant at) {
        return new VendorEvent(at, 0, "ImplausibleAnswer", Map.of("what", what));
    }

    /**
     * Begins work of the driver's own that must be done before the command is performed; empty when there is none. Where the
     * work cannot begin, the command is rejected with the message of the exception.
     */
    default Optional<Preparation> prepare(HardwareCommand command) throws IOException {
        return Optional.empty();
    }

    /**
     * Has the hardware do a command, once. Only commands that the model lists arrive here, for EVSEs that it has; ReadMeter
     * never does, because {@link #read} answers it.
     *
     * @return the result, or {@link Outcome.Open} where the hardware tells it later: {@link #ask} is called then until it is
     *     there or 10 s have passed. No other command is given meanwhile but StopEnergy, which is why an open command has its
     *     answer then: the result when it is there, else TimedOut
     * @throws RefusedException when the hardware refused: the command is rejected with the message
     * @throws NotSentException when the link failed before anything was sent
     * @throws IOException when nobody knows whether the hardware did it
     */
    Outcome perform(HardwareCommand command) throws IOException;

    /** Asks how the command stands that is open; exceptions as with {@link #perform}. */
    default Outcome ask(HardwareCommand command) throws IOException {
        throw new UnsupportedOperationException("perform left " + command + " open, and ask is not there");
    }

    /**
     * Called after each look at the whole hardware, for what must be written again and again, such as limits that the
     * hardware forgets. A {@link RefusedException} is told once, as {@link #oddity}, until something was written again.
     *
     * @return whether something was written
     */
    default boolean renew() throws IOException {
        return false;
    }

    /**
     * The time that the hardware needs between two looks, for hardware that bears few requests. Without it a command is
     * followed by a look at once and then every 20 ms until its effect is seen.
     */
    default Duration leastInterval() {
        return Duration.ZERO;
    }

    /**
     * Lets go of the connection; the next {@link #read} makes another. Called after every exception that means a lost link,
     * and by any thread when the driver is stopped: a request that is under way then ends with an exception. Does not block.
     */
    void close();
}
