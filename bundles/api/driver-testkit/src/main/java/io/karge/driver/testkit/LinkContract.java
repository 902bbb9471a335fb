package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karge.driver.BootReason;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.StationModel.ReaderModel;
import io.karge.driver.VehicleState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the driver contract that is about the link and what is told when it comes up. */
abstract class LinkContract extends DriverBench {
    @Test
    void postsNothingBeforeItIsStarted() {
        pass(reaction());

        assertThat(sink.events()).isEmpty();
        assertThat(result(new Reboot())).isInstanceOf(LinkDown.class);
    }

    @Test
    void beginsWithLinkUpAndASnapshotOfEveryEvse() {
        start();

        assertThat(sink.events()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sink.events().get(0)).isInstanceOfSatisfying(LinkChanged.class, link -> assertThat(link.up())
                .isTrue());
        Snapshot snapshot = (Snapshot) sink.events().get(1);
        assertThat(snapshot.cabinet().serialNumber()).isNotBlank();
        assertThat(snapshot.cabinet().firmwareVersion()).isNotBlank();
        assertThat(snapshot.evses())
                .extracting(EvseState::evseId)
                .containsExactlyElementsOf(bench.model().evses().stream()
                        .map(evse -> evse.evseId())
                        .toList());
        assertThat(snapshot.evses()).allSatisfy(evse -> {
            assertThat(evse.pluggedIn()).isFalse();
            assertThat(evse.vehicle()).isEqualTo(VehicleState.ABSENT);
            assertThat(evse.powerPathClosed()).isFalse();
            assertThat(evse.faults()).isEmpty();
        });
    }

    @Test
    void staysSilentWhileNothingHappens() {
        start();
        sink.clear();

        time.advance(Duration.ofMinutes(10));

        assertThat(sink.events()).isEmpty();
    }

    @Test
    void findsALinkThatIsNotThereYet() {
        bench.cutLink();
        driver.start(sink);
        pass(reconnection());
        assertThat(sink.events(LinkChanged.class)).noneMatch(LinkChanged::up);
        assertThat(sink.events(Snapshot.class)).isEmpty();
        assertThat(result(new StopEnergy(1))).isInstanceOf(LinkDown.class);

        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events(Snapshot.class)).hasSize(1);
    }

    @Test
    void reportsALostLinkOnceAndAnswersLinkDownWithoutSending() {
        start();
        sink.clear();
        bench.cutLink();
        pass(reconnection());
        pass(reconnection());
        long received = bench.commandsReceived();

        assertThat(sink.events()).hasSize(1);
        assertThat(sink.last(LinkChanged.class).up()).isFalse();
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(LinkDown.class);
        assertThat(bench.commandsReceived()).isEqualTo(received);
    }

    @Test
    void tellsWhatHappenedWithoutItInTheSnapshotAfterTheLinkIsBack() {
        start();
        bench.cutLink();
        pass(reconnection());
        bench.plugIn(1);
        sink.clear();

        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true);
        assertThat(sink.events(Snapshot.class)).hasSize(1);
        assertThat(sink.last(Snapshot.class).evses().get(0).pluggedIn()).isTrue();
        assertThat(sink.events(CableChanged.class)).isEmpty();
    }

    @Test
    void findsTheLinkAgainHoweverOftenItIsLost() {
        start();
        for (int i = 0; i < 5; i++) {
            bench.cutLink();
            pass(reconnection());
            bench.restoreLink();
            pass(reconnection());
        }

        assertThat(sink.events(LinkChanged.class))
                .extracting(LinkChanged::up)
                .containsExactly(true, false, true, false, true, false, true, false, true, false, true);
        assertThat(sink.events(Snapshot.class)).hasSize(6);
    }

    @Test
    void doesNotRepeatAnOldCardOrStopAfterTheLinkIsBack() {
        start();
        if (model().reader().kind() != ReaderModel.Kind.NONE) {
            bench.presentToken(1, "04A2B3C4");
        }
        if (model().stopButton()) {
            bench.pressStop(1);
        }
        pass(reaction());
        sink.clear();

        bench.cutLink();
        pass(reconnection());
        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events(TokenPresented.class)).isEmpty();
        assertThat(sink.events(StopRequested.class)).isEmpty();
    }

    /** Without a boot counter nobody can tell a restart from a lost link; Rebooted would be a claim. */
    @Test
    void tellsAfterARestartHowTheHardwareIs() {
        start();
        charge(1);
        long counter = sink.last(Snapshot.class).cabinet().bootCounter();
        sink.clear();
        bench.restart(Duration.ofSeconds(5));
        pass(reconnection());

        EvseState after = sink.last(Snapshot.class).evses().get(0);
        assertThat(energyFlows(after)).isFalse();
        assertThat(sink.last(Snapshot.class).cabinet().bootCounter() != counter)
                .as("a boot counter changes, where there is one")
                .isEqualTo(model().bootCounter());
        assertThat(sink.events(Rebooted.class)).hasSize(model().bootCounter() ? 1 : 0);
    }

    @Test
    void reportsARestartWithItsReasonAndASnapshotAfterIt() {
        assumeTrue(model().bootCounter(), "the model has no boot counter");
        start();
        charge(1);
        long counter = sink.last(Snapshot.class).cabinet().bootCounter();
        sink.clear();
        bench.restart(Duration.ofSeconds(5));
        pass(reconnection());

        assertThat(sink.events(Rebooted.class)).hasSize(1);
        assertThat(sink.last(Rebooted.class).reason()).isEqualTo(BootReason.WATCHDOG);
        assertThat(sink.last(Rebooted.class).bootCounter()).isNotEqualTo(counter);
        assertThat(sink.last(Snapshot.class).cabinet().bootCounter())
                .isEqualTo(sink.last(Rebooted.class).bootCounter());
        List<HardwareEvent> events = sink.events();
        assertThat(events.get(events.indexOf(sink.last(Rebooted.class)) + 1)).isInstanceOf(Snapshot.class);
    }

    @Test
    void stampsEventsWithTheWallClockAtWhichTheyWereSeen() {
        start();
        time.jumpWallClock(Duration.ofHours(5));
        sink.clear();
        Instant before = time.wallClock();
        bench.plugIn(1);
        pass(reaction());

        assertThat(sink.events()).isNotEmpty().allSatisfy(event -> assertThat(event.at())
                .isBetween(before, time.wallClock()));
    }
}
