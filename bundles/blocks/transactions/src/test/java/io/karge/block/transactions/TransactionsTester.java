package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.Authorizer;
import io.karge.station.MeterReader;
import io.karge.station.PortCallback;
import io.karge.station.ProductFacts;
import io.karge.station.SampleOccasion;
import io.karge.station.TransactionControl;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.SentCall;
import io.karge.station.testkit.SentCommand;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A station with two EVSEs, people with cards, vehicles and a CSMS, around the block. */
final class TransactionsTester {
    static final IdTokenType CARD = card("04A2B3C4");
    static final IdTokenType OTHER = card("DEADBEEF");
    static final IdTokenType GROUP = IdTokenType.of("FLEET", IdTokenEnumType.Central);

    final BlockTester tester;

    /** What the CSMS or the cache says of a token; Accepted unless told otherwise. */
    final Map<IdTokenType, IdTokenInfoType> known = new HashMap<>();

    /** What is known of a token without asking, Accepted all of it. */
    final Map<IdTokenType, IdTokenInfoType> cached = new HashMap<>();

    final List<IdTokenType> asked = new ArrayList<>();
    final Map<IdTokenType, IdTokenInfoType> learned = new HashMap<>();
    final List<PortCallback<Authorizer.Authorization>> held = new ArrayList<>();
    boolean holdAuthorizations;

    /** How many events the CSMS has been given so far; {@link #events} forgets none. */
    private final List<TransactionEventRequest> events = new ArrayList<>();

    private int seen;

    TransactionsTester() {
        this(TestModels.dc(3));
    }

    TransactionsTester(StationModel model) {
        tester = new BlockTester(
                new TransactionsFactory(),
                model,
                ProductFacts.read("{\"optionalFeatures\":{\"C-51\":true,\"C-52\":true,\"C-06.1\":true}}"));
        tester.offer(Authorizer.class, new Cards());
        tester.offer(MeterReader.class, (MeterReader) this::sample);
    }

    static IdTokenType card(String uid) {
        return IdTokenType.of(uid, IdTokenEnumType.ISO14443);
    }

    TransactionsTester set(String variable, String value) {
        tester.deviceModel().preset(VariableKey.of("TxCtrlr", variable), value);
        return this;
    }

    TransactionsTester with(VariableKey variable, String value) {
        tester.deviceModel().preset(variable, value);
        return this;
    }

    TransactionsTester start() {
        tester.start();
        return this;
    }

    TransactionControl control() {
        return tester.port(TransactionControl.class).orElseThrow();
    }

    // --- people and vehicles ---

    void present(IdTokenType card) {
        present(card, 0);
    }

    void present(IdTokenType card, int evseId) {
        tester.hardwareEvent(new HardwareEvent.TokenPresented(
                tester.time().wallClock(),
                evseId,
                card.idToken(),
                TokenType.valueOf(card.type().name())));
        settle();
    }

    void plugIn(int evseId) {
        tester.plugIn(evseId);
        settle();
    }

    void unplug(int evseId) {
        tester.unplug(evseId);
        settle();
    }

    /** The vehicle draws, and the contactors close, if energy is allowed. */
    void energyFlows(int evseId) {
        assertThat(lastCommand(evseId)).isEqualTo(new HardwareCommand.AllowEnergy(evseId, null));
        tester.vehicle(evseId, VehicleState.CHARGING);
        tester.powerPath(evseId, true);
        settle();
    }

    /** The contactors open as they were told. */
    void energyEnds(int evseId) {
        assertThat(lastCommand(evseId)).isEqualTo(new HardwareCommand.StopEnergy(evseId));
        tester.powerPath(evseId, false);
        tester.vehicle(evseId, VehicleState.FINISHING);
        settle();
    }

    /** The EVSE goes in or out of service. */
    void inService(int evseId, boolean operative) {
        tester.change(evseId, s -> s.withOperative(operative));
        settle();
    }

    void charge(int evseId, IdTokenType card) {
        plugIn(evseId);
        present(card);
        energyFlows(evseId);
        confirmAll();
    }

    void meter(int evseId, long energyWh) {
        tester.meter(evseId, new MeterReading(tester.time().wallClock(), energyWh, 0, 0, 0, 0, 0, null));
    }

    // --- the hardware ---

    HardwareCommand lastCommand(int evseId) {
        List<SentCommand> commands = tester.commands().stream()
                .filter(sent -> sent.command().evseId() == evseId)
                .toList();
        return commands.get(commands.size() - 1).command();
    }

    /** What is due now runs, and the hardware does what it was told. */
    void settle() {
        tester.time().runUntilIdle();
        tester.commands().stream().filter(SentCommand::isOpen).forEach(SentCommand::accept);
    }

    // --- the CSMS ---

    /** The CSMS confirms whatever there is, Accepted. */
    void confirmAll() {
        confirmAll(AuthorizationStatusEnumType.Accepted);
    }

    void confirmAll(AuthorizationStatusEnumType status) {
        for (Optional<SentCall> open = open(); open.isPresent(); open = open()) {
            TransactionEventRequest event = open.get().request(TransactionEventRequest.class);
            open.get()
                    .answer(
                            event.idToken() == null
                                    ? TransactionEventResponse.of()
                                    : TransactionEventResponse.of().withIdTokenInfo(IdTokenInfoType.of(status)));
            settle();
        }
    }

    Optional<SentCall> open() {
        return tester.calls().stream().filter(SentCall::isOpen).findFirst();
    }

    /** All events that were sent, each once however often it was sent. */
    List<TransactionEventRequest> events() {
        List<SentCall> calls = tester.calls();
        for (; seen < calls.size(); seen++) {
            TransactionEventRequest event = calls.get(seen).request(TransactionEventRequest.class);
            if (events.stream().noneMatch(event::equals)) {
                events.add(event);
            }
        }
        return events;
    }

    /** The events in short: {@code 0 Started CablePluggedIn EVConnected evse=1}. */
    List<String> story() {
        confirmAll();
        return events().stream().map(TransactionsTester::inShort).toList();
    }

    static String inShort(TransactionEventRequest event) {
        StringBuilder text = new StringBuilder()
                .append(event.seqNo())
                .append(' ')
                .append(event.eventType())
                .append(' ')
                .append(event.triggerReason());
        append(text, " ", event.transactionInfo().chargingState());
        append(text, " because=", event.transactionInfo().stoppedReason());
        append(text, " remote=", event.transactionInfo().remoteStartId());
        append(text, " token=", event.idToken() == null ? null : event.idToken().idToken());
        append(text, " evse=", event.evse() == null ? null : event.evse().id());
        append(text, " offline=", event.offline());
        return text.toString();
    }

    private static void append(StringBuilder text, String before, Object value) {
        if (value != null) {
            text.append(before).append(value);
        }
    }

    void wait(Duration time) {
        tester.advance(time);
        settle();
    }

    private Optional<MeterValueType> sample(int evseId, SampleOccasion occasion, ReadingContextEnumType context) {
        EvseState evse = tester.hardware().evse(evseId);
        return Optional.of(MeterValueType.of(
                tester.now(),
                List.of(SampledValueType.of(BigDecimal.valueOf(evse.meter().energyWh()))
                        .withContext(context))));
    }

    private final class Cards implements Authorizer {
        @Override
        public void authorize(IdTokenType idToken, PortCallback<Authorization> then) {
            asked.add(idToken);
            if (holdAuthorizations) {
                held.add(then);
            } else {
                then.answer(new Authorization(
                        idToken,
                        known.getOrDefault(idToken, IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted)),
                        Authorization.Source.CSMS));
            }
        }

        @Override
        public Optional<Authorization> known(IdTokenType idToken) {
            return Optional.ofNullable(cached.get(idToken))
                    .map(info -> new Authorization(idToken, info, Authorization.Source.CACHE));
        }

        @Override
        public void learned(IdTokenType idToken, IdTokenInfoType info) {
            learned.put(idToken, info);
        }
    }
}
