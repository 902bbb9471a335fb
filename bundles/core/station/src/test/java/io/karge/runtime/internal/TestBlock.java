package io.karge.runtime.internal;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import io.karge.station.VariableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A block that a test writes in lambdas; all blocks of a factory share its records. */
final class TestBlock implements FunctionalBlockFactory {
    private final String name;
    private final Set<Action> answers;
    final List<StationContext> contexts = new ArrayList<>();
    final List<StationEvent> events = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    List<VariableDefinition> variables = List.of();
    Set<String> hearsAfter = Set.of();
    Consumer<StationContext> onStart = context -> {};
    BiConsumer<StationContext, StationEvent> onEvent = (context, event) -> {};
    OnRequest onRequest = (context, request, responder) -> {};
    BiFunction<StationContext, MessageTriggerEnumType, Optional<TriggerDecision>> onTrigger =
            (context, message) -> Optional.empty();
    BiConsumer<StationContext, String> onAlarm = (context, key) -> {};
    Consumer<StationContext> onClose = context -> {};
    Function<Map<String, byte[]>, List<String>> openTransactions = stored -> List.of();

    BiFunction<Map<String, byte[]>, @Nullable Map<String, byte[]>, Map<String, byte[]>> restored =
            FunctionalBlockFactory.super::restored;

    interface OnRequest {
        void handle(StationContext context, OcppRequest request, Responder responder);
    }

    TestBlock(String name, Action... answers) {
        this.name = name;
        this.answers = Set.of(answers);
    }

    /** Sends BootNotification when it must, and tells the life cycle what the CSMS answered. */
    static TestBlock provisioning(Action... answers) {
        TestBlock block = new TestBlock("provisioning", answers);
        block.onEvent = (context, event) -> {
            if (event instanceof StationEvent.Connected connected && connected.bootRequired()) {
                context.call(
                        BootNotificationRequest.of(
                                context.lifeCycle().bootReason(),
                                ChargingStationType.of(
                                        context.model().model(), context.model().vendor())),
                        BootNotificationResponse.class,
                        CallPermission.BOOT,
                        reply -> {
                            if (reply instanceof CallReply.Answered<BootNotificationResponse> answered) {
                                context.lifeCycle()
                                        .timeReceived(answered.response().currentTime());
                                context.lifeCycle()
                                        .registered(answered.response().status());
                            }
                        });
            }
        };
        return block;
    }

    StationContext context() {
        return contexts.get(contexts.size() - 1);
    }

    <E extends StationEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public List<String> openTransactions(Map<String, byte[]> stored) {
        return openTransactions.apply(stored);
    }

    @Override
    public Map<String, byte[]> restored(Map<String, byte[]> backup, @Nullable Map<String, byte[]> last) {
        return restored.apply(backup, last);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Action> answers() {
        return answers;
    }

    @Override
    public Set<String> hearsAfter() {
        return hearsAfter;
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return variables;
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        contexts.add(context);
        return new FunctionalBlock() {
            @Override
            public void start() {
                log.add("start");
                onStart.accept(context);
            }

            @Override
            public void on(StationEvent event) {
                events.add(event);
                onEvent.accept(context, event);
            }

            @Override
            public void on(OcppRequest request, Responder responder) {
                onRequest.handle(context, request, responder);
            }

            @Override
            public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
                return onTrigger.apply(context, message);
            }

            @Override
            public void alarm(String key) {
                log.add("alarm " + key);
                onAlarm.accept(context, key);
            }

            @Override
            public void close() {
                log.add("close");
                onClose.accept(context);
            }
        };
    }
}
