package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.Holds.Held;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What blocks hold, and what they have done beside the loop. */
class HoldsAndAsyncTest {
    record Note(String text) {}

    private static final Set<HoldEffect> REFUSES = Set.of(HoldEffect.REFUSES_SESSIONS);

    private final GatewayHarness h = new GatewayHarness();
    private final List<Reply<String>> replies = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private Hold hold = () -> {};

    private void step(Consumer<StationContext> task) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> task.accept(context));
        h.time.runUntilIdle();
    }

    private List<Held> held() {
        return h.provisioning.context().holds().all();
    }

    @Test
    void everyBlockSeesWhatIsHeldAndIsToldOfEachChange() {
        h.online();
        step(context -> hold = context.hold(2, "an upload", Set.of(HoldEffect.KEEPS_BUSY)));
        assertThat(held()).containsExactly(new Held("transactions", 2, "an upload", Set.of(HoldEffect.KEEPS_BUSY)));
        assertThat(h.provisioning.context().holds().affects(2, HoldEffect.KEEPS_BUSY))
                .isTrue();
        assertThat(h.provisioning.context().holds().affects(1, HoldEffect.KEEPS_BUSY))
                .isFalse();
        assertThat(h.provisioning.context().holds().anywhere(HoldEffect.KEEPS_BUSY))
                .isTrue();
        assertThat(h.provisioning.context().holds().affectsStation(HoldEffect.KEEPS_BUSY))
                .isFalse();

        step(context -> {
            hold.release();
            hold.release();
        });
        assertThat(held()).isEmpty();
        assertThat(h.provisioning.events(StationEvent.HoldsChanged.class))
                .containsExactly(
                        new StationEvent.HoldsChanged(2, Set.of(HoldEffect.KEEPS_BUSY)),
                        new StationEvent.HoldsChanged(2, Set.of(HoldEffect.KEEPS_BUSY)));
    }

    @Test
    void aHoldOnTheStationHoldsEveryEvse() {
        h.online();
        step(context -> context.hold(0, "a reset", REFUSES));
        assertThat(h.provisioning.context().holds().affects(1, HoldEffect.REFUSES_SESSIONS))
                .isTrue();
        assertThat(h.provisioning.context().holds().affectsStation(HoldEffect.REFUSES_SESSIONS))
                .isTrue();
    }

    @Test
    void severalHoldsOfTheSameCountEachOnItsOwn() {
        h.online();
        step(context -> {
            hold = context.hold(1, "same", REFUSES);
            context.hold(1, "same", REFUSES);
        });
        step(context -> hold.release());
        assertThat(held()).hasSize(1);
    }

    @Test
    void holdsGoWithTheBlockButDurableOnesStay() {
        h.online();
        step(context -> {
            context.hold(1, "passing", REFUSES);
            context.durableHold("update", 2, "an update waits", REFUSES);
        });
        h.now(h.gateway.removeBlock(h.transactions));
        assertThat(held()).extracting(Held::reason).containsExactly("an update waits");

        h.crashAndStart();
        assertThat(held()).containsExactly(new Held("transactions", 2, "an update waits", REFUSES));

        step(context -> hold = context.durableHold("update", 2, "an update waits", REFUSES));
        assertThat(held()).as("the same, taken up again").hasSize(1);
        step(context -> hold.release());
        assertThat(held()).isEmpty();
        h.crashAndStart();
        assertThat(held()).isEmpty();
    }

    @Test
    void aHoldThatWasReleasedInAStepThatFailsGoesWithItsBlock() {
        h.online();
        step(context -> hold = context.hold(1, "passing", REFUSES));
        step(context -> {
            hold.release();
            throw new IllegalStateException("a defect");
        });
        assertThat(held()).isEmpty();
    }

    // --- work beside the loop ---

    @Test
    void workBeginsWhenItsStepIsDurableAndComesBackAsAStep() {
        h.online();
        h.store.holdCommits();
        step(context -> {
            context.state().put("a", new Note("1"));
            context.async(
                    () -> {
                        ran.add("work");
                        return "done";
                    },
                    reply -> {
                        replies.add(reply);
                        context.state().put("b", new Note("2"));
                    });
        });
        assertThat(ran).isEmpty();

        h.store.releaseCommits();
        h.time.runUntilIdle();
        assertThat(ran).containsExactly("work");
        assertThat(replies).containsExactly(new Reply.Answered<>("done"));
        assertThat(h.store.load("station/CS-1/transactions/")).hasSize(2);
    }

    @Test
    void workThatFailsSaysWhy() {
        h.online();
        step(context -> context.<String>async(
                () -> {
                    throw new IOException("disk full");
                },
                replies::add));
        assertThat(replies).containsExactly(new Reply.Failed<>("disk full"));
    }

    @Test
    void workOfABlockThatHasLeftDoesNotBeginAndDoesNotComeBack() {
        h.online();
        h.store.holdCommits();
        step(context -> {
            context.state().put("a", new Note("1"));
            context.async(() -> ran.add("work"), reply -> ran.add("reply"));
        });
        h.now(h.gateway.removeBlock(h.transactions));
        h.store.releaseCommits();
        h.time.runUntilIdle();
        assertThat(ran).isEmpty();
    }

    @Test
    void cancelledWorkDoesNotComeBack() {
        h.online();
        step(context -> {
            Cancellable work = context.async(() -> "done", replies::add);
            work.cancel();
        });
        assertThat(replies).isEmpty();
    }

    @Test
    void workThatTheStoreKeepsFromBeginningSaysSo() {
        h.online();
        h.store.fail("disk full");
        step(context -> {
            context.state().put("a", new Note("1"));
            context.async(() -> "done", replies::add);
        });
        assertThat(replies).singleElement().isInstanceOf(Reply.Failed.class);
    }
}
