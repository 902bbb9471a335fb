package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.EvseMissed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens while no transactions block is there is told to the one that returns. */
class MissedEventsTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void tellsThatTheStationStoppedTheEnergyAndWhenAlsoAfterARestartInBetween() {
        charge();
        h.now(h.gateway.removeBlock(h.transactions));
        h.time.advance(Duration.ofSeconds(15));
        Instant stop = h.time.wallClock();
        h.time.advance(Duration.ofMinutes(1));
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.gateway.addBlock(h.provisioning);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofMinutes(1));
        h.transactions.events.clear();

        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();

        EvseMissed closed = missed().get(0);
        assertThat(closed.state().powerPathClosed()).isTrue();
        assertThat(closed.energyStopped()).isEqualTo("the blocks [transactions] are missing");
        assertThat(closed.at()).isEqualTo(stop);
        EvseMissed open = missed().get(1);
        assertThat(open.state().powerPathClosed()).isFalse();
        assertThat(open.state().pluggedIn()).isTrue();
        assertThat(open.energyStopped()).isNull();
        assertThat(open.at()).isEqualTo(stop);
        assertThat(h.transactions.events(StationEvent.Booted.class))
                .containsExactly(new StationEvent.Booted(BootReasonEnumType.ApplicationReset));
    }

    @Test
    void tellsEverythingOnceAndBeforeTheLevelsOfNow() {
        h.online();
        h.now(h.gateway.removeBlock(h.transactions));
        h.cabinet().plugIn(1);
        h.time.advance(Duration.ofSeconds(1));
        h.cabinet().unplug(1);
        h.time.advance(Duration.ofSeconds(1));
        h.transactions.events.clear();

        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();
        assertThat(h.transactions.events)
                .extracting(event -> event.getClass().getSimpleName())
                .startsWith("EvseMissed")
                .endsWith("EvseMissed", "EvseChanged", "EvseChanged");
        assertThat(missed().get(0).state().pluggedIn()).isTrue();
        assertThat(missed().get(missed().size() - 1).state().pluggedIn()).isFalse();

        h.transactions.events.clear();
        h.now(h.gateway.removeBlock(h.transactions));
        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();
        assertThat(missed()).isEmpty();
    }

    @Test
    void tellsAgainWhatTheBlockFailedAt() {
        h.online();
        h.now(h.gateway.removeBlock(h.transactions));
        h.cabinet().plugIn(1);
        h.time.advance(Duration.ofSeconds(1));
        h.transactions.events.clear();
        h.transactions.onEvent = (context, event) -> {
            if (event instanceof EvseMissed && missed().size() == 1) {
                throw new IllegalStateException("a defect");
            }
        };

        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();

        assertThat(missed()).hasSizeGreaterThan(1);
        assertThat(missed().get(1)).isEqualTo(missed().get(0));
    }

    @Test
    void keepsWhatCameFirstAndWhatIsNewestOfLongAbsences() {
        h.online();
        h.now(h.gateway.removeBlock(h.transactions));
        for (int i = 0; i < 100; i++) {
            h.cabinet().plugIn(1);
            h.time.advance(Duration.ofSeconds(1));
            h.cabinet().unplug(1);
            h.time.advance(Duration.ofSeconds(1));
        }
        Instant last = h.time.wallClock();
        h.transactions.events.clear();

        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();

        assertThat(missed()).hasSize(MissedEvents.MOST);
        assertThat(missed().get(missed().size() - 1).at()).isAfter(last.minusSeconds(2));
        assertThat(missed().get(0).at()).isBefore(last.minusSeconds(190));
    }

    @Test
    void tellsABlockThatIsThereAtTheBootWhyBeforeTheLevels() {
        h.online();

        assertThat(bootsAndLevels()).startsWith("Booted[reason=PowerUp]").doesNotHaveDuplicates();
        h.transactions.events.clear();
        h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(bootsAndLevels()).startsWith("Booted[reason=LocalReset]").doesNotHaveDuplicates();
    }

    private List<String> bootsAndLevels() {
        return h.transactions.events.stream()
                .filter(event -> event instanceof StationEvent.Booted || event instanceof StationEvent.EvseChanged)
                .map(StationEvent::toString)
                .toList();
    }

    private void charge() {
        h.online();
        h.cabinet().plugIn(1);
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> context.command(new HardwareCommand.AllowEnergy(1, null), result -> {}));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.cabinet().evseState(1).powerPathClosed()).isTrue();
        h.transactions.events.clear();
    }

    private List<EvseMissed> missed() {
        return h.transactions.events(EvseMissed.class);
    }
}
