package io.karge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.runtime.StationView;
import io.karge.testsystem.CsmsBehaviour.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A whole gateway goes on without its master key, and with everything when the key is back. */
class LostMasterKeyTest extends GatewayInFolder {
    private static final String BEFORE = "04D1E2A3B4C5F6";
    private static final String MEANWHILE = "04FFEEDDCCBBAA";

    private final List<TransactionEventRequest> events = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    @Override
    OcppResponse answer(String stationId, OcppRequest request) {
        if (request instanceof TransactionEventRequest event) {
            if (refusing) {
                throw new RefusedException(RpcErrorCode.InternalError, "not today");
            }
            events.add(event);
        }
        return super.answer(stationId, request);
    }

    @Test
    void chargesWithoutItAndTellsEverythingWithIt() throws Exception {
        Path key = folder.resolve("karge-master.key");
        Path copy = folder.resolve("copy");
        refusing = true;
        String interrupted;
        try (EmbeddedGateway gateway = open()) {
            beginToCharge(gateway, BEFORE);
            interrupted = view(gateway).transactions().get(0).transactionId();
        }
        Files.move(key, copy);
        refusing = false;

        try (EmbeddedGateway gateway = open()) {
            assertThat(view(gateway).problems())
                    .extracting(StationView.Problem::what)
                    .contains("The station goes on without some of what it has stored");
            await().until(() -> !driver.hardware(STATION).evseState(1).powerPathClosed());
            driver.hardware(STATION).unplug(1);
            charge(gateway, MEANWHILE);
            assertThat(of(interrupted)).isEmpty();
            assertThat(tokens()).containsOnly(MEANWHILE);
        }
        assertThat(key).doesNotExist();

        Files.move(copy, key);
        try (EmbeddedGateway gateway = open()) {
            await().until(() -> view(gateway).queue().length() == 0);
            assertThat(view(gateway).transactions()).isEmpty();
            assertThat(view(gateway).problems()).isEmpty();
        }
        List<TransactionEventRequest> told = of(interrupted);
        assertThat(told)
                .extracting(TransactionEventRequest::seqNo)
                .isSorted()
                .doesNotHaveDuplicates()
                .endsWith(told.size() - 1);
        TransactionEventRequest end = told.get(told.size() - 1);
        assertThat(end.eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(end.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Other);
        assertThat(end.meterValue()).isNotEmpty();
        assertThat(tokens()).contains(BEFORE);
    }

    private List<TransactionEventRequest> of(String transactionId) {
        return events.stream()
                .filter(event -> event.transactionInfo().transactionId().equals(transactionId))
                .toList();
    }

    private List<String> tokens() {
        return events.stream()
                .map(TransactionEventRequest::idToken)
                .filter(Objects::nonNull)
                .map(IdTokenType::idToken)
                .distinct()
                .toList();
    }
}
