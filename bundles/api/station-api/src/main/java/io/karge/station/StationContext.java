package io.karge.station;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.time.TimeSource.Cancellable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A block's access to its station. To be used on the station's loop only, except {@link #post}.
 *
 * <p><b>Durable before visible.</b> State that is put advances at once; calls, answers and commands of a step leave
 * the station, in order, only when everything that was put until then is on disk.
 *
 * <p><b>Fenced.</b> Everything that is reached from here belongs to one epoch of the block. After its end reading still
 * works; writing, sending, commanding, publishing, offering and holding do nothing, which the log says, and nobody is
 * called back.
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

    /** The root certificates that this station trusts. */
    TrustStore trustStore();

    NetworkProfiles networkProfiles();

    Problems problems();

    /** Moves files for this block. */
    FileTransfer fileTransfer();

    /**
     * This block's own folder for files in passing; whoever writes into it makes it. It survives restarts: what a block finds
     * in it and does not know it removes. Files are touched beside the loop only.
     */
    Path folder();

    /**
     * Sends a request to the CSMS after those that are already waiting; one is open at a time.
     *
     * @param permission under which registration status it may be sent
     * @param reply called on the loop, in a step of its own, exactly once, unless the block is closed before: then the
     *     call is withdrawn if it has not been sent
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
     * Opens the queue with this name, once in an epoch of the block: messages to the CSMS that survive restarts. What an
     * earlier block left under the name waits in it.
     *
     * @param name its entries are in {@link #state} under {@code name/<slot>}
     * @param type what is stored of a message; the version of its form is its own
     * @param policy how the messages are delivered
     * @throws BlockState.StateException when an entry cannot be read; it is kept as it is
     */
    <T extends Record> DurableQueue<T> queue(String name, Class<T> type, Delivery<T, ?> policy);

    /** Who has what this step does done, as the {@link SecurityLog} calls him: the CSMS in the step of a request of it. */
    default String actor() {
        return SecurityLog.GATEWAY;
    }

    /** How much may wait in a queue of this station now, and how fast it leaves. */
    default QueueLimits queueLimits() {
        return QueueLimits.DEFAULT;
    }

    /** Has the hardware do something; {@code result} is called on the loop, in a step of its own, exactly once. */
    void command(HardwareCommand command, Consumer<CommandResult> result);

    /**
     * Wakes the block at a moment of the station's time, with {@link FunctionalBlock#alarm} in a step of its own, once. Stored:
     * it survives restarts, follows the clock when that is set, and is held while the block is away. What fell due meanwhile
     * wakes the block as soon as it is back.
     *
     * @param key this block's own, of one kind and case each; one that is set already is moved
     * @param due one in the past wakes the block soon
     */
    void alarm(String key, Instant due);

    /** Calls an alarm off; without effect when there is none. */
    void cancelAlarm(String key);

    /** Tells all blocks (this one too) of an event, within the same step, after the current handler has returned. */
    void publish(StationEvent event);

    /** Runs the task on the loop after the delay, as a step of its own. */
    Cancellable after(Duration delay, Runnable task);

    /**
     * Runs the task on the loop soon, as a step of its own, unless the block is closed before. The one method that may
     * be called on any thread: the way back for what asked somebody outside the station.
     */
    void post(Runnable task);

    /**
     * What another block offers, empty while that block is not there. Look it up at each use; never keep it. A call that
     * throws is a defect of the block that offers: the caller gets nothing, false, 0 or empty, and that block is made
     * anew. So does a call after the block has left.
     */
    <T> Optional<T> port(Class<T> port);

    /**
     * All that is offered of a port that several blocks may offer, this one included, in the order in which it was offered;
     * otherwise as {@link #port}.
     */
    <T> List<T> ports(Class<T> port);

    /**
     * Offers something to the other blocks until this block is closed. One block at most offers a port, unless it is
     * {@link OfferedBySeveral}; no block offers one twice.
     *
     * @param port an interface whose methods return nothing, a boolean, a number, an Optional or a collection, so that
     *     there is an answer also for calls that fail; what comes later goes to a {@link PortCallback}
     * @throws IllegalArgumentException when a method of the port returns something else
     * @throws IllegalStateException when it is offered already
     */
    <T> void offer(Class<T> port, T implementation);

    /**
     * Keeps an EVSE from something until it is released or the block is closed.
     *
     * @param evseId 0 for the station
     * @param reason for people
     */
    Hold hold(int evseId, String reason, Set<HoldEffect> effects);

    /**
     * As {@link #hold}, stored: in force over restarts and while this block is away, until it is released. The same key
     * again replaces what was held under it, which is also how a block that returns gets at it.
     *
     * @param key this block's own
     */
    Hold durableHold(String key, int evseId, String reason, Set<HoldEffect> effects);

    /** What is held now, by all blocks. */
    Holds holds();

    /**
     * Has the shared workers do something that blocks (files, keys, archives), when this step is durable. What the work
     * does it must not do at the station: it runs beside the loop, and may still run when the block has left.
     *
     * @param then called on the loop, in a step of its own, exactly once, unless the block is closed or the work
     *     cancelled before: with what the work returned, or with why it failed
     * @return cancels: work that has not begun does not begin, of work that has begun nobody hears
     */
    <T> Cancellable async(Callable<T> work, Consumer<Reply<T>> then);

    /**
     * Asks the blocks which of them sends a message of this kind when the CSMS wants it (F06).
     *
     * @param evse as for {@link FunctionalBlock#trigger}
     * @return the decision of the first that does, empty when none does
     */
    Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse);
}
