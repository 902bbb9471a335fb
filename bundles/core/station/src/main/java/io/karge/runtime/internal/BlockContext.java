package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.ocpp.Frame;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.BlockState;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DeviceModel;
import io.karge.station.DurableQueue;
import io.karge.station.DurableQueues;
import io.karge.station.HardwareView;
import io.karge.station.LifeCycle;
import io.karge.station.Problems;
import io.karge.station.ProductFacts;
import io.karge.station.StationClock;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The station as one block sees it, until the block is closed: then nothing comes back to it any more. */
final class BlockContext implements StationContext {
    private final StationCore core;
    private final BlockGuard guard;
    private final BlockState state;
    private final ProblemList.Part problems;
    private final Set<Cancellable> timers = new HashSet<>();
    private final DurableQueues queues = new DurableQueues(this);
    private boolean closed;

    BlockContext(StationCore core, String block) {
        this.core = core;
        this.guard = new BlockGuard(core.stationId(), block);
        this.state = core.state().of(block);
        this.problems = core.problems(block);
    }

    void close() {
        closed = true;
        List.copyOf(timers).forEach(Cancellable::cancel);
        core.ports().withdraw(this);
        problems.clearAll();
    }

    /** Calls the block back, unless it has been closed. */
    private void callBack(String what, Runnable task) {
        if (!closed) {
            guard.call(what, task);
        }
    }

    @Override
    public <R extends OcppResponse> void call(
            OcppRequest request, Class<R> response, CallPermission permission, Consumer<CallReply<R>> reply) {
        call(UUID.randomUUID().toString(), request, response, permission, reply);
    }

    @Override
    public <R extends OcppResponse> void call(
            String messageId,
            OcppRequest request,
            Class<R> response,
            CallPermission permission,
            Consumer<CallReply<R>> reply) {
        if (!Frame.isMessageId(messageId)) {
            throw new IllegalArgumentException("a message id has 1 to 36 characters: " + messageId);
        }
        if (response != request.action().responseType()) {
            throw new IllegalArgumentException(
                    request.action().wire() + " is not answered with " + response.getSimpleName());
        }
        String what = "the reply to " + request.action().wire();
        core.send(new Outbox.Outgoing(
                messageId, request, permission, outcome -> callBack(what, () -> reply.accept(typed(outcome)))));
    }

    @SuppressWarnings("unchecked") // the codec has read the response as the action's response type
    private static <R extends OcppResponse> CallReply<R> typed(CallReply<OcppResponse> reply) {
        return (CallReply<R>) (CallReply<?>) reply;
    }

    @Override
    public <T extends Record> DurableQueue<T> queue(String name, Class<T> type, Delivery<T, ?> policy) {
        return queues.open(name, type, policy);
    }

    /** Something happened at the station: the block's queues hear of it before the block does. */
    void on(StationEvent event) {
        queues.on(event);
    }

    @Override
    public void command(HardwareCommand command, Consumer<CommandResult> result) {
        String what = "the result of " + command.getClass().getSimpleName();
        core.commands().give(command, outcome -> callBack(what, () -> result.accept(outcome)));
    }

    @Override
    public void publish(StationEvent event) {
        core.steps().publish(event);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        Timer timer = new Timer(task);
        timer.asked = core.steps().after(delay, timer::fire);
        timers.add(timer);
        return timer;
    }

    @Override
    public void post(Runnable task) {
        core.steps().post(() -> callBack("a posted task", task));
    }

    @Override
    public <T> Optional<T> port(Class<T> port) {
        return core.ports().find(port);
    }

    @Override
    public <T> void offer(Class<T> port, T implementation) {
        core.ports().offer(this, port, implementation);
    }

    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return core.blocks().trigger(message, evse);
    }

    @Override
    public String stationId() {
        return core.stationId();
    }

    @Override
    public StationModel model() {
        return core.model();
    }

    @Override
    public ProductFacts product() {
        return core.product();
    }

    @Override
    public StationClock clock() {
        return core.clock();
    }

    @Override
    public BlockState state() {
        return state;
    }

    @Override
    public DeviceModel deviceModel() {
        return core.deviceModel();
    }

    @Override
    public HardwareView hardware() {
        return core.hardware();
    }

    @Override
    public LifeCycle lifeCycle() {
        return core;
    }

    @Override
    public Problems problems() {
        return problems;
    }

    /** A timer that is called off once on the loop does not fire, also when its task was posted already. */
    private final class Timer implements Cancellable {
        private final Runnable task;
        private Cancellable asked = () -> {};

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            timers.remove(this);
            asked.cancel();
        }

        void fire() {
            if (timers.remove(this)) {
                callBack("a timer", task);
            }
        }
    }
}
