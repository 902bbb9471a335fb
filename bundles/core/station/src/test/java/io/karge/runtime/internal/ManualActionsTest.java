package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.TokenType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator does in the place of somebody who stands at the station. */
class ManualActionsTest {
    private static final IdTokenType CARD = IdTokenType.of("04A1", IdTokenEnumType.ISO14443);

    private final GatewayHarness h = new GatewayHarness();
    private final List<TransactionInfo> active = new ArrayList<>();

    @BeforeEach
    void offerTransactions() {
        h.transactions.onStart =
                context -> context.offer(TransactionControl.class, new TestControl(() -> List.copyOf(active)));
    }

    @Test
    void theStopButtonIsPressedWhereATransactionRuns() {
        h.online();
        active.add(info(2));

        h.now(h.gateway.stop(GatewayHarness.ID, 2));

        assertThat(told()).containsExactly(new StopRequested(h.time.wallClock(), 2));
    }

    @Test
    void thereIsNothingToStopWhereNoneRuns() {
        h.online();
        active.add(info(2));

        assertThatThrownBy(() -> h.now(h.gateway.stop(GatewayHarness.ID, 1)))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no transaction runs on EVSE 1");
        assertThatThrownBy(() -> h.now(h.gateway.stop(GatewayHarness.ID, 3)))
                .hasRootCauseInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no EVSE 3, its EVSEs are 1 to 2");
        assertThat(told()).isEmpty();
    }

    @Test
    void aTokenIsPresentedAtAnEvseOrWhereTheStationChooses() {
        h.online();

        h.now(h.gateway.presentToken(GatewayHarness.ID, 1, CARD));
        h.now(h.gateway.presentToken(GatewayHarness.ID, 0, IdTokenType.of("DE-X", IdTokenEnumType.eMAID)));

        assertThat(told())
                .containsExactly(
                        new TokenPresented(h.time.wallClock(), 1, "04A1", TokenType.ISO14443),
                        new TokenPresented(h.time.wallClock(), 0, "DE-X", TokenType.eMAID));
    }

    @ParameterizedTest
    @CsvSource({"04A1,Central", "'',ISO14443", "a b,ISO14443"})
    void whatNoReaderCanBeShownIsRefused(String idToken, String type) {
        h.online();

        assertThatThrownBy(() -> h.now(h.gateway.presentToken(
                        GatewayHarness.ID,
                        1,
                        IdTokenType.of(idToken, IdTokenEnumType.of(type).orElseThrow()))))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1 to 36", "ISO15693");
        assertThat(told()).isEmpty();
    }

    @Test
    void nothingIsDoneWhereTheHardwareIsAway() {
        h.online();
        active.add(info(1));
        h.cabinet().cutLink();
        h.time.runUntilIdle();

        assertThatThrownBy(() -> h.now(h.gateway.stop(GatewayHarness.ID, 1)))
                .hasMessageContaining("hardware is not there");
        assertThatThrownBy(() -> h.now(h.gateway.presentToken(GatewayHarness.ID, 0, CARD)))
                .hasMessageContaining("hardware is not there");
    }

    @Test
    void nothingIsDoneWhereNobodyActsOnIt() {
        h.transactions.onStart = context -> {};
        h.online();

        assertThatThrownBy(() -> h.now(h.gateway.presentToken(GatewayHarness.ID, 0, CARD)))
                .hasMessageContaining("install karge-transactions");
    }

    private List<Object> told() {
        return h.transactions.events(StationEvent.Hardware.class).stream()
                .<Object>map(StationEvent.Hardware::event)
                .toList();
    }

    private TransactionInfo info(int evseId) {
        return new TransactionInfo(
                "TX-" + evseId, evseId, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, null, 0, 0);
    }
}
