package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.EvseState;
import io.karge.driver.VehicleState;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.ClockSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times that never run backwards within a transaction, and those of a clock that nobody had set. */
class ClockCorrectionTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private final TransactionsTester station = new TransactionsTester();

    @Test
    void shiftsEverythingThatHasNotBeenSent() {
        station.start();
        offline();
        Instant plugged = station.tester.now();
        station.plugIn(1);
        station.wait(Duration.ofMinutes(1));
        Instant authorized = station.tester.now();
        station.present(TransactionsTester.CARD);

        clockSet(YEAR.negated(), plugged, plugged.minusSeconds(60));
        online();
        station.energyFlows(1);
        station.confirmAll();

        List<TransactionEventRequest> events = station.events();
        assertThat(events).extracting(TransactionEventRequest::timestamp).startsWith(authorized.minus(YEAR));
        assertThat(events.get(0).meterValue())
                .extracting(MeterValueType::timestamp)
                .containsOnly(authorized.minus(YEAR));
        assertThat(station.control().active()).singleElement().satisfies(info -> assertThat(info.startedAt())
                .isEqualTo(authorized.minus(YEAR)));
    }

    @Test
    void shiftsTheSamplesForTheEndToo() {
        station.start();
        offline();
        Instant begin = station.tester.now();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        clockSet(YEAR.negated(), begin, begin);
        station.tester.time().jumpWallClock(YEAR.negated());
        online();
        station.wait(Duration.ofMinutes(1));
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.confirmAll();

        List<TransactionEventRequest> events = station.events();
        TransactionEventRequest ended = events.get(events.size() - 1);
        assertThat(ended.timestamp()).isEqualTo(begin.minus(YEAR).plusSeconds(60));
        assertThat(ended.meterValue())
                .extracting(MeterValueType::timestamp)
                .containsExactly(begin.minus(YEAR), begin.minus(YEAR).plusSeconds(60));
    }

    @Test
    void shiftsNoTransactionToBeforeWhatWasToldOfIt() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        List<TransactionEventRequest> told = station.events();
        Instant known = told.get(told.size() - 1).timestamp();
        int before = told.size();
        offline();
        station.wait(Duration.ofMinutes(1));
        Instant unset = station.tester.now();
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.unplug(1);
        station.plugIn(2);
        station.present(TransactionsTester.OTHER, 2);

        clockSet(Duration.ofMinutes(-10), unset, known);
        online();
        station.confirmAll();

        List<TransactionEventRequest> after = station.events();
        assertThat(after.get(before).timestamp()).as("limited").isEqualTo(known);
        assertThat(after)
                .filteredOn(event -> event.evse() != null && event.evse().id() == 2)
                .first()
                .satisfies(other -> assertThat(other.timestamp())
                        .as("of a transaction that nobody was told of")
                        .isEqualTo(unset.minusSeconds(600)));
    }

    @Test
    void leavesWhatAClockThatWasSetHasStamped() {
        station.start();
        offline();
        Instant begin = station.tester.now();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.wait(Duration.ofMinutes(1));
        Instant unset = station.tester.now();
        station.energyFlows(1);

        clockSet(YEAR, unset, begin);
        online();
        station.confirmAll();

        assertThat(station.events())
                .extracting(TransactionEventRequest::timestamp)
                .containsExactly(begin, unset.plus(YEAR));
    }

    @Test
    void noEventIsOlderThanTheOneBeforeWhenTheCsmsSetsTheClockBack() {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.confirmAll();
        Instant told = station.events().get(0).timestamp();
        station.tester.time().jumpWallClock(Duration.ofMillis(-1));
        station.energyFlows(1);
        station.tester.time().jumpWallClock(Duration.ofHours(-1));
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.confirmAll();

        assertThat(station.events()).hasSizeGreaterThan(2).allSatisfy(event -> {
            assertThat(event.timestamp()).isEqualTo(told);
            assertThat(event.meterValue() == null ? List.<MeterValueType>of() : event.meterValue())
                    .allSatisfy(value -> assertThat(value.timestamp()).isEqualTo(told));
        });
    }

    @Test
    void noEventIsOlderThanOneThatWasStampedWithALaterMeterValue() {
        station.with(TransactionVariables.TX_UPDATED_INTERVAL, "0").start();
        station.plugIn(1);
        Instant at = station.tester.now();
        station.wait(Duration.ofSeconds(2));
        Instant authorized = station.tester.now();
        station.present(TransactionsTester.CARD);
        EvseState before = station.tester.hardware().evse(1);
        EvseState charging = before.withVehicle(VehicleState.CHARGING).withPowerPathClosed(true);
        station.tester.hardware().setEvse(charging);
        station.tester.tell(new StationEvent.EvseChanged(1, before, charging, false, at)); // read before the card was
        station.confirmAll();

        assertThat(station.events())
                .extracting(TransactionEventRequest::timestamp)
                .containsExactly(authorized, authorized);
    }

    private void offline() {
        station.tester.goOffline();
    }

    private void online() {
        station.tester.goOnline(Duration.ofMinutes(1));
        station.settle();
    }

    private void clockSet(Duration error, Instant unsetSince, Instant known) {
        Instant now = station.tester.now();
        station.tester.tell(new ClockSet(now, now.plus(error), unsetSince, known));
    }
}
