package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.ClockSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The station's time over restarts of the gateway on machines whose clocks are wrong. */
class ClockTest {
    private static final Duration YEAR = Duration.ofDays(365);

    record Note(Instant at) {}

    private final GatewayHarness h = new GatewayHarness();
    private Duration csmsAhead = Duration.ZERO;
    /** How often the runs before were told. */
    private int toldBefore;

    ClockTest() {
        h.csmsTime = () -> h.time.wallClock().plus(csmsAhead);
    }

    @Test
    void isNotEarlierThanWhatWasStoredLastWhenTheMachinesClockIsBehind() {
        h.online();
        h.csms.reachable(false);
        Instant first = write("a");
        h.time.advance(Duration.ofSeconds(3));
        Instant second = write("b");
        assertThat(second).isAfter(first);

        restart(Duration.ofHours(-1));

        assertThat(now()).isAfterOrEqualTo(second);
        assertThat(clockAt(h.time.wallClock().minusSeconds(30)))
                .as("of what happened just before")
                .isAfterOrEqualTo(second);
        assertThat(write("c")).isAfterOrEqualTo(second);
    }

    @Test
    void isNotEarlierThanWhatWasSentLast() {
        h.online();
        h.time.advance(Duration.ofMinutes(1));
        Instant sent = now();
        status(sent);
        h.csms.reachable(false);

        restart(Duration.ofHours(-1));

        assertThat(now()).isAfterOrEqualTo(sent);
    }

    @Test
    void tellsOnceByHowMuchItWasWrong() {
        h.online();
        Instant known = write("a");
        h.csms.reachable(false);
        restart(YEAR);
        Instant unset = now();
        assertThat(unset).isAfter(known.plus(YEAR).minusSeconds(60));
        h.time.advance(Duration.ofMinutes(5));
        write("b");
        assertThat(told()).isEmpty();

        csmsAhead = YEAR.negated();
        h.csms.reachable(true);
        h.time.advance(Duration.ofMinutes(5));

        assertThat(told()).singleElement().satisfies(set -> {
            assertThat(set.known()).isEqualTo(known);
            assertThat(set.unsetSince()).isBetween(unset.minusSeconds(2), unset);
            assertThat(set.error())
                    .isBetween(YEAR.negated().minusSeconds(2), YEAR.negated().plusSeconds(2));
            assertThat(set.to()).isEqualTo(set.from().plus(set.error()));
        });
        h.time.advance(Duration.ofHours(1));
        assertThat(told()).as("heartbeats set it again, not for the first time").hasSize(1);
        h.csms.reachable(false);
        csmsAhead = Duration.ZERO;
        restart(YEAR.negated());
        assertThat(now()).as("the wrong year is forgotten").isBefore(known.plus(Duration.ofDays(1)));
    }

    @Test
    void knowsWhatWasStampedInTheRunsBefore() {
        h.online();
        h.csms.reachable(false);
        restart(YEAR);
        Instant unset = now();
        write("a");
        h.time.advance(Duration.ofMinutes(5));
        restart(Duration.ofMinutes(-1));

        csmsAhead = YEAR.negated();
        h.csms.reachable(true);
        h.time.advance(Duration.ofMinutes(5));

        assertThat(told()).singleElement().satisfies(set -> assertThat(set.unsetSince())
                .isBetween(unset.minusSeconds(2), unset));
    }

    @Test
    void aRestartOfTheStationAloneKeepsTheTimeOfTheCsms() {
        csmsAhead = YEAR;
        h.online();
        int before = told().size();
        h.csms.reachable(false);
        h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(2));
        assertThat(h.transactions.context().clock().synchronised()).isTrue();
        assertThat(now()).isAfter(h.time.wallClock().plus(YEAR).minusSeconds(1));
        h.csms.reachable(true);
        h.time.advance(Duration.ofMinutes(5));

        assertThat(told()).hasSize(before);
    }

    @Test
    void whatWasSentWithAClockThatNobodyHadSetStands() {
        h.provisioning.onEvent = (context, event) -> {
            // accepts without a time, as a CSMS that answers with a bad one
            if (event instanceof StationEvent.Connected) {
                context.lifeCycle().registered(RegistrationStatusEnumType.Accepted);
            }
        };
        h.online();
        Instant before = write("a");
        h.time.advance(Duration.ofMinutes(1));
        Instant sent = now();
        status(sent);
        h.time.advance(Duration.ofMinutes(1));
        Instant after = write("b");
        step(context -> context.lifeCycle().timeReceived(context.clock().now().plus(YEAR)));

        assertThat(told()).singleElement().satisfies(set -> {
            assertThat(set.concerns(before)).isFalse();
            assertThat(set.concerns(sent)).isFalse();
            assertThat(set.concerns(after)).isTrue();
            assertThat(set.known()).isEqualTo(sent);
        });
    }

    @Test
    void aClockThatIsGoodEnoughCorrectsNothing() {
        Instant stamp = Instant.parse("2026-01-01T00:00:00Z");
        ClockSet good = new ClockSet(stamp.plusSeconds(10), stamp.plusMillis(14_999), stamp, stamp);
        ClockSet wrong = new ClockSet(stamp.plusSeconds(10), stamp.plusSeconds(5), stamp, stamp);

        assertThat(good.corrected(stamp)).isEqualTo(stamp);
        assertThat(wrong.corrected(stamp)).isEqualTo(stamp.minusSeconds(5));
        assertThat(wrong.corrected(stamp.minusMillis(1))).isEqualTo(stamp.minusMillis(1));
    }

    /** The process dies and starts anew, on a machine whose clock has been changed. */
    private void restart(Duration clockChanged) {
        toldBefore = h.transactions.events(ClockSet.class).size();
        h.time.jumpWallClock(clockChanged);
        h.crashAndStart();
    }

    private Instant now() {
        return h.transactions.context().clock().now();
    }

    private Instant clockAt(Instant wallClock) {
        return h.transactions.context().clock().at(wallClock);
    }

    private List<ClockSet> told() {
        List<ClockSet> all = h.transactions.events(ClockSet.class);
        return all.subList(toldBefore, all.size());
    }

    private Instant write(String key) {
        step(context -> context.state().put(key, new Note(context.clock().now())));
        return h.transactions
                .context()
                .state()
                .get(key, Note.class)
                .orElseThrow()
                .at();
    }

    private void status(Instant at) {
        step(context -> context.call(
                StatusNotificationRequest.of(at, ConnectorStatusEnumType.Available, 1, 1),
                StatusNotificationResponse.class,
                CallPermission.ACCEPTED,
                reply -> {}));
    }

    private void step(Consumer<StationContext> task) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> task.accept(context));
        h.time.runUntilIdle();
    }
}
