package io.karge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.security.MasterKey;
import io.karge.security.MasterKeys;
import io.karge.security.Secrets;
import io.karge.station.QueueLimits;
import io.karge.storage.DurableStores;
import io.karge.storage.OpenStore;
import io.karge.testsystem.CsmsBehaviour.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The master key is replaced while a car charges: a restart of the station is enough for nothing to need the former one. */
class ReplacedMasterKeyTest extends GatewayInFolder {
    private static final String TOKEN = "04D1E2A3B4C5F6";

    private volatile boolean refusing;

    @Override
    OcppResponse answer(String stationId, OcppRequest request) {
        if (refusing && request instanceof TransactionEventRequest) {
            throw new RefusedException(RpcErrorCode.InternalError, "not today");
        }
        return super.answer(stationId, request);
    }

    @Test
    void sealsAnewWhileACarCharges() throws Exception {
        Secrets secrets = MasterKeys.inFiles(folder.resolve("karge-master.key"), folder.resolve("karge-master.id"));
        refusing = true;
        try (EmbeddedGateway gateway = EmbeddedGateway.inFolder(folder, QueueLimits.DEFAULT, secrets)) {
            begin(gateway);
            beginToCharge(gateway, TOKEN);
            ((MasterKey) secrets).rotate();
            done(gateway.gateway().restart(STATION));
            await().untilAsserted(() -> assertThat(view(gateway).connection()).isEqualTo("online"));
            await().untilAsserted(
                            () -> assertThat(view(gateway).transactions().get(0).chargingState())
                                    .isEqualTo("Charging"));
        }
        try (OpenStore store = DurableStores.open(folder.resolve("karge.db"), machine.time())) {
            assertThat(store.load("").entrySet().stream()
                            .filter(entry -> ((MasterKey) secrets)
                                    .isSealedWithFormer(new String(entry.getValue(), StandardCharsets.UTF_8)))
                            .map(entry -> entry.getKey()))
                    .isEqualTo(List.of());
        }
    }
}
