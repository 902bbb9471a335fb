package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.VehicleState;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.CustomerRecords;
import io.karge.station.DiscardedMessage;
import io.karge.station.IdTokens;
import io.karge.station.testkit.LogParts;
import io.karge.station.testkit.SentCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sessions and waiting events tell and forget of customers (N09, N10), and what of it goes into archives of logs. */
class CustomersTest {
    private static final IdTokenType CARD = TransactionsTester.CARD;
    private static final IdTokenType OTHER = TransactionsTester.OTHER;

    private final TransactionsTester station = new TransactionsTester()
            .with(TransactionVariables.MESSAGE_ATTEMPTS, "1")
            .with(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, "1")
            .start();

    private CustomerRecords records() {
        return station.tester.port(CustomerRecords.class).orElseThrow();
    }

    private String transactionId() {
        return station.control().active().get(0).transactionId();
    }

    /** Copies of what was given up. */
    private List<DiscardedMessage> kept() {
        return stored().flatMap(entry -> DiscardedMessage.read(entry.getBytes(StandardCharsets.UTF_8)).stream())
                .toList();
    }

    private boolean named(IdTokenType idToken) {
        return stored().anyMatch(text -> text.contains(idToken.idToken()));
    }

    private Stream<String> stored() {
        return station.tester.state().keys().stream().map(station.tester.state()::stored);
    }

    @Test
    void tellsOfATransactionThatRuns() { // N09.FR.03
        station.charge(1, CARD);

        assertThat(records().about(CARD))
                .singleElement()
                .asString()
                .startsWith("Transaction " + transactionId() + " at EVSE 1 runs since ");
        assertThat(records().about(TransactionsTester.card("04a2b3c4"))).hasSize(1);
        assertThat(records().about(OTHER)).isEmpty();
    }

    @Test
    void tellsOfEventsThatWait() {
        station.tester.goOffline();
        station.plugIn(1);
        station.present(CARD);
        String transaction = transactionId();

        assertThat(records().about(CARD))
                .anyMatch(line -> line.startsWith("Transaction " + transaction + ": ")
                        && line.endsWith(" events wait for the CSMS"));
        assertThat(records().about(OTHER)).isEmpty();
    }

    @Test
    void tellsOfAnAuthorizationThatWaitsForAPlug() {
        station.set("TxStartPoint", "PowerPathClosed");
        station.present(CARD);

        assertThat(records().about(CARD)).singleElement().asString().startsWith("A session at EVSE ");
        assertThat(records().clear(CARD))
                .singleElement()
                .asString()
                .startsWith("A session at EVSE ")
                .endsWith("kept until the vehicle leaves");
    }

    @Test
    void tellsOfWhoseGroupTheCustomerIs() {
        station.known.put(
                CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP));
        station.charge(1, CARD);

        assertThat(records().about(TransactionsTester.GROUP)).hasSize(1);
    }

    @Test
    void keepsWhatTheCsmsHasNotGotAndSaysSo() { // N10.FR.03: delivery goes before
        station.charge(1, CARD);

        assertThat(records().clear(CARD))
                .containsExactly(
                        "Transaction " + transactionId() + ": kept until it has ended and its events are delivered");
        assertThat(records().about(CARD)).as("it charges on").hasSize(1);
        station.present(CARD);
        station.energyEnds(1);
        station.unplug(1);
        station.confirmAll();

        assertThat(station.events())
                .filteredOn(event -> event.idToken() != null)
                .allMatch(event -> IdTokens.same(event.idToken(), CARD));
        assertThat(records().about(CARD)).isEmpty();
        assertThat(named(CARD)).isFalse();
        assertThat(station.tester.state().keys())
                .as("nothing is left to be remembered")
                .noneMatch(key -> key.startsWith("cleared/"));
    }

    @Test
    void leavesTheTokenOutOfACopyOfWhatIsGivenUpAfterwards() { // N10.FR.03
        station.plugIn(1);
        station.present(CARD);
        records().clear(CARD);
        refuseAll();

        assertThat(kept()).isNotEmpty().noneMatch(copy -> IdTokens.isIn(copy.payload(), CARD));
    }

    @Test
    void leavesTheTokenInACopyOfSomebodyElse() {
        station.plugIn(1);
        station.present(CARD);
        records().clear(OTHER);
        refuseAll();

        assertThat(kept()).anyMatch(copy -> IdTokens.isIn(copy.payload(), CARD));
    }

    @Test
    void remembersOverARestartWhoWasCleared() {
        station.plugIn(1);
        station.present(CARD);
        records().clear(CARD);
        station.tester.close();
        station.tester.start();
        refuseAll();

        assertThat(kept()).isNotEmpty().noneMatch(copy -> IdTokens.isIn(copy.payload(), CARD));
    }

    private void refuseAll() {
        for (var open = station.open(); open.isPresent(); open = station.open()) {
            SentCall call = open.get();
            call.refuse("InternalError", "not today");
            station.wait(Duration.ofSeconds(2));
        }
    }

    @Test
    void putsSessionsAndTheQueueIntoTheArchiveAndNoToken() {
        station.tester.change(1, state -> state.withEvccId("00FFEEDD1122"));
        station.tester.goOffline();
        station.plugIn(1);
        station.present(CARD);
        station.tester.vehicle(1, VehicleState.CHARGING);

        Map<String, String> parts = LogParts.diagnostics(station.tester);

        assertThat(parts).containsOnlyKeys("transactions.json");
        assertThat(parts.get("transactions.json"))
                .contains("\"transactionId\" : \"" + transactionId() + "\"")
                .contains("\"authorization\" : \"GRANTED\"", "\"vehicle\" : \"CHARGING\"")
                .contains("\"queued\" : 1", "\"seqNo\" : 0", "\"nextSeqNo\" : 1")
                .doesNotContain(CARD.idToken())
                .doesNotContain("00FFEEDD1122");
    }

    @Test
    void putsNoMoreEventsIntoTheArchiveThanPeopleRead() {
        station.tester.goOffline();
        for (int i = 0; i < SessionsReport.MOST; i++) {
            station.plugIn(1);
            station.present(CARD);
            station.unplug(1);
        }
        assertThat(station.control().queue().orElseThrow().length()).isGreaterThan(SessionsReport.MOST);

        String text = LogParts.diagnostics(station.tester).get("transactions.json");

        assertThat(text.split("\"eventType\"", -1)).hasSize(SessionsReport.MOST + 1);
    }

    @Test
    void tellsInTheArchiveWhoWasRefusedMasked() {
        station.known.put(CARD, IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked));
        station.plugIn(1);
        station.present(CARD);

        assertThat(LogParts.diagnostics(station.tester).get("transactions.json"))
                .contains("\"refused\"", IdTokens.masked(CARD))
                .doesNotContain(CARD.idToken());
    }
}
