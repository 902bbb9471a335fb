package io.karge.station;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A block's access to its station. To be used on the station's loop only, except {@link #post}.
 *
 * <p><b>Durable before visible.</b> State that is put advances at once; calls, answers and commands of a step leave
 * the station, in order, only when everything that was put until then is on disk.
 */
public interface StationContext {

    /** The OCPP identity of the station. */
    String stationId();

    StationModel model();

    ProductFacts product();

    StationClock clock();

    /** This block's own durable state. */
    BlockState state();

    DeviceModel deviceModel();

    HardwareView hardware();

    LifeCycle lifeCycle();

    Problems problems();

    /**
     * Sends a request to the CSMS after those that are already waiting; one is open at a time.
     *
     * @param permission under which registration status it may be sent
     * @param reply called on the loop, in a step of its own, exactly once, unless the block is closed before
     */
    <R extends OcppResponse> void call(
            OcppRequest request, Class<R> response, CallPermission permission, Consumer<CallReply<R>> reply);

    /**
     * As {@link #call}, with a message id of the caller's so that a repetition is identical.
     *
     * @param messageId at most 36 characters
     */
    <R extends OcppResponse> void call(
            String messageId,
            OcppRequest request,
            Class<R> response,
            CallPermission permission,
            Consumer<CallReply<R>> reply);

    /**
     * Opens the queue with this name, once in the life of the block: messages to the CSMS that survive restarts. What an
     * earlier block left under the name waits in it.
     *
     * @param name its entries are in {@link #state} under {@code name/<slot>}
     * @param type what is stored of a message; the version of its form is its own
     * @param policy how the messages are delivered
     * @throws BlockState.StateException when an entry cannot be read; it is kept as it is
     */
    <T extends Record> DurableQueue<T> queue(String name, Class<T> type, Delivery<T, ?> policy);

    /** Has the hardware do something; {@code result} is called on the loop, in a step of its own, exactly once. */
    void command(HardwareCommand command, Consumer<CommandResult> result);

    /** Tells all blocks (this one too) of an event, within the same step, after the current handler has returned. */
    void publish(StationEvent event);

    /** Runs the task on the loop after the delay, as a step of its own. */
    Cancellable after(Duration delay, Runnable task);

    /**
     * Runs the task on the loop soon, as a step of its own, unless the block is closed before. The one method that may
     * be called on any thread: the way back for what asked somebody outside the station.
     */
    void post(Runnable task);

    /** What another block offers, empty while that block is not there. Look it up at each use; never keep it. */
    <T> Optional<T> port(Class<T> port);

    /** Offers something to the other blocks until this block is closed. One block at most offers a port. */
    <T> void offer(Class<T> port, T implementation);

    /**
     * Asks the blocks which of them sends a message of this kind when the CSMS wants it (F06).
     *
     * @param evse as for {@link FunctionalBlock#trigger}
     * @return the decision of the first that does, empty when none does
     */
    Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse);
}
