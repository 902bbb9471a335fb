package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.runtime.StationView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A CSMS whose answers are nonsense, come twice, or to calls that were never made: the station goes on, floods nobody, and
 * loses no event of a transaction.
 */
class HostileAnswersTest {
    private static final OcppCodec CODEC = new OcppCodec();
    /** Twice the interval of heartbeats that the CSMS gave before, and a bit. */
    private static final Duration LONG = Duration.ofMinutes(125);

    private static final Duration RETRIES = Duration.ofMinutes(10);

    private final List<String> asked = new ArrayList<>();
    private InProcessStation station;
    private Bench bench;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        station.close();
    }

    /** B01 to B03: the station asks again until it gets a proper answer, in no haste. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"%s\",{}]",
                "[3,\"%s\",null]",
                "[3,\"%s\",[]]",
                "[3,\"%s\"]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":1e400,\"status\":\"Accepted\"}]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":99999999999,\"status\":\"Accepted\"}]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":NaN,\"status\":\"Accepted\"}]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":60,\"status\":\"Maybe\"}]",
                "[3,\"%s\",{\"currentTime\":\"yesterday\",\"interval\":60,\"status\":\"Accepted\"}]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":0,\"status\":\"Pending\"}]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":-5,\"status\":\"Pending\"}]",
                "[3,\"%s\",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":-2147483648,\"status\":\"Rejected\"}]",
                "[4,\"%s\",\"InternalError\",\"\",{}]",
                "[4,\"%s\",\"Teapot\"]",
                "[3,\"never\",{}]",
                "null"
            })
    void asksAgainAfterAnyAnswerToBootNotificationAndNotTooOften(String answer) {
        boot(Action.BootNotification, 2, answer);
        bench.station().restart();
        bench.pause(Duration.ofSeconds(31)); // also for the one that is no answer
        assertThat(station.view().problems())
                .extracting(StationView.Problem::what)
                .first()
                .asString()
                .contains("The CSMS");
        bench.csms().await("an answer that counts", LONG, BootNotificationRequest.class, any -> true);
        assertThat(asked).hasSize(2);
        bench.csms().next("accepted", SecurityEventNotificationRequest.class);
        charges();
        assertThat(station.view().problems()).isEmpty();
    }

    /** A time that cannot be is not believed: records of it could neither be sent nor be put in order. */
    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
    void doesNotBelieveAnImpossibleTime(String time) {
        boot(Action.Heartbeat, Integer.MAX_VALUE, "[3,\"%s\",{\"currentTime\":\"" + time + "\"}]");
        bench.variables().configure("OCPPCommCtrlr", "HeartbeatInterval", "10");
        bench.pause(Duration.ofMinutes(1));
        assertThat(asked).hasSizeGreaterThan(3);
        assertThat(station.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactly("The time of the CSMS is not believed");
        charges();
        assertThat(bench.csms().transactions().transactionIds())
                .flatMap(id -> bench.csms().transactions().events(id))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.timestamp())
                        .isBetween(
                                bench.csms().now().minus(Duration.ofHours(1)),
                                bench.csms().now()));
    }

    /** The CSMS has what it has answered: no repetition makes its answer better. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"%s\",{\"surprise\":1}]",
                "[3,\"%s\",[]]",
                "[3,\"%s\",null,null]",
                "[3,\"%s\"]",
                "[3,\"%s\",{\"idTokenInfo\":{\"status\":\"Maybe\"}}]",
                "[3,\"%s\",{\"totalCost\":1e400000}]"
            })
    void sendsATransactionEventOnceWhenItsAnswerDoesNotFitTheSchema(String answer) {
        boot(Action.TransactionEvent, Integer.MAX_VALUE, answer);
        bench.states().evConnectedPreSession();
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(RETRIES);
        assertThat(station.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactly("The CSMS answers TransactionEvent badly");
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.station().unplug(bench.evseId());
        bench.pause(RETRIES);

        assertThat(asked).hasSizeGreaterThan(2);
        assertThat(asked.stream().map(HostileAnswersTest::event))
                .extracting(TransactionEventRequest::seqNo)
                .isEqualTo(IntStream.range(0, asked.size()).boxed().toList());
        assertThat(event(asked.get(asked.size() - 1)).eventType()).isEqualTo(TransactionEventEnumType.Ended);
    }

    /** C10, E05: of such an answer a status that can be read still counts. */
    @Test
    void stopsWhenAnAnswerThatDoesNotFitTheSchemaSaysThatTheTokenIsBlocked() {
        boot(
                Action.TransactionEvent,
                1,
                "[3,\"%s\",{\"surprise\":1,\"idTokenInfo\":{\"status\":\"Blocked\",\"language1\":7}}]");
        bench.variables().configure("TxCtrlr", "StopTxOnInvalidId", "true");
        bench.states().evConnectedPreSession();
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(RETRIES);
        assertThat(bench.csms()
                        .transactions()
                        .events(event(asked.get(0)).transactionInfo().transactionId()))
                .extracting(TransactionEventRequest::triggerReason)
                .contains(TriggerReasonEnumType.Deauthorized);
    }

    /** E13, E04: what is refused or not answered is not delivered, and is sent again as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"[4,\"%s\",\"InternalError\",\"\",{}]", "[4,\"%s\",7,\"\",{}]", "[3,\"never\",{}]"})
    void sendsATransactionEventAgainWhenItIsRefusedOrNotAnswered(String answer) {
        boot(Action.TransactionEvent, 2, answer);
        bench.states().evConnectedPreSession();
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(RETRIES);
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.station().unplug(bench.evseId());
        bench.pause(RETRIES);

        assertThat(asked).hasSize(2);
        assertThat(payload(asked.get(1))).isEqualTo(payload(asked.get(0)));
        assertThat(bench.csms().transactions().transactionIds()).hasSize(1);
        List<TransactionEventRequest> events = bench.csms()
                .transactions()
                .events(bench.csms().transactions().transactionIds().get(0));
        assertThat(CODEC.payload(events.get(0))).hasToString(payload(asked.get(0)));
        assertThat(events.get(events.size() - 1).eventType()).isEqualTo(TransactionEventEnumType.Ended);
        bench.csms().transactions().verify();
    }

    /** A card that is not answered for properly does not charge, and the next one does (C01). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"%s\",{}]",
                "[3,\"%s\",{\"idTokenInfo\":{\"status\":\"Perhaps\"}}]",
                "[4,\"%s\",\"SecurityError\",\"\",{}]",
                "[3,\"never\",{}]"
            })
    void authorizesNobodyAfterAnAnswerThatIsNone(String answer) {
        boot(Action.Authorize, 1, answer);
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(Duration.ofMinutes(2));
        assertThat(asked).hasSize(1);
        assertThat(bench.csms().transactions().transactionIds()).isEmpty();
        charges();
    }

    /** Part 4, 4.1.1: the first answer under the id of the open call counts, all others are nothing. */
    @Test
    void ignoresAnswersThatComeTwiceAndToCallsThatWereNeverMade() {
        boot(new Breakage.Wire() {
            @Override
            public List<String> fromStation(String text) {
                bench.csms().sendText("[3,\"never\",{\"idTokenInfo\":{\"status\":\"Blocked\"}}]");
                bench.csms().sendText("[4,\"never\",\"SecurityError\",\"\",{}]");
                return List.of(text);
            }

            @Override
            public String fromCsms(String text) {
                if (bench != null && text.startsWith("[3,") && !text.contains("never") && !asked.contains(text)) {
                    asked.add(text);
                    bench.csms().sendText(text);
                    bench.csms().sendText("[4,\"" + frame(text).messageId() + "\",\"SecurityError\",\"\",{}]");
                }
                return text;
            }
        });
        charges();
        assertThat(asked).hasSizeGreaterThan(5);
    }

    /** B04: the states of the connectors go first, but do not keep everything else from the CSMS for ever. */
    @Test
    void tellsOfTransactionsToACsmsThatClosesTheConnectionOverEachStatusNotification() {
        boot(text -> {
            if (bench != null
                    && frame(text) instanceof Frame.Call call
                    && call.action().equals(Action.StatusNotification.wire())) {
                asked.add(text);
                bench.csms().closeConnection();
                return List.of("[3,\"no call\",{}]");
            }
            return List.of(text);
        });
        bench.variables().configure("OCPPCommCtrlr", "RetryBackOffWaitMinimum", "1");
        bench.variables().configure("OCPPCommCtrlr", "RetryBackOffRepeatTimes", "0");
        bench.station().plugIn(bench.evseId());
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(RETRIES);
        assertThat(asked).hasSizeGreaterThan(2);
        assertThat(bench.csms().transactions().transactionIds()).hasSize(1);
        assertThat(station.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactly("The connection is always lost over StatusNotification");
    }

    private void boot(Action action, int times, String answer) {
        boot(text -> {
            if (asked.size() < times
                    && frame(text) instanceof Frame.Call call
                    && call.action().equals(action.wire())) {
                asked.add(text);
                bench.csms().sendText(answer.formatted(call.messageId()));
                return List.of("[3,\"no call\",{}]"); // what the CSMS does not see it does not answer
            }
            return List.of(text);
        });
    }

    private void boot(Breakage.Wire wire) {
        station = new InProcessStation(new Hyc400Eu(), folder, Breakage.onWire(wire));
        bench = station.ready();
    }

    private static Frame frame(String text) {
        return ((FrameReading.Ok) CODEC.readFrame(text)).frame();
    }

    private static TransactionEventRequest event(String text) {
        return (TransactionEventRequest)
                ((MessageReading.Ok<OcppRequest>) CODEC.readRequest((Frame.Call) frame(text))).value();
    }

    private static String payload(String text) {
        return ((Frame.Call) frame(text)).payload().toString();
    }

    private void charges() {
        bench.csms().came(OcppRequest.class, any -> true);
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
        bench.states().evDisconnected();
        bench.csms().transactions().verify();
    }
}
