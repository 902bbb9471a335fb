package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.driver.BootReason;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.runtime.StationView;
import io.karge.station.StationEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void bootsWithPowerUpTheFirstTimeAndGoesOnline() {
        h.online();

        assertThat(h.boots()).containsExactly("PowerUp");
        assertThat(h.csms.attempts.get(0).uri()).hasToString("ws://csms.example/ocpp/CS-1");
        assertThat(FakeCsms.password(h.csms.attempts.get(0))).isEqualTo(GatewayHarness.PASSWORD);
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().registration()).isEqualTo("Accepted");
        assertThat(h.transactions.events(StationEvent.Online.class))
                .containsExactly(new StationEvent.Online(true, Duration.ZERO));
    }

    @Test
    void bootsWithApplicationResetWhenOnlyTheGatewayRestarted() {
        h.online();

        h.crashAndStart();

        assertThat(h.boots()).containsExactly("PowerUp", "ApplicationReset");
    }

    @Test
    void bootsWithTheReasonOfTheCabinetWhenItRestartedMeanwhile() {
        h.online();
        h.gateway.close();
        h.time.runUntilIdle();
        h.cabinet().restart(BootReason.WATCHDOG, Duration.ofSeconds(1));

        h.crashAndStart();
        h.time.advance(Duration.ofSeconds(5));

        assertThat(h.boots()).containsExactly("PowerUp", "Watchdog");
    }

    @Test
    void bootsAgainWhenTheCabinetRestartsHoweverShort() {
        h.online();
        WebSocketWatch watch = new WebSocketWatch(h);

        h.cabinet().restart(BootReason.POWER_UP, Duration.ofSeconds(1));
        h.time.advance(Duration.ofSeconds(2));

        assertThat(h.boots()).containsExactly("PowerUp", "PowerUp");
        assertThat(watch.isNewSocket()).isTrue();
        assertThat(h.transactions.log).containsExactly("start", "close", "start");
    }

    @Test
    void prefersItsOwnIntentToTheReasonOfTheCabinet() {
        h.online();
        h.provisioning.context().after(Duration.ZERO, () -> h.provisioning
                .context()
                .lifeCycle()
                .intend(BootReasonEnumType.RemoteReset));
        h.time.runUntilIdle();

        h.cabinet().restart(BootReason.REQUESTED_RESET, Duration.ofSeconds(1));
        h.time.advance(Duration.ofSeconds(2));

        assertThat(h.boots()).containsExactly("PowerUp", "RemoteReset");
    }

    @Test
    void keepsTheIntentOverACrash() {
        h.online();
        h.provisioning.context().after(Duration.ZERO, () -> h.provisioning
                .context()
                .lifeCycle()
                .intend(BootReasonEnumType.ScheduledReset));
        h.time.runUntilIdle();

        h.crashAndStart();

        assertThat(h.boots()).containsExactly("PowerUp", "ScheduledReset");
    }

    @Test
    void tellsTheReasonAgainWhenTheCsmsNeverHeardIt() {
        h.csms.reachable(false);
        h.online();

        h.csms.reachable(true);
        h.crashAndStart();

        assertThat(h.boots()).as("never accepted as PowerUp before").containsExactly("PowerUp");
    }

    @Test
    void restartsForTheAdministratorWithLocalReset() {
        h.online();

        h.now(h.gateway.restart(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).containsExactly("PowerUp", "LocalReset");
        assertThat(h.provisioning.log).containsExactly("start", "close", "start");
    }

    @Test
    void waitsForTheHardwareButNotLongerThanTheGracePeriod() {
        h.gateway.addBlock(h.provisioning);
        h.gateway.addBlock(h.transactions);
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(5));
        assertThat(h.csms.attempts).isEmpty();

        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).containsExactly("PowerUp");
    }

    @Test
    void bootsWithoutTheHardwareAfterTheGracePeriodAndNotAgainWhenItComes() {
        h.online();
        h.cabinet().cutLink();
        h.crashAndStart();
        assertThat(h.boots()).as("not yet").hasSize(1);

        h.time.advance(Duration.ofSeconds(10));
        assertThat(h.boots()).containsExactly("PowerUp", "ApplicationReset");
        assertThat(h.view().hardware()).isEqualTo("down");

        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(5));
        assertThat(h.boots()).hasSize(2);
        assertThat(h.view().hardware()).isEqualTo("up");
    }

    @Test
    void doesNotBootWhenTheConnectionComesBack() {
        h.online();

        h.csms.cut();
        h.time.advance(Duration.ofSeconds(40));

        assertThat(h.csms.attempts).hasSize(2);
        assertThat(h.boots()).hasSize(1);
        assertThat(h.transactions.events(StationEvent.Connected.class))
                .containsExactly(new StationEvent.Connected(true), new StationEvent.Connected(false));
        StationEvent.Online back =
                h.transactions.events(StationEvent.Online.class).get(1);
        assertThat(back.afterBoot()).isFalse();
        assertThat(back.offline()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(21));
    }

    @Test
    void neverConnectsBeforeProvisioningIsThere() {
        h.gateway.addBlock(h.transactions);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.csms.attempts).isEmpty();

        h.gateway.addBlock(h.provisioning);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).containsExactly("PowerUp");
    }

    /** Remembers which WebSocket was open. */
    private static final class WebSocketWatch {
        private final GatewayHarness h;
        private final Object before;

        WebSocketWatch(GatewayHarness h) {
            this.h = h;
            this.before = h.csms.open;
        }

        boolean isNewSocket() {
            return h.csms.open != null && h.csms.open != before;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0000-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void goesByItsOwnClockWhenTheCsmsHasAnImpossibleOne(String time) {
        h.csmsTime = () -> Instant.parse(time);
        h.online();

        assertThat(h.view().registration()).isEqualTo("Accepted");
        assertThat(h.transactions.context().clock().now()).isEqualTo(h.time.wallClock());
        assertThat(h.view().problems())
                .extracting(StationView.Problem::what, StationView.Problem::why)
                .containsExactly(
                        tuple("The time of the CSMS is not believed", "it says that it is " + Instant.parse(time)));

        h.csmsTime = () -> Instant.parse("2030-01-01T00:00:00Z");
        h.now(h.gateway.restart(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.transactions.context().clock().now()).isAfter(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Test
    void writesOneLineOfAnImpossibleClockHoweverOftenItIsRead() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream standardError = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8)); // where the tests' logger writes
        try {
            h.csmsTime = () -> Instant.parse("1999-12-31T23:00:00Z");
            h.online();
            h.transactions.context().lifeCycle().timeReceived(Instant.parse("1999-12-31T23:00:30Z"));
        } finally {
            System.setErr(standardError);
        }
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("23:00:30Z"));
        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("not believed");
    }
}
