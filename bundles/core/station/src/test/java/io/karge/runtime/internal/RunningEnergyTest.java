package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.runtime.StationView;
import io.karge.station.StationContext;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The energy of a transaction is shown as far as anybody knows it, whoever is away. */
class RunningEnergyTest {
    private final GatewayHarness h = new GatewayHarness();
    private long startWh;
    private Instant startedAt = Instant.EPOCH;

    @Test
    void isWhatTheRegisterShowsWhileTheBlockIsAway() {
        charge();
        h.time.advance(Duration.ofMinutes(10));
        h.now(h.gateway.removeBlock(h.transactions));
        h.time.advance(Duration.ofSeconds(10));

        assertThat(shownWh()).isEqualTo(meteredWh()).isGreaterThan(8_000);
    }

    @Test
    void isWhatTheRegisterShowsAfterARestartWithoutTheBlock() {
        charge();
        h.time.advance(Duration.ofMinutes(10));
        restartWithoutTheBlock();

        assertThat(shownWh()).isEqualTo(meteredWh()).isGreaterThan(8_000);
    }

    @Test
    void isWhatWasStoredLastWhileNobodyShowsTheRegister() {
        charge();
        h.time.advance(Duration.ofMinutes(10));
        long known = meteredWh();
        h.cabinet().cutLink();
        restartWithoutTheBlock();

        assertThat(shownWh()).isBetween(known * 9 / 10, known);
    }

    @Test
    void isNoFalseZeroWhileTheBlockIsThereAndTheHardwareIsNot() {
        charge();
        h.time.advance(Duration.ofMinutes(10));
        long known = meteredWh();
        h.cabinet().cutLink();
        h.transactions.onStart = context -> {
            context.offer(TransactionControl.class, new TestControl(() -> List.of(info(0))));
            context.publish(new TransactionChanged(info(0), Phase.UPDATED));
        };
        h.crashAndStart();

        assertThat(shownWh()).isBetween(known * 9 / 10, known);
    }

    @Test
    void isNotThatOfAnotherMeter() {
        charge();
        h.time.advance(Duration.ofMinutes(10));
        long known = meteredWh();
        h.now(h.gateway.removeBlock(h.transactions));
        h.now(h.gateway.removeDriver(h.driver));
        GatewayHarness other = new GatewayHarness();
        h.gateway.addDriver("memory", other.driver, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(shownWh()).isBetween(known * 9 / 10, known);
    }

    @Test
    void isStoredSeldom() {
        charge();
        h.time.advance(Duration.ofMinutes(1));
        int writes = 0;
        byte[] before = stored();
        for (int second = 0; second < 3_600; second++) {
            h.time.advance(Duration.ofSeconds(1));
            writes += Arrays.equals(before, stored()) ? 0 : 1;
            before = stored();
        }

        assertThat(writes).isBetween(10, 30);
    }

    private byte[] stored() {
        String key = "station/CS-1/runtime/transaction/TX-1";
        return h.store.load(key).get(key);
    }

    /** 50 kW into a transaction that begins with a register that is not 0. */
    private void charge() {
        h.online();
        h.cabinet().plugIn(1);
        StationContext context = h.transactions.context();
        context.post(() -> context.command(new HardwareCommand.AllowEnergy(1, null), result -> {}));
        h.time.advance(Duration.ofMinutes(5));
        startWh = h.cabinet().evseState(1).meter().energyWh();
        startedAt = h.time.wallClock();
        context.post(() -> context.publish(new TransactionChanged(info(0), Phase.STARTED)));
        h.time.runUntilIdle();
        assertThat(startWh).isGreaterThan(1_000);
    }

    private TransactionInfo info(long energyWh) {
        return new TransactionInfo(
                "TX-1", 1, null, true, ChargingStateEnumType.Charging, startedAt, startedAt, energyWh, 0);
    }

    private void restartWithoutTheBlock() {
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.gateway.addBlock(h.provisioning);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(2));
    }

    private long meteredWh() {
        return h.cabinet().evseState(1).meter().energyWh() - startWh;
    }

    private long shownWh() {
        List<StationView.Transaction> shown = h.view().transactions();
        assertThat(shown).hasSize(1);
        return shown.get(0).energyWh();
    }
}
