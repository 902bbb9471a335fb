package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.Authorizer;
import io.karge.station.Refusals;
import io.karge.station.Refusals.Refusal;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a card at the shared reader means (C01, C09, E07). */
class CardReaderTest {
    private final TransactionsTester station = new TransactionsTester();

    @Test
    void doesNothingWithACardThatIsNotAccepted() { // C01.FR.01, C06.FR.01, TC_C_02
        station.known.put(TransactionsTester.CARD, IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid));
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);

        assertThat(station.story()).isEmpty();
        assertThat(station.tester.commands()).isEmpty();
    }

    @Test
    void authorizesAForeignCardAndIgnoresIt() { // TC_C_04
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.present(TransactionsTester.OTHER, 1);

        assertThat(station.asked).endsWith(TransactionsTester.OTHER);
        assertThat(station.story()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"Accepted, true", "Invalid, false"})
    void stopsByACardOfTheGroupThatIsAccepted(AuthorizationStatusEnumType status, boolean stops) {
        // C09.FR.03, C09.FR.11, TC_C_39, C_42
        station.known.put(
                TransactionsTester.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP));
        station.known.put(
                TransactionsTester.OTHER, IdTokenInfoType.of(status).withGroupIdToken(TransactionsTester.GROUP));
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.present(TransactionsTester.OTHER);

        assertThat(station.control().active()).hasSize(1);
        if (stops) {
            station.energyEnds(1);
            assertThat(station.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
        } else {
            assertThat(station.story()).hasSize(2);
        }
    }

    @Test
    void givesACardToTheVehicleThatWasPluggedInLast() {
        station.start();
        station.plugIn(1);
        station.wait(Duration.ofSeconds(1));
        station.plugIn(2);
        station.present(TransactionsTester.CARD);
        station.present(TransactionsTester.OTHER);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=2",
                        "0 Started Authorized EVConnected token=DEADBEEF evse=1");
    }

    @Test
    void letsAStrangerNotContinueAtAVehicleThatHasFinished() { // C01.FR.23
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.present(TransactionsTester.OTHER);
        assertThat(station.control().onEvse(1)).isEmpty();

        station.present(TransactionsTester.CARD);
        assertThat(station.control().onEvse(1)).isPresent();
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void keepsToTheEvsesThatTheTokenIsAllowedAt() { // C01.FR.21
        station.known.put(
                TransactionsTester.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withEvseId(List.of(2)));
        station.start();
        station.present(TransactionsTester.CARD, 1);
        station.present(TransactionsTester.CARD);
        station.plugIn(1);
        station.plugIn(2);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Updated CablePluggedIn EVConnected evse=2");
    }

    @Test
    void asksOnceForACardThatIsHeldToTheReaderTwice() {
        station.holdAuthorizations = true;
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.present(TransactionsTester.CARD);

        assertThat(station.asked).containsExactly(TransactionsTester.CARD);
    }

    @Test
    void takesNobodyBeforeTheCsmsHasEverAcceptedIt() {
        station.tester.lifeCycle().setRegistration(null);
        station.tester.lifeCycle().setConnected(false);
        station.start();
        station.present(TransactionsTester.CARD);
        assertThat(station.control().active()).isEmpty();

        station.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Accepted);
        station.tester.tell(new StationEvent.Registered(RegistrationStatusEnumType.Accepted));
        station.tester.close();
        station.tester.lifeCycle().setRegistration(null);
        station.start();
        station.present(TransactionsTester.CARD);
        assertThat(station.control().active()).hasSize(1);
    }

    @Test
    void takesAnybodyBeforeThatWhereItIsSaidSo() { // effect: TxCtrlr.TxBeforeAcceptedEnabled
        station.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        station.start();
        station.present(TransactionsTester.CARD);
        assertThat(station.control().active()).isEmpty();
        station.set("TxBeforeAcceptedEnabled", "true");
        station.present(TransactionsTester.CARD);
        assertThat(station.control().active()).hasSize(1);
    }

    private static IdTokenInfoType accepted(IdTokenType group) {
        return IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(group);
    }

    private void chargeInGroup(IdTokenType group) {
        station.known.put(TransactionsTester.CARD, accepted(group));
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
    }

    @Test
    void stopsByACardOfTheGroupThatIsKnownHereWithoutAsking() { // C01.FR.03, C09.FR.07
        station.cached.put(TransactionsTester.OTHER, accepted(IdTokenType.of("fleet", IdTokenEnumType.Central)));
        chargeInGroup(TransactionsTester.GROUP);
        station.present(TransactionsTester.OTHER);
        station.energyEnds(1);

        assertThat(station.asked).containsExactly(TransactionsTester.CARD);
        assertThat(station.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
    }

    @Test
    void asksAboutACardOfAnotherGroupThatIsKnownHere() { // C09.FR.05
        station.cached.put(TransactionsTester.OTHER, accepted(IdTokenType.of("OTHERS", IdTokenEnumType.Central)));
        chargeInGroup(TransactionsTester.GROUP);
        station.present(TransactionsTester.OTHER, 1);

        assertThat(station.asked).containsExactly(TransactionsTester.CARD, TransactionsTester.OTHER);
        assertThat(station.story()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'', NoAuthorization", "'', Central", "FLEET, NoAuthorization"})
    void anEmptyGroupIsNoGroup(String text, IdTokenEnumType type) { // field report C10, C09.FR.02, C09.FR.03
        IdTokenType nobody = IdTokenType.of(text, type);
        station.known.put(TransactionsTester.OTHER, accepted(nobody));
        station.cached.put(TransactionsTester.OTHER, accepted(nobody));
        chargeInGroup(nobody);
        station.present(TransactionsTester.OTHER);

        assertThat(station.asked).contains(TransactionsTester.OTHER);
        assertThat(station.tester.commands())
                .extracting(sent -> sent.command())
                .doesNotContain(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void learnsTheGroupOfTheOneWhoChargesFromTheCsms() { // C09.FR.12
        station.known.put(TransactionsTester.OTHER, accepted(TransactionsTester.GROUP));
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.open()
                .orElseThrow()
                .answer(TransactionEventResponse.of().withIdTokenInfo(accepted(TransactionsTester.GROUP)));
        station.energyFlows(1);
        station.present(TransactionsTester.OTHER);

        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void doesNotStopByAKeyCodeOfTheSameText() { // field report C3, C01.FR.25
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.present(IdTokenType.of(TransactionsTester.CARD.idToken(), IdTokenEnumType.KeyCode), 1);

        assertThat(station.asked).hasSize(2);
        assertThat(station.story()).hasSize(2);
    }

    @Test
    void stopsByTheSameCardInOtherLetters() { // C01.FR.03, C01.FR.25
        station.start();
        station.charge(1, TransactionsTester.OTHER);
        station.present(TransactionsTester.card("deadbeef"));

        assertThat(station.asked).containsExactly(TransactionsTester.OTHER);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    private List<Refusal> refusals() {
        return station.tester.port(Refusals.class).orElseThrow().latest();
    }

    @Test
    void tellsWhoRefusedACardAndWhy() {
        station.known.put(TransactionsTester.CARD, IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked));
        station.start();
        station.present(TransactionsTester.CARD, 2);
        Instant first = station.tester.now();
        station.wait(Duration.ofSeconds(1));
        station.inService(2, false);
        station.present(TransactionsTester.OTHER, 2);

        assertThat(refusals())
                .containsExactly(
                        new Refusal(
                                station.tester.now(), 2, "ISO14443:...EF", "the station", "EVSE 2 is not free for it"),
                        new Refusal(first, 2, "ISO14443:...C4", "the CSMS", "Blocked"));
    }

    @Test
    void tellsWhereTheCsmsAllowsACardThatIsNotAllowedHere() { // C01.FR.21
        station.known.put(
                TransactionsTester.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withEvseId(List.of(2)));
        station.start();
        station.present(TransactionsTester.CARD, 1);
        assertThat(refusals())
                .extracting(Refusal::by, Refusal::why)
                .containsExactly(tuple("the CSMS", "it is allowed at EVSE 2 only"));
    }

    @Test
    void tellsOfTheLatestRefusalsOnly() {
        station.tester.withdraw(Authorizer.class);
        station.start();
        for (int i = 0; i < 25; i++) {
            station.present(TransactionsTester.card("0000000" + (char) ('A' + i)));
        }

        assertThat(refusals())
                .hasSize(20)
                .first()
                .extracting(Refusal::token, Refusal::by, Refusal::why)
                .containsExactly("ISO14443:...0Y", "the station", "nothing authorizes tokens");
    }
}
