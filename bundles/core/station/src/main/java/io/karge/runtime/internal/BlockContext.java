package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.ocpp.Frame;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.runtime.internal.loop.OutputGate.Output;
import io.karge.station.BlockState;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DeviceModel;
import io.karge.station.DurableAlarms;
import io.karge.station.DurableQueue;
import io.karge.station.DurableQueues;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The station as one block sees it in one epoch: when that is over nothing of it works any more. */
final class BlockContext implements StationContext {
    private final StationCore core;
    private final BlockEpoch epoch;
    private final BlockState state;
    private final DeviceModel deviceModel;
    private final LifeCycle lifeCycle;
    private final TrustStore trustStore;
    private final NetworkProfiles networkProfiles;
    private final Problems problems;
    private final FileTransfer transfers;
    private final DurableQueues queues = new DurableQueues(this);
    private final DurableAlarms alarms = new DurableAlarms(this);

    BlockContext(StationCore core, BlockEpoch epoch) {
        this.core = core;
        this.epoch = epoch;
        this.state = Fences.around(epoch, core.state().of(epoch.block()));
        this.deviceModel = Fences.around(epoch, core.deviceModel());
        this.lifeCycle = Fences.around(epoch, core.lifeCycle());
        this.trustStore = Fences.around(epoch, core.roots());
        this.networkProfiles = Fences.around(epoch, core.slots());
        ProblemList.Part own = core.problems(epoch.block());
        this.problems = Fences.around(epoch, own);
        this.transfers = new BlockTransfers(core, epoch);
        epoch.atEnd(own::clearAll);
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
        if (epoch.may("a call of " + request.action().wire())) {
            String what = "the reply to " + request.action().wire();
            core.send(new OutgoingRequest(
                    messageId,
                    request,
                    permission,
                    epoch::isOver,
                    outcome -> epoch.call(what, () -> reply.accept(typed(outcome)))));
        }
    }

    @SuppressWarnings("unchecked") // the codec has read the response as the action's response type
    private static <R extends OcppResponse> CallReply<R> typed(CallReply<OcppResponse> reply) {
        return (CallReply<R>) (CallReply<?>) reply;
    }

    @Override
    public <T extends Record> DurableQueue<T> queue(String name, Class<T> type, Delivery<T, ?> policy) {
        return queues.open(name, type, policy);
    }

    @Override
    public String actor() {
        return core.steps().actor();
    }

    @Override
    public QueueLimits queueLimits() {
        return core.queueLimits();
    }

    /** The queues of the block. */
    DurableQueues queues() {
        return queues;
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
        String name = command.getClass().getSimpleName();
        if (epoch.may("the command " + name)) {
            String what = "the result of " + name;
            core.commands().give(command, epoch::isOver, outcome -> epoch.call(what, () -> result.accept(outcome)));
        }
    }

    @Override
    public void alarm(String key, Instant due) {
        if (epoch.may("the alarm " + key)) {
            alarms.set(key, due);
        }
    }

    @Override
    public void cancelAlarm(String key) {
        if (epoch.may("the end of the alarm " + key)) {
            alarms.cancel(key);
        }
    }

    @Override
    public void publish(StationEvent event) {
        if (epoch.may("the event " + event.getClass().getSimpleName())) {
            core.steps().publish(event);
        }
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        if (!epoch.may("a timer")) {
            return () -> {};
        }
        Timer timer = new Timer(task);
        timer.asked = core.steps().after(delay, timer::fire);
        epoch.atEnd(timer.end);
        return timer;
    }

    @Override
    public void post(Runnable task) {
        core.steps().post(() -> epoch.call("a posted task", task));
    }

    @Override
    public <T> Cancellable async(Callable<T> work, Consumer<Reply<T>> then) {
        if (!epoch.may("work beside the loop")) {
            return () -> {};
        }
        AsyncWork<T> asked = new AsyncWork<>(
                work,
                core.steps(),
                reply -> epoch.call("the result of work beside the loop", () -> then.accept(reply)));
        Runnable cancel = asked::cancel;
        epoch.atEnd(cancel);
        core.steps().output(new Output() {
            @Override
            public void release() {
                asked.begin(core.workers().newBlockingSerial("block " + epoch.block() + " of " + core.stationId()));
            }

            @Override
            public void dropped() {
                asked.fail("the station cannot store its state");
            }
        });
        return () -> {
            epoch.notAtEnd(cancel);
            asked.cancel();
        };
    }

    @Override
    public <T> Optional<T> port(Class<T> port) {
        return core.ports().find(port);
    }

    @Override
    public <T> List<T> ports(Class<T> port) {
        return core.ports().all(port);
    }

    @Override
    public <T> void offer(Class<T> port, T implementation) {
        if (epoch.may("the offer of " + port.getSimpleName())) {
            core.ports().offer(epoch, port, implementation);
        }
    }

    @Override
    public Hold hold(int evseId, String reason, Set<HoldEffect> effects) {
        return epoch.may("a hold") ? core.holds().hold(epoch, evseId, reason, effects) : () -> {};
    }

    @Override
    public Hold durableHold(String key, int evseId, String reason, Set<HoldEffect> effects) {
        return epoch.may("a hold") ? core.holds().durableHold(epoch, key, evseId, reason, effects) : () -> {};
    }

    @Override
    public Holds holds() {
        return core.holds();
    }

    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return epoch.may("a trigger") ? core.blocks().trigger(message, evse) : Optional.empty();
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
        return deviceModel;
    }

    @Override
    public HardwareView hardware() {
        return core.hardware();
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
        return core.staging().resolve(epoch.block());
    }

    @Override
    public Problems problems() {
        return problems;
    }

    /** A timer that is called off once on the loop does not fire, also when its task was posted already. */
    private final class Timer implements Cancellable {
        private final Runnable task;
        private final Runnable end = this::cancel;
        private Cancellable asked = () -> {};
        private boolean off;

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            off = true;
            epoch.notAtEnd(end);
            asked.cancel();
        }

        void fire() {
            if (!off) {
                off = true;
                epoch.notAtEnd(end);
                epoch.call("a timer", task);
            }
        }
    }
}
