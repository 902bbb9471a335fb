package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.VendorEvent;
import io.karge.driver.MeterReading;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.driver.hyc.RegisterSnapshot.Card;
import io.karge.driver.hyc.RegisterSnapshot.Update;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HycEventsTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final MeterReading METER = new MeterReading(AT, 1000, 0, 0, 0, 150_000, 375_000, null);
    private static final HycEvse IDLE = evse(false, VehicleState.ABSENT, false);
    private static final HycEvse CHARGING = evse(true, VehicleState.CHARGING, true);
    private static final Card NO_CARD = new Card(41, "04A2B3C4", TokenType.ISO14443, 1);
    private static final Update NO_UPDATE = new Update(FirmwareState.IDLE, 0, null);
    private static final RegisterSnapshot BEFORE = snapshot(7, NO_CARD, NO_UPDATE, IDLE);

    @Test
    void saysNothingWhenNothingHappened() {
        assertThat(HycEvents.between(BEFORE, BEFORE, AT)).isEmpty();
    }

    @Test
    void tellsACardWithTheEvseChosen() {
        Card card = new Card(42, "08FFEE01", TokenType.ISO15693, 2);

        assertThat(HycEvents.between(BEFORE, snapshot(7, card, NO_UPDATE, IDLE), AT))
                .containsExactly(new TokenPresented(AT, 2, "08FFEE01", TokenType.ISO15693));
    }

    @Test
    void tellsACardAfterTheSequenceWentRound() {
        Card last = new Card(0xFFFF, "04A2B3C4", TokenType.ISO14443, 0);
        Card first = new Card(0, "04A2B3C4", TokenType.ISO14443, 0);

        assertThat(HycEvents.between(snapshot(7, last, NO_UPDATE, IDLE), snapshot(7, first, NO_UPDATE, IDLE), AT))
                .containsExactly(new TokenPresented(AT, 0, "04A2B3C4", TokenType.ISO14443));
    }

    @Test
    void tellsHowManyCardsWereMissedBetweenTwoPolls() {
        Card third = new Card(44, "08FFEE01", TokenType.ISO14443, 0);

        assertThat(HycEvents.between(BEFORE, snapshot(7, third, NO_UPDATE, IDLE), AT))
                .containsExactly(
                        new VendorEvent(AT, 0, "CardsMissed", Map.of("count", "2")),
                        new TokenPresented(AT, 0, "08FFEE01", TokenType.ISO14443));
    }

    @ParameterizedTest
    @CsvSource({"43, ISO14443, ", "43, , 04A2B3C4"})
    void tellsNoCardThatCannotBeReadButRemarksIt(int sequence, TokenType type, String uid) {
        List<HardwareEvent> events =
                HycEvents.between(BEFORE, snapshot(7, new Card(sequence, uid, type, 0), NO_UPDATE, IDLE), AT);

        assertThat(events).noneMatch(TokenPresented.class::isInstance);
        assertThat(events).contains(HycEvents.odd(AT, 0, "the card at the reader is unreadable"));
    }

    @Test
    void tellsOnePressOfTheStopButton() {
        HycEvse pressed = new HycEvse(CHARGING.state(), 150_000, 1547, 6, 4711, List.of());

        assertThat(HycEvents.between(
                        snapshot(7, NO_CARD, NO_UPDATE, CHARGING), snapshot(7, NO_CARD, NO_UPDATE, pressed), AT))
                .containsExactly(new StopRequested(AT, 1, METER));
    }

    @Test
    void tellsLimitsAndAReplacedMeter() {
        HycEvse other = new HycEvse(IDLE.state(), 80_000, 1547, 5, 4712, List.of());

        assertThat(HycEvents.between(BEFORE, snapshot(7, NO_CARD, NO_UPDATE, other), AT))
                .containsExactly(
                        new LimitsChanged(AT, 1, 80_000, 1547),
                        new VendorEvent(AT, 1, "MeterReplaced", Map.of("serialNumber", "4712")));
    }

    @Test
    void saysNothingOfWhatTheStatesOfTheEvsesTell() {
        assertThat(HycEvents.between(BEFORE, snapshot(7, NO_CARD, NO_UPDATE, CHARGING), AT))
                .isEmpty();
    }

    @Test
    void tellsNoCardOfWhichTheSnapshotAfterARestartMayKnow() {
        RegisterSnapshot after = snapshot(8, new Card(1, "04A2B3C4", TokenType.ISO14443, 0), NO_UPDATE, CHARGING);

        assertThat(HycEvents.meanwhile(BEFORE, after, AT)).isEmpty();
        assertThat(HycEvents.meanwhile(null, after, AT)).isEmpty();
    }

    @Test
    void tellsHowAFirmwareUpdateGoesAlsoOverARestart() {
        Update installing = new Update(FirmwareState.INSTALLING, 50, null);
        Update failed = new Update(FirmwareState.FAILED, 50, "installation failed");
        RegisterSnapshot during = snapshot(7, NO_CARD, installing, IDLE);
        RegisterSnapshot after = snapshot(7, NO_CARD, failed, IDLE);
        FirmwareProgress failure = new FirmwareProgress(AT, FirmwareState.FAILED, 50, "installation failed");

        assertThat(HycEvents.between(during, after, AT)).containsExactly(failure);
        assertThat(HycEvents.meanwhile(during, after, AT)).containsExactly(failure);
        assertThat(HycEvents.meanwhile(after, after, AT)).isEmpty();
        assertThat(HycEvents.meanwhile(null, after, AT)).containsExactly(failure);
        assertThat(HycEvents.meanwhile(null, BEFORE, AT)).isEmpty();
    }

    @Test
    void remarksAnOddityOnceForAsLongAsItLasts() {
        HycEvse odd = new HycEvse(IDLE.state(), 150_000, 1547, 5, 4711, List.of(new Oddity(1, "strange")));
        RegisterSnapshot after = snapshot(7, NO_CARD, NO_UPDATE, odd);

        assertThat(HycEvents.between(BEFORE, after, AT)).containsExactly(HycEvents.odd(AT, 1, "strange"));
        assertThat(HycEvents.between(after, after, AT)).isEmpty();
    }

    private static RegisterSnapshot snapshot(long bootCounter, Card card, Update update, HycEvse evse) {
        return new RegisterSnapshot(
                new CabinetState("HYC-0001", "3.0.0", bootCounter, BootReason.WATCHDOG),
                new HycEvse.Cabinet(new HycFirmware(3, 0, 0), true, false),
                card,
                update,
                List.of(evse));
    }

    private static HycEvse evse(boolean pluggedIn, VehicleState vehicle, boolean closed) {
        EvseState state = new EvseState(1, pluggedIn, vehicle, closed, true, Set.of(), METER, null);
        return new HycEvse(state, 150_000, 1547, 5, 4711, List.of());
    }
}
