package io.karge.block.transactions;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.GetTransactionStatusRequest;
import io.karge.ocpp.messages.GetTransactionStatusResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.Authorizer;
import io.karge.station.CustomerRecords;
import io.karge.station.FunctionalBlock;
import io.karge.station.HoldEffect;
import io.karge.station.LogSource;
import io.karge.station.Refusals;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import io.karge.station.TriggerDecision;
import io.karge.station.VariableKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one station (E01 to E15): takes what happens to {@link SessionMachine}, stores what it makes of
 * it, and has the rest done by queue, energy control and timers. On the station's loop only.
 */
final class TransactionsBlock implements FunctionalBlock {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionsBlock.class);

    private final StationContext context;
    private final Sessions sessions;
    private final EndedSamples endedSamples;
    private final EventWriter writer;
    private final DeliveryQueue queue;
    private final EnergyControl energy;
    private final SessionTimers timers;
    private final BusyHolds busy;
    private final Admission admission;
    private final RecentRefusals refusals;
    private final CardReader reader;
    private final TransactionPort port;

    TransactionsBlock(StationContext context) {
        this.context = context;
        this.sessions = new Sessions(context.state());
        this.endedSamples = new EndedSamples(context.state());
        this.writer = new EventWriter(context, endedSamples);
        this.queue = new DeliveryQueue(context, sessions, this::confirmed);
        this.energy = new EnergyControl(context);
        this.timers = new SessionTimers(context, this::apply);
        this.busy = new BusyHolds(context);
        this.admission = new Admission(context);
        this.refusals = new RecentRefusals(context);
        this.reader = new CardReader(context, sessions, admission, refusals, this::apply);
        this.port = new TransactionPort(
                context,
                sessions,
                queue,
                new RemoteControl(context, sessions, admission, reader, refusals, this::change, this::apply));
    }

    @Override
    public void start() {
        context.offer(TransactionControl.class, port);
        context.offer(Refusals.class, refusals);
        context.offer(CustomerRecords.class, queue.customers());
        context.offer(
                LogSource.class,
                LogSource.diagnostics(
                        "transactions.json", () -> SessionsReport.of(sessions, queue, refusals.latest())));
        for (VariableKey points : List.of(TransactionVariables.TX_START_POINT, TransactionVariables.TX_STOP_POINT)) {
            context.deviceModel()
                    .guard(points, value -> value.isBlank() ? Optional.of("at least one point") : Optional.empty());
        }
        if (!context.lifeCycle().connected()) {
            queue.offline(); // E11.FR.07: the station may have gone offline with the process
        }
        new GoneEvses(context, sessions, this::change).end();
        sessions.all().forEach(entry -> {
            timers.set(entry.getKey(), entry.getValue(), rules());
            busy.set(entry.getKey(), entry.getValue().running());
        });
        port.active().forEach(info -> context.publish(new TransactionChanged(info, Phase.UPDATED)));
        queue.send();
    }

    @Override
    public void close() {
        // Everything is in the state.
    }

    @Override
    public void on(StationEvent event) {
        if (event instanceof StationEvent.EvseChanged changed) {
            evse(changed.evseId(), changed.after(), changed.snapshot(), changed.at());
        } else if (event instanceof StationEvent.ConnectorStatusChanged changed) {
            lookAgain(changed.evseId());
        } else if (event instanceof StationEvent.HoldsChanged changed
                && changed.effects().contains(HoldEffect.REFUSES_SESSIONS)) {
            context.model().evses().forEach(evse -> lookAgain(evse.evseId()));
        } else if (event instanceof StationEvent.EvseMissed missed) {
            missed(missed);
        } else if (event instanceof StationEvent.EnergyStopped stopped) {
            energyStopped(stopped);
        } else if (event instanceof StationEvent.Booted booted) {
            booted(booted);
        } else if (event instanceof StationEvent.Hardware hardware) {
            hardware(hardware.event(), hardware.at());
        } else if (event instanceof StationEvent.TransactionMeterValues values) {
            metered(values);
        } else if (event instanceof StationEvent.Disconnected) {
            queue.offline();
        } else if (event instanceof StationEvent.ClockSet set && set.wasWrong()) {
            new ClockCorrection(set, queue, sessions, endedSamples).apply();
        } else if (event instanceof StationEvent.Registered) {
            admission.remember();
        } else if (event instanceof StationEvent.VariableChanged changed
                && changed.variable().equals(TransactionVariables.EV_CONNECTION_TIME_OUT)) {
            sessions.all().forEach(entry -> timers.renew(entry.getKey(), entry.getValue(), rules()));
        }
    }

    /** What the restart did to the energy is told where it has ended a transaction; nothing where it has not. */
    private void booted(StationEvent.Booted booted) {
        Interruptions.of(booted.reason()).ifPresent(reason -> sessions.all().stream()
                .filter(entry -> entry.getValue().pluggedIn())
                .forEach(entry -> change(entry.getKey(), new Input.Interrupted(reason))));
    }

    /** What a session needs is away; the power path is about to open. */
    private void energyStopped(StationEvent.EnergyStopped stopped) {
        String key = Sessions.key(stopped.evseId());
        if (sessions.get(key).filter(session -> session.grant().held()).isPresent()) {
            LOG.info("station={} evse={} energy stopped: {}", context.stationId(), stopped.evseId(), stopped.why());
            apply(key, Input.Stopped.BY_STATION);
        }
    }

    /** While this block was away: told with the time and the register of then. The levels of now follow. */
    private void missed(StationEvent.EvseMissed missed) {
        int evseId = missed.state().evseId();
        String key = Sessions.key(evseId);
        if (!context.model().hasEvse(evseId)) {
            return; // its session has been ended
        }
        if (sessions.get(key).isPresent()) {
            change(key, new Input.Hardware(missed.state(), admission.evse(evseId), false), missed.at(), missed);
        }
        String why = missed.energyStopped();
        if (why != null
                && sessions.get(key).filter(session -> session.grant().held()).isPresent()) {
            LOG.info("station={} evse={} energy was stopped at {}: {}", context.stationId(), evseId, missed.at(), why);
            change(key, Input.Stopped.BY_STATION, missed.at(), missed);
        }
    }

    /**
     * An EVSE may take sessions that took none, with a vehicle that waits there: the CSMS has put it into service, or what
     * was held is over. The hardware tells of neither.
     */
    private void lookAgain(int evseId) {
        if (context.hardware().cabinet().isPresent()) {
            evse(evseId, context.hardware().evse(evseId), false, context.clock().now());
        }
    }

    /** The next vehicle does not charge for the one before it, which left while nobody could see it. */
    private void leftUnseen(String key, EvseState state, Instant at) {
        if (sessions.get(key)
                .filter(session -> session.levels().isAnotherVehicle(state))
                .isPresent()) {
            LOG.info("station={} evse={} another vehicle is there than before", context.stationId(), state.evseId());
            EvseState unplugged = state.withPowerPathClosed(false).withPluggedIn(false);
            change(key, new Input.Hardware(unplugged, admission.evse(state.evseId()), false), at);
        }
    }

    private void evse(int evseId, EvseState state, boolean snapshot, Instant at) {
        String key = Sessions.key(evseId);
        if (state.pluggedIn() && admission.takesSession(evseId) && isUnclaimed(sessions.get(key))) {
            sessions.waitingFor(evseId).ifPresent(waiting -> {
                Session session = sessions.get(waiting).orElseThrow();
                sessions.remove(waiting);
                timers.forget(waiting);
                busy.set(waiting, false);
                sessions.put(key, session.at(evseId));
            });
        }
        leftUnseen(key, state, at);
        if (state.pluggedIn() || sessions.get(key).isPresent()) {
            boolean usable = admission.evse(evseId);
            change(key, new Input.Hardware(state, usable, admission.takesSession(evseId) && admission.station()), at);
        }
        energy.settle(evseId, sessions.at(evseId), Levels.of(state), snapshot);
        queue.send();
    }

    /** Nobody has been authorized there, and no transaction runs: the next authorization that waits may have it. */
    private static boolean isUnclaimed(Optional<Session> session) {
        return session.map(s -> s.grant().state() == Grant.State.NONE && !s.running())
                .orElse(true);
    }

    private void hardware(HardwareEvent event, Instant at) {
        if (event instanceof HardwareEvent.TokenPresented card) {
            reader.presented(card);
        } else if (event instanceof HardwareEvent.StopRequested stop
                && sessions.at(stop.evseId()).filter(s -> s.grant().held()).isPresent()) {
            change(
                    Sessions.key(stop.evseId()),
                    new Input.Stopped(TriggerReasonEnumType.StopAuthorized, ReasonEnumType.Local, null),
                    at);
            queue.send();
        }
    }

    private void metered(StationEvent.TransactionMeterValues values) {
        sessions.keyOf(values.transactionId()).ifPresent(key -> {
            switch (values.occasion()) {
                case TX_UPDATED ->
                    apply(key, new Input.Metered(TriggerReasonEnumType.MeterValuePeriodic, values.values()));
                case ALIGNED -> apply(key, new Input.Metered(TriggerReasonEnumType.MeterValueClock, values.values()));
                case TX_ENDED, ALIGNED_TX_ENDED -> {
                    int evseId = sessions.get(key).orElseThrow().evseId();
                    values.values().forEach(value -> endedSamples.add(evseId, value));
                }
                case TX_STARTED -> {
                    // read when the transaction starts, never on time
                }
            }
        });
    }

    /** Something happens to a session; its events are sent. */
    private void apply(String key, Input input) {
        change(key, input);
        queue.send();
    }

    /** Something happens to a session; its events wait in the queue for the next {@link DeliveryQueue#send}. */
    private void change(String key, Input input) {
        change(key, input, context.clock().now());
    }

    private void change(String key, Input input, Instant at) {
        change(key, input, at, null);
    }

    /** @param missed what happened while this block was away, null when it happens now */
    private void change(String key, Input input, Instant at, StationEvent.@Nullable EvseMissed missed) {
        int evseId = Sessions.evseId(key);
        Session before = sessions.get(key).orElseGet(() -> Session.fresh(evseId));
        long energyWh = missed == null
                ? EnergyRegister.energyWh(context, evseId)
                : missed.state().meter().energyWh();
        Step step = SessionMachine.apply(
                before, input, rules(), new Moment(at, UUID.randomUUID().toString(), energyWh));
        Session after = step.session();
        if (after == null) {
            sessions.remove(key);
            timers.forget(key);
        } else {
            sessions.put(key, after);
            timers.set(key, after, rules());
        }
        busy.set(key, after != null && after.running());
        Report report = step.report();
        if (report != null) {
            Progress progress = before.progress();
            @Nullable Instant lastAt = progress == null ? null : progress.lastAt();
            TransactionEventRequest event = writer.write(report, lastAt, missed);
            queue.add(event, lastAt);
            if (after != null && after.running()) {
                sessions.put(key, after.reported(event.timestamp()));
            }
            publish(report, after != null && after.running() ? after : before);
        }
        boolean ofNow = missed == null && !(input instanceof Input.Hardware) && !(input instanceof Input.Interrupted);
        if (evseId != 0 && ofNow) {
            energy.settle(evseId, sessions.at(evseId), after == null ? Levels.UNPLUGGED : after.levels(), false);
        }
    }

    private void publish(Report report, Session session) {
        Phase phase =
                switch (report.type()) {
                    case Started -> Phase.STARTED;
                    case Updated -> Phase.UPDATED;
                    case Ended -> Phase.ENDED;
                };
        port.info(session).ifPresent(info -> context.publish(new TransactionChanged(info, phase)));
        if (phase != Phase.UPDATED) {
            LOG.info(
                    "station={} transactionId={} evse={} event={} trigger={}{}",
                    context.stationId(),
                    report.transactionId(),
                    report.evseId(),
                    report.type(),
                    report.trigger(),
                    report.stoppedReason() == null ? "" : " reason=" + report.stoppedReason());
        }
    }

    /** The CSMS has an event; it may have said something about the token (C10.FR.05, E05). */
    private void confirmed(TransactionEventRequest event, Optional<IdTokenInfoType> said) {
        IdTokenType token = event.idToken();
        if (token == null || said.isEmpty()) {
            return;
        }
        IdTokenInfoType info = said.get();
        context.port(Authorizer.class).ifPresent(authorizer -> authorizer.learned(token, info));
        if (info.status() != AuthorizationStatusEnumType.Accepted) {
            int evseId = Optional.ofNullable(event.evse())
                    .map(EVSEType::id)
                    .or(() -> sessions.keyOf(event.transactionInfo().transactionId())
                            .map(Sessions::evseId))
                    .orElse(0);
            refusals.add(evseId, token, CardReader.CSMS, info.status().wire() + ", after the transaction had begun");
        }
        sessions.keyOf(event.transactionInfo().transactionId())
                .ifPresent(key -> apply(key, new Input.IdTokenInfoReceived(token, info)));
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof GetTransactionStatusRequest status) {
            responder.answer(status(status.transactionId()));
        } else {
            responder.refuse(
                    RpcErrorCode.NotSupported, request.action().wire() + " is not answered by the transactions block");
        }
    }

    /** An event of each transaction that is meant (F06.FR.07), in its turn behind those that wait. */
    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        if (message != MessageTriggerEnumType.TransactionEvent) {
            return Optional.empty();
        }
        if (!admission.accepted()) {
            return Optional.of(new TriggerDecision.Rejected("CSNotAccepted", "events wait until the CSMS accepts"));
        }
        List<TransactionInfo> meant = port.active().stream()
                .filter(info -> evse == null || info.evseId() == evse.id())
                .toList();
        return Optional.of(
                meant.isEmpty()
                        ? new TriggerDecision.Rejected("TxNotFound", "no transaction is running there")
                        : new TriggerDecision.Accepted(() -> meant.forEach(this::sendTriggered)));
    }

    private void sendTriggered(TransactionInfo info) {
        List<MeterValueType> values = writer.values(info.evseId(), ReadingContextEnumType.Trigger)
                .map(List::of)
                .orElse(List.of());
        sessions.keyOf(info.transactionId())
                .ifPresent(key -> apply(key, new Input.Metered(TriggerReasonEnumType.Trigger, values)));
    }

    private GetTransactionStatusResponse status(@Nullable String transactionId) {
        return transactionId == null
                ? GetTransactionStatusResponse.of(queue.size() > 0)
                : GetTransactionStatusResponse.of(queue.size(transactionId) > 0)
                        .withOngoingIndicator(sessions.keyOf(transactionId).isPresent());
    }

    private Rules rules() {
        return Rules.read(context.deviceModel());
    }
}
