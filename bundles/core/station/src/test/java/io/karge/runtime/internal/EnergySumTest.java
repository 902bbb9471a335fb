package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.testkit.TestModels;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registers that fall, added up. */
class EnergySumTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_W = 22_000;

    @Test
    void countsASessionThatBeginsAnew() {
        EnergySum sum = EnergySum.of(5_000, AT).next(7_000, AT, true, 0, MAX_W).next(300, AT, true, 0, MAX_W);

        assertThat(sum.totalWh()).isEqualTo(7_300);
    }

    @Test
    void tellsTheEndOfARegisterFromANewMeterByWhatTheEvseCanHaveGiven() {
        EnergySum before = EnergySum.of(65_500, AT);

        assertThat(before.next(100, AT.plusSeconds(60), true, 65_536, MAX_W).totalWh())
                .as("136 Wh in a minute: through the end")
                .isEqualTo(65_636);
        assertThat(before.next(9_000, AT.plusSeconds(60), true, 65_536, MAX_W).totalWh())
                .as("9036 Wh in a minute: another meter, which showed 9000 Wh")
                .isEqualTo(74_500);
        assertThat(before.next(100, AT.minusSeconds(3600), true, 65_536, MAX_W).totalWh())
                .as("the clock was set back")
                .isEqualTo(65_636);
        assertThat(before.next(100, Instant.MAX, true, 65_536, Integer.MAX_VALUE)
                        .totalWh())
                .isEqualTo(65_636);
    }

    /**
     * Whatever happens to a meter of sessions - charging, new sessions, restarts and swaps on what was stored, late and
     * double readings - the sum never falls, and is what flowed as far as it was read.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void neverFallsAndLosesNothingThatWasRead(long seed) {
        Random random = new Random(seed);
        EnergySum sum = EnergySum.of(0, AT);
        EnergySum stored = sum;
        long register = 0;
        long flowed = 0;
        Instant at = AT;
        List<Long> totals = new ArrayList<>();
        boolean exact = true;
        for (int i = 0; i < 2_000; i++) {
            at = at.plusSeconds(5);
            switch (random.nextInt(10)) {
                case 0 -> register = 0; // a session, or another meter: read before and after it
                case 1 -> sum = stored; // a restart or a swap
                case 2 -> stored = sum;
                default -> {
                    long more = random.nextInt(30);
                    register += more;
                    flowed += more;
                }
            }
            sum = sum.next(register, at, true, 0, MAX_W);
            if (i % 7 != 0 || register == 0) {
                stored = sum; // a step is stored with what it tells
            }
            totals.add(sum.totalWh());
            exact &= sum.totalWh() <= flowed;
        }

        assertThat(exact).as("counts nothing twice").isTrue();
        assertThat(totals.get(totals.size() - 1)).isGreaterThan(flowed / 2);
        long last = 0;
        boolean fell = false;
        for (long total : totals) {
            fell |= total < last;
            last = total;
        }
        assertThat(fell).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void countsARegisterThatWrapsAsIfItDidNot(long seed) {
        Random random = new Random(seed);
        EnergySum sum = EnergySum.of(0, AT);
        long flowed = 0;
        Instant at = AT;
        for (int i = 0; i < 5_000; i++) {
            at = at.plusSeconds(5 + random.nextInt(60));
            flowed += random.nextInt(30);
            sum = sum.next(flowed % 10_000, at, true, 10_000, MAX_W);
        }

        assertThat(sum.totalWh()).isEqualTo(flowed);
    }

    /** Through the whole gateway: sessions, a crash, a swapped driver; each sees one register that never falls. */
    @Test
    void isWhatEverybodySeesOfTheRegister() {
        GatewayHarness station = new GatewayHarness(TestModels.wallbox());
        station.online();
        long first = charge(station);
        long second = charge(station);
        assertThat(first).isPositive();
        assertThat(second).isBetween(2 * first - 50, 2 * first + 50);

        station.crashAndStart();
        long third = charge(station);
        station.gateway.removeDriver(station.driver);
        station.time.advance(Duration.ofSeconds(3));
        station.gateway.addDriver("memory", station.driver, "test");
        long fourth = charge(station);

        assertThat(third).isBetween(3 * first - 100, 3 * first + 100);
        assertThat(fourth).isBetween(4 * first - 150, 4 * first + 150);
        List<Long> seen = station.transactions.events(StationEvent.EvseChanged.class).stream()
                .filter(changed -> changed.evseId() == 1)
                .map(changed -> changed.after().meter().energyWh())
                .toList();
        assertThat(seen).isSorted();
    }

    /** Ten minutes of charging; gives the register that a block sees afterwards. */
    private static long charge(GatewayHarness station) {
        station.cabinet().plugIn(1);
        station.time.advance(Duration.ofSeconds(10));
        station.transactions.context().command(new AllowEnergy(1, null), result -> {});
        station.time.advance(Duration.ofMinutes(10));
        assertThat(station.transactions.context().hardware().evse(1).powerPathClosed())
                .as("derived")
                .isTrue();
        station.transactions.context().command(new StopEnergy(1), result -> {});
        station.time.advance(Duration.ofSeconds(10));
        station.cabinet().unplug(1);
        station.time.advance(Duration.ofSeconds(10));
        return station.transactions.context().hardware().evse(1).meter().energyWh();
    }
}
