package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.Action;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CallPermission;
import io.karge.station.HoldEffect;
import io.karge.station.PortCallback;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TrustStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A block that has left: nothing comes from it any more, and nothing comes back to it. */
class EpochTest {
    record Note(String text) {}

    interface Oracle {
        void ask(String question, PortCallback<String> then);

        Optional<String> guess();

        boolean knows();
    }

    private static final X509Certificate ROOT = TestAuthority.root("Root").certificate();

    private final GatewayHarness h = new GatewayHarness();
    private final TestBlock oracle = new TestBlock("oracle");
    private final List<PortCallback<String>> questions = new ArrayList<>();
    private final List<Reply<String>> replies = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();

    private StationContext leftTransactions() {
        h.online();
        StationContext old = h.transactions.context();
        swap(h.transactions);
        return old;
    }

    private void swap(TestBlock block) {
        h.now(h.gateway.removeBlock(block));
        h.gateway.addBlock(block);
        h.time.runUntilIdle();
    }

    private void step(StationContext context, Runnable task) {
        context.after(Duration.ZERO, task);
        h.time.runUntilIdle();
    }

    private static void heartbeat(StationContext context, List<String> ran) {
        context.call(
                HeartbeatRequest.of(), HeartbeatResponse.class, CallPermission.ACCEPTED, reply -> ran.add("reply"));
    }

    // --- what a closed block may not ---

    @Test
    void aBlockThatHasLeftWritesSendsCommandsAndPublishesNothing() {
        StationContext old = leftTransactions();
        int events = h.provisioning.events.size();
        step(h.provisioning.context(), () -> {
            old.state().put("ghost", new Note("written"));
            heartbeat(old, ran);
            old.command(new HardwareCommand.AllowEnergy(1, null), result -> ran.add("result"));
            old.command(new HardwareCommand.StopEnergy(1), result -> ran.add("result"));
            old.publish(new StationEvent.TimeChanged(Instant.EPOCH, Instant.EPOCH));
            old.after(Duration.ofSeconds(1), () -> ran.add("timer"));
            old.post(() -> ran.add("post"));
            old.async(() -> "work", reply -> ran.add("async"));
            old.hold(1, "ghost", Set.of(HoldEffect.REFUSES_SESSIONS));
            old.durableHold("ghost", 1, "ghost", Set.of(HoldEffect.REFUSES_SESSIONS));
            old.lifeCycle().restart(BootReasonEnumType.LocalReset);
            old.lifeCycle().leave("ghost");
            old.lifeCycle().reconnect("ghost");
            old.trustStore().install(TrustStore.Use.CSMS, ROOT);
            old.problems().raise("ghost", "a ghost", "why", "what");
            old.offer(Oracle.class, new Answers());
        });
        h.time.advance(Duration.ofMinutes(1));

        assertThat(h.transactions.context().state().get("ghost", Note.class)).isEmpty();
        assertThat(h.csms.received("Heartbeat")).isEmpty();
        assertThat(h.cabinet().commands()).isEmpty();
        assertThat(h.provisioning.events.subList(events, h.provisioning.events.size()))
                .isEmpty();
        assertThat(ran).isEmpty();
        assertThat(h.transactions.context().holds().all()).isEmpty();
        assertThat(h.boots()).containsExactly("PowerUp");
        assertThat(h.csms.attempts).hasSize(1);
        assertThat(h.transactions.context().trustStore().roots(TrustStore.Use.CSMS))
                .isEmpty();
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.transactions.context().port(Oracle.class)).isEmpty();
    }

    @Test
    void aBlockThatHasLeftMayStillRead() {
        h.online();
        StationContext old = h.transactions.context();
        step(old, () -> old.state().put("note", new Note("kept")));
        swap(h.transactions);

        assertThat(old.state().get("note", Note.class)).contains(new Note("kept"));
        assertThat(old.lifeCycle().connected()).isTrue();
    }

    @Test
    void takesBackWhatABlockHadQueuedAndNotSent() {
        h.online();
        StationContext old = h.transactions.context();
        step(old, () -> {
            old.call(
                    AuthorizeRequest.of(IdTokenType.of("CARD", IdTokenEnumType.ISO14443)),
                    AuthorizeResponse.class,
                    CallPermission.ACCEPTED,
                    reply -> ran.add("reply"));
            heartbeat(old, ran);
        });
        assertThat(h.csms.received("\"Authorize\"")).as("has no answer yet").hasSize(1);
        swap(h.transactions);
        h.time.advance(Duration.ofMinutes(2));

        assertThat(h.csms.received("\"Heartbeat\"")).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void aRepetitionOfWhatIsOnTheWayGetsItsAnswerAndIsNotSentAgain() {
        h.online();
        StationContext old = h.transactions.context();
        step(old, () -> authorize(old, "the-id", "old"));
        swap(h.transactions);
        StationContext now = h.transactions.context();
        step(now, () -> authorize(now, "the-id", "new"));
        h.csms.send("[3,\"the-id\",{\"idTokenInfo\":{\"status\":\"Accepted\"}}]");
        h.time.runUntilIdle();

        assertThat(h.csms.received("\"Authorize\"")).hasSize(1);
        assertThat(ran).containsExactly("new Answered");
    }

    private void authorize(StationContext context, String messageId, String who) {
        context.call(
                messageId,
                AuthorizeRequest.of(IdTokenType.of("CARD", IdTokenEnumType.ISO14443)),
                AuthorizeResponse.class,
                CallPermission.ACCEPTED,
                reply -> ran.add(who + " " + reply.getClass().getSimpleName()));
    }

    @Test
    void takesBackWhatStillWaitedForTheStore() {
        h.online();
        h.store.holdCommits();
        StationContext old = h.transactions.context();
        step(old, () -> {
            old.state().put("a", new Note("1"));
            heartbeat(old, ran);
            old.command(new HardwareCommand.AllowEnergy(1, null), result -> ran.add("result"));
        });
        swap(h.transactions);
        h.store.releaseCommits();
        h.time.runUntilIdle();

        assertThat(h.csms.received("Heartbeat")).isEmpty();
        assertThat(h.cabinet().commands()).isEmpty();
        assertThat(h.transactions.context().state().get("a", Note.class)).contains(new Note("1"));
    }

    // --- ports ---

    private final class Answers implements Oracle {
        @Override
        public void ask(String question, PortCallback<String> then) {
            questions.add(then);
        }

        @Override
        public Optional<String> guess() {
            return Optional.of("42");
        }

        @Override
        public boolean knows() {
            return true;
        }
    }

    private void oracleOnline() {
        oracle.onStart = context -> context.offer(Oracle.class, new Answers());
        h.online();
        h.gateway.addBlock(oracle);
        h.time.runUntilIdle();
    }

    private Oracle port() {
        return h.transactions.context().port(Oracle.class).orElseThrow();
    }

    @Test
    void tellsWhoWaitsForABlockThatItLeft() {
        oracleOnline();
        step(h.transactions.context(), () -> port().ask("?", replies::add));
        h.now(h.gateway.removeBlock(oracle));
        h.time.runUntilIdle();

        assertThat(replies).hasSize(1);
        assertThat(replies.get(0)).isInstanceOfSatisfying(Reply.Failed.class, failed -> assertThat(failed.why())
                .contains("oracle", "left"));

        step(h.transactions.context(), () -> questions.get(0).answer("too late"));
        assertThat(replies).hasSize(1);
    }

    @Test
    void tellsAReplyOnce() {
        oracleOnline();
        step(h.transactions.context(), () -> port().ask("?", replies::add));
        step(oracle.context(), () -> {
            questions.get(0).answer("42");
            questions.get(0).answer("43");
        });
        h.now(h.gateway.removeBlock(oracle));

        assertThat(replies).containsExactly(new Reply.Answered<>("42"));
    }

    @Test
    void doesNotCallBackABlockThatAskedAndLeft() {
        oracleOnline();
        step(h.transactions.context(), () -> port().ask("?", replies::add));
        swap(h.transactions);
        step(oracle.context(), () -> questions.get(0).answer("42"));

        assertThat(replies).isEmpty();
    }

    @Test
    void aPortThatSomebodyKeptDoesNothingWhenItsBlockHasLeft() {
        oracleOnline();
        Oracle kept = port();
        assertThat(kept.guess()).contains("42");
        h.now(h.gateway.removeBlock(oracle));

        step(h.transactions.context(), () -> {
            ran.add(kept.guess() + " " + kept.knows());
            kept.ask("?", replies::add);
        });
        assertThat(ran).containsExactly("Optional.empty false");
        assertThat(questions).isEmpty();
        assertThat(replies).hasSize(1).first().isInstanceOf(Reply.Failed.class);
        assertThat(h.transactions.context().port(Oracle.class)).isEmpty();
    }

    interface Unanswerable {
        String name();
    }

    @Test
    void refusesAPortThatCouldNotAnswerForABlockThatFails() {
        h.online();
        assertThatThrownBy(() -> h.transactions.context().offer(Unanswerable.class, () -> "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unanswerable.name");
    }

    // --- order ---

    @Test
    void blocksHearInTheOrderThatTheyDeclareWhateverTheirNames() {
        TestBlock late = new TestBlock("a-late");
        late.hearsAfter = Set.of("z-early", "not-there");
        TestBlock early = new TestBlock("z-early");
        late.onEvent = (context, event) -> heard("late", event);
        early.onEvent = (context, event) -> heard("early", event);
        h.online();
        h.gateway.addBlock(late);
        h.gateway.addBlock(early);
        h.time.runUntilIdle();
        ran.clear();

        h.cabinet().plugIn(1);
        h.time.runUntilIdle();
        assertThat(ran).startsWith("early", "late");

        h.now(h.gateway.restart(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
        ran.clear();
        h.cabinet().unplug(1);
        h.time.runUntilIdle();
        assertThat(ran).as("after a boot too").startsWith("early", "late");
    }

    @Test
    void blocksThatWaitForEachOtherInACircleHearNevertheless() {
        TestBlock one = new TestBlock("one", Action.GetReport);
        TestBlock two = new TestBlock("two");
        one.hearsAfter = Set.of("two");
        two.hearsAfter = Set.of("one");
        one.onEvent = (context, event) -> heard("one", event);
        two.onEvent = (context, event) -> heard("two", event);
        h.gateway.addBlock(one);
        h.gateway.addBlock(two);
        h.online();
        ran.clear();

        h.cabinet().plugIn(1);
        h.time.runUntilIdle();
        assertThat(ran).contains("one", "two");
    }

    private void heard(String who, StationEvent event) {
        if (event instanceof StationEvent.EvseChanged) {
            ran.add(who);
        }
    }
}
