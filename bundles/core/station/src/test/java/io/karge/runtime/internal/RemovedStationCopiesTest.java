package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.station.DiscardedMessage;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of what a station has given up stay in sight when its cfg goes, until somebody takes them (E13.FR.04). */
class RemovedStationCopiesTest {
    private static final String WHAT = "The station has no cfg while copies of what the CSMS did not accept are left";

    @TempDir
    Path folder;

    private final GatewayHarness h = new GatewayHarness();
    private final List<TransactionInfo> active = new ArrayList<>();

    @BeforeEach
    void giveUp() {
        h.undelivered = folder;
        h.gateway = h.build();
        h.transactions.onStart =
                context -> context.offer(TransactionControl.class, new TestControl(() -> List.copyOf(active)));
        h.online();
        giveUp("discarded/0", "m-1");
        giveUp("discarded/1", "m-2");
    }

    private void giveUp(String key, String messageId) {
        DiscardedMessage copy = new DiscardedMessage(
                messageId,
                "TransactionEvent",
                h.time.wallClock(),
                3,
                "InternalError",
                new ObjectMapper().createObjectNode());
        h.transactions.context().post(() -> h.transactions.context().state().put(key, copy));
        h.time.advance(Duration.ofSeconds(1));
    }

    @Test
    void keepTheStationListedAlsoOverARestart() {
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertListed();
        assertThat(h.view().driver()).isEqualTo("memory");
        restartWithoutCfg();
        assertListed();
    }

    @Test
    void keepTheStationListedWhenItsCfgWentWhileTheGatewayWasDown() {
        restartWithoutCfg();
        assertThat(h.gateway.stationIds()).isEmpty();

        assertThat(h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID)))
                .isFalse();

        assertListed();
    }

    @Test
    void areRememberedWithTheStationFromItsNextStartOn() {
        h.crashAndStart();
        restartWithoutCfg();

        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));

        assertListed();
        assertThat(h.view().driver()).isEqualTo("memory");
    }

    @Test
    void areExportedAndTheStationLeavesTheList() throws IOException {
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        FactoryReset.Kept kept =
                h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test")).orElseThrow();

        assertThat(kept.messages()).isEqualTo(2);
        assertThat(Files.readString(Path.of(kept.file()))).contains("m-1", "m-2");
        assertThat(h.securityLog).singleElement().satisfies(entry -> assertThat(entry.what())
                .contains("given up (2)", kept.file()));
        assertGone();
        restartWithoutCfg();
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));
        assertGone();
    }

    @Test
    void areExportedWhileTransactionsKeepTheStationListed() {
        active.add(new TransactionInfo(
                "TX-1", 1, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, null, 1200, 0));
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        assertThat(h.view().problems()).hasSize(2);

        assertThat(h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test")))
                .isPresent();

        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.what())
                .contains("while transactions run"));
        assertThat(h.now(h.gateway.discarded(GatewayHarness.ID))).isEmpty();
        assertThat(h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test")))
                .isEmpty();
    }

    @Test
    void areKeptWhenTheStationIsDiscarded() throws IOException {
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));

        try (var files = Files.list(folder)) {
            assertThat(Files.readString(files.findFirst().orElseThrow())).contains("m-1", "m-2");
        }
        assertGone();
    }

    @Test
    void letACfgThatComesWhileTheyAreExportedWait() {
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        CompletionStage<?> exported = h.gateway.exportDiscarded(GatewayHarness.ID, "a test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        assertThat(exported.toCompletableFuture()).isCompleted();
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.now(h.gateway.discarded(GatewayHarness.ID))).isEmpty();
    }

    @Test
    void stayWhenTheStoreDoesNotForgetThem() {
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.store.holdCommits();
        CompletionStage<?> exported = h.gateway.exportDiscarded(GatewayHarness.ID, "a test");
        h.store.fail("disk full");
        h.store.releaseCommits();
        h.time.runUntilIdle();

        assertThat(exported.toCompletableFuture()).isCompletedExceptionally();
        h.store.repair();
        h.time.runUntilIdle();
        assertListed();
    }

    private void assertListed() {
        assertThat(h.gateway.stationIds()).containsExactly(GatewayHarness.ID);
        assertThat(h.now(h.gateway.stations())).containsExactly(h.view());
        assertThat(h.view().hardware()).isEqualTo("missing");
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo(WHAT);
            assertThat(problem.why()).contains("2 messages");
            assertThat(problem.remedy()).contains("station:discarded --export CS-1", "cfg back");
        });
        assertThat(h.now(h.gateway.discarded(GatewayHarness.ID)))
                .extracting(Gateway.Discarded::messageId)
                .containsExactly("m-1", "m-2");
    }

    private void assertGone() {
        assertThat(h.gateway.stationIds()).isEmpty();
        assertThat(h.store.load("removed/")).isEmpty();
        assertThat(h.gateway.discarded(GatewayHarness.ID).toCompletableFuture()).isCompletedExceptionally();
        assertThat(h.gateway.exportDiscarded(GatewayHarness.ID, "a test").toCompletableFuture())
                .isCompletedExceptionally();
    }

    private void restartWithoutCfg() {
        h.store.crash();
        h.gateway.close();
        h.csms.open = null;
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.install();
        h.time.advance(Duration.ofSeconds(1));
    }
}
