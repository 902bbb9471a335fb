package io.karge.station.testkit;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The station as one block sees it until it is closed. */
final class FakeContext implements StationContext {
    private final BlockTester tester;
    private final List<Cancellable> timers = new ArrayList<>();
    private final DurableQueues queues = new DurableQueues(this);
    private boolean closed;

    FakeContext(BlockTester tester) {
        this.tester = tester;
    }

    @Override
    public String stationId() {
        return BlockTester.STATION_ID;
    }

    @Override
    public StationModel model() {
        return tester.model();
    }

    @Override
    public ProductFacts product() {
        return tester.product();
    }

    @Override
    public StationClock clock() {
        return tester.clock();
    }

    @Override
    public BlockState state() {
        return tester.state();
    }

    @Override
    public DeviceModel deviceModel() {
        return tester.deviceModel();
    }

    @Override
    public HardwareView hardware() {
        return tester.hardware();
    }

    @Override
    public LifeCycle lifeCycle() {
        return tester.lifeCycle();
    }

    @Override
    public Problems problems() {
        return tester.problems();
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
        if (messageId.length() > 36) {
            throw new IllegalArgumentException("a message id has at most 36 characters: " + messageId);
        }
        if (response != request.action().responseType()) {
            throw new IllegalArgumentException(request.action().wire() + " is not answered with " + response);
        }
        tester.sent(new SentCall(tester, messageId, request, permission, outcome -> reply.accept(typed(outcome))));
    }

    @SuppressWarnings("unchecked") // SentCall hands on what the test answers; a wrong type fails in the block
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
        tester.sent(new SentCommand(tester, command, result));
    }

    @Override
    public void publish(StationEvent event) {
        tester.published(event);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        Cancellable timer = tester.time().schedule(delay, () -> tester.step(task));
        timers.add(timer);
        return timer;
    }

    @Override
    public void post(Runnable task) {
        tester.time().schedule(Duration.ZERO, () -> {
            if (!closed) {
                tester.step(task);
            }
        });
    }

    @Override
    public <T> Optional<T> port(Class<T> port) {
        return tester.port(port);
    }

    @Override
    public <T> void offer(Class<T> port, T implementation) {
        tester.offered(port, implementation);
    }

    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return tester.ask(message, evse);
    }

    void close() {
        closed = true;
        timers.forEach(Cancellable::cancel);
        timers.clear();
    }
}
