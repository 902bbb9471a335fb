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
import io.karge.station.DurableAlarms;
import io.karge.station.DurableQueue;
import io.karge.station.DurableQueues;
import io.karge.station.Fence;
import io.karge.station.Fences;
import io.karge.station.FileTransfer;
import io.karge.station.FunctionalBlock;
import io.karge.station.HardwareView;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.Holds;
import io.karge.station.LifeCycle;
import io.karge.station.NetworkProfiles;
import io.karge.station.Problems;
import io.karge.station.ProductFacts;
import io.karge.station.QueueLimits;
import io.karge.station.Reply;
import io.karge.station.StationClock;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import io.karge.station.TrustStore;
import io.karge.time.TimeSource.Cancellable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The station as one block sees it in one epoch: closed, nothing of it works any more, as in the gateway. */
final class FakeContext implements StationContext {
    private final BlockTester tester;
    private final FakeFence fence = new FakeFence();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final BlockState state;
    private final DeviceModel deviceModel;
    private final LifeCycle lifeCycle;
    private final Problems problems;
    private final FileTransfer transfers;
    private final TrustStore trustStore;
    private final NetworkProfiles networkProfiles;
    private final DurableQueues queues = new DurableQueues(this);
    private final DurableAlarms alarms = new DurableAlarms(this);

    FakeContext(BlockTester tester) {
        this.tester = tester;
        this.state = Fences.around(fence, tester.state());
        this.deviceModel = Fences.around(fence, tester.deviceModel());
        this.lifeCycle = Fences.around(fence, tester.lifeCycle());
        this.transfers = (order, progress, done) ->
                fence.may("the transfer " + order) ? tester.transfers().begin(order, progress, done) : () -> {};
        this.problems = Fences.around(fence, tester.problems());
        this.trustStore = Fences.around(fence, tester.trustStore());
        this.networkProfiles = Fences.around(fence, tester.networkProfiles());
    }

    /** Nothing is caught: what the block throws fails the test. */
    private final class FakeFence implements Fence {
        private boolean over;

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public boolean may(String what) {
            if (over) {
                tester.passedOver(what);
            }
            return !over;
        }

        @Override
        public boolean call(String what, Runnable task) {
            if (!over) {
                task.run();
            }
            return !over;
        }
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
        return state;
    }

    @Override
    public DeviceModel deviceModel() {
        return deviceModel;
    }

    @Override
    public HardwareView hardware() {
        return tester.hardware();
    }

    @Override
    public LifeCycle lifeCycle() {
        return lifeCycle;
    }

    @Override
    public TrustStore trustStore() {
        return trustStore;
    }

    @Override
    public NetworkProfiles networkProfiles() {
        return networkProfiles;
    }

    @Override
    public FileTransfer fileTransfer() {
        return transfers;
    }

    @Override
    public Path folder() {
        return tester.folder();
    }

    @Override
    public Problems problems() {
        return problems;
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
        if (fence.may("a call of " + request.action().wire())) {
            tester.sent(new SentCall(tester, messageId, request, permission, outcome -> reply.accept(typed(outcome))));
        }
    }

    @SuppressWarnings("unchecked") // SentCall hands on what the test answers; a wrong type fails in the block
    private static <R extends OcppResponse> CallReply<R> typed(CallReply<OcppResponse> reply) {
        return (CallReply<R>) (CallReply<?>) reply;
    }

    @Override
    public <T extends Record> DurableQueue<T> queue(String name, Class<T> type, Delivery<T, ?> policy) {
        return queues.open(name, type, policy);
    }

    @Override
    public QueueLimits queueLimits() {
        return tester.queueLimits();
    }

    /** The block has begun. */
    void begun(FunctionalBlock block) {
        alarms.begin(block);
    }

    /** Something happened at the station: the block's queues and alarms hear of it before the block does. */
    void on(StationEvent event) {
        queues.on(event);
        alarms.on(event);
    }

    @Override
    public void command(HardwareCommand command, Consumer<CommandResult> result) {
        if (fence.may("the command " + command)) {
            tester.sent(new SentCommand(tester, command, result));
        }
    }

    @Override
    public void alarm(String key, Instant due) {
        if (fence.may("the alarm " + key)) {
            alarms.set(key, due);
        }
    }

    @Override
    public void cancelAlarm(String key) {
        if (fence.may("the end of the alarm " + key)) {
            alarms.cancel(key);
        }
    }

    @Override
    public void publish(StationEvent event) {
        if (fence.may("the event " + event)) {
            tester.published(event);
        }
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        if (!fence.may("a timer")) {
            return () -> {};
        }
        Cancellable timer = tester.time().schedule(delay, () -> tester.step(task));
        atEnd.add(timer::cancel);
        return timer;
    }

    @Override
    public void post(Runnable task) {
        tester.time().schedule(Duration.ZERO, () -> {
            if (!fence.isOver()) {
                tester.step(task);
            }
        });
    }

    /** The work is done on the thread of the test, when time goes on. */
    @Override
    public <T> Cancellable async(Callable<T> work, Consumer<Reply<T>> then) {
        if (tester.hangs(work)) {
            return () -> {};
        }
        return after(Duration.ZERO, () -> {
            Reply<T> reply;
            try {
                reply = new Reply.Answered<>(work.call());
            } catch (Exception e) {
                reply = new Reply.Failed<>(e.getMessage() == null ? e.toString() : e.getMessage());
            }
            then.accept(reply);
        });
    }

    @Override
    public <T> Optional<T> port(Class<T> port) {
        return tester.port(port);
    }

    @Override
    public <T> List<T> ports(Class<T> port) {
        return tester.ports(port);
    }

    @Override
    public <T> void offer(Class<T> port, T implementation) {
        if (fence.may("the offer of " + port.getSimpleName())) {
            tester.offered(port, implementation);
        }
    }

    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return tester.ask(message, evse);
    }

    @Override
    public Hold hold(int evseId, String reason, Set<HoldEffect> effects) {
        if (!fence.may("a hold")) {
            return () -> {};
        }
        Hold hold = tester.holds().hold(evseId, reason, effects);
        atEnd.add(hold::release);
        return hold;
    }

    @Override
    public Hold durableHold(String key, int evseId, String reason, Set<HoldEffect> effects) {
        return fence.may("a hold") ? tester.holds().durableHold(key, evseId, reason, effects) : () -> {};
    }

    @Override
    public Holds holds() {
        return tester.holds();
    }

    void close() {
        List.copyOf(atEnd).forEach(Runnable::run);
        atEnd.clear();
        fence.over = true;
    }
}
