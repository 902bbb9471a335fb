package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.runtime.StationView;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DurableQueue;
import io.karge.station.QueuedItem;
import io.karge.station.StationContext;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many events wait for the CSMS is what is stored, while nobody can be asked. */
class WaitingEventsTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:05Z");

    private final GatewayHarness h = new GatewayHarness();
    private DurableQueue<Event> queue;

    /** As the transactions block stores it, with other fields around. */
    record Event(Told event) {}

    record Told(String eventType, Instant timestamp, Info transactionInfo) {}

    record Info(String transactionId) {}

    @BeforeEach
    void queueTwoAfterTheLastChange() {
        h.transactions.onStart =
                context -> context.offer(TransactionControl.class, new TestControl(() -> List.of(info())));
        h.online();
        h.csms.answerBy(text -> ""); // it takes nothing any more
        StationContext context = h.transactions.context();
        context.post(() -> context.publish(new TransactionChanged(info(), Phase.STARTED)));
        h.time.advance(Duration.ofSeconds(1));
        context.post(() -> {
            queue = context.queue("queue", Event.class, new Events());
            queue.add(new Event(new Told("Started", FIRST, new Info("TX-1"))));
            queue.add(new Event(new Told("Updated", FIRST.plusSeconds(60), new Info("TX-1"))));
        });
        h.time.advance(Duration.ofSeconds(1));
    }

    @Test
    void areCountedWhileTheirBlockIsAway() {
        h.now(h.gateway.removeBlock(h.transactions));

        assertCounted(h.view());
    }

    @Test
    void areCountedAtAStationWhoseCfgWentWhileTheGatewayWasDown() {
        removeWhileTheGatewayIsDown();

        assertThat(h.view().hardware()).isEqualTo("missing");
        assertCounted(h.view());
        assertCounted(h.now(h.gateway.stations()).get(0));
    }

    @Test
    void areNoMoreWhenTheyWereDeliveredAfterTheLastChange() {
        h.csms.answerBy(text -> "[3,\"" + GatewayHarness.id(text) + "\",{}]");
        h.transactions.context().post(() -> queue.send());
        h.time.advance(Duration.ofSeconds(1));
        removeWhileTheGatewayIsDown();

        assertThat(h.view().queue()).isEqualTo(new StationView.Queue(0, null));
    }

    @Test
    void areThoseThatWereSeenLastWhileTheStoreCannotBeRead() {
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.store.fail("broken");

        CompletionStage<StationView> view = h.gateway.station(GatewayHarness.ID);
        h.time.runUntilIdle();

        assertThat(view.toCompletableFuture()).isCompleted();
    }

    private void removeWhileTheGatewayIsDown() {
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));
    }

    private static void assertCounted(StationView view) {
        assertThat(view.queue())
                .extracting(StationView.Queue::length, StationView.Queue::oldest)
                .containsExactly(2, FIRST);
        assertThat(view.transactions())
                .extracting(StationView.Transaction::queued)
                .containsExactly(2);
    }

    private TransactionInfo info() {
        return new TransactionInfo("TX-1", 1, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, null, 1200, 0);
    }

    private static final class Events implements Delivery<Event, SecurityEventNotificationResponse> {
        @Override
        public OcppRequest request(Event item) {
            return SecurityEventNotificationRequest.of("a", item.event().timestamp());
        }

        @Override
        public Class<SecurityEventNotificationResponse> responseType() {
            return SecurityEventNotificationResponse.class;
        }

        @Override
        public Outcome replied(Event item, CallReply<SecurityEventNotificationResponse> reply, int sends) {
            return new Outcome.Done();
        }

        @Override
        public int bound() {
            return 10;
        }

        @Override
        public List<QueuedItem<Event>> thin(List<QueuedItem<Event>> unsent) {
            return List.of();
        }
    }
}
