package io.karge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedGatewayTest {
    private static final String STATION = "CS-1";
    private static final String HEARTBEAT = "HeartbeatInterval";

    @TempDir
    Path folder;

    @Test
    void keepsInItsFolderWhatAStationIsTold() throws Exception {
        try (EmbeddedGateway embedded = withStation()) {
            assertThat(embedded.gateway()
                            .setVariable(
                                    STATION,
                                    SetVariableDataType.of(
                                            "1234", ComponentType.of("OCPPCommCtrlr"), VariableType.of(HEARTBEAT)))
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .attributeStatus())
                    .isEqualTo(SetVariableStatusEnumType.Accepted);
        }
        try (EmbeddedGateway again = withStation()) {
            List<ReportDataType> variables = again.gateway()
                    .variables(STATION, "OCPPCommCtrlr")
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(variables)
                    .filteredOn(each -> each.variable().name().equals(HEARTBEAT))
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.variableAttribute().get(0).value()).isEqualTo("1234"));
        }
    }

    private EmbeddedGateway withStation() throws Exception {
        EmbeddedGateway embedded = EmbeddedGateway.inFolder(folder);
        StationDriverFactory product = new Hyc400Eu();
        embedded.gateway().addDriver("memory", new InMemoryDriverFactory(product.model(), product.product()), "test");
        embedded.gateway()
                .putStation(StationConfig.of(
                        STATION,
                        "memory",
                        URI.create("memory:1"),
                        URI.create("ws://127.0.0.1:1/ocpp"),
                        "0123456789abcdef"));
        await().untilAsserted(() -> {
            StationView view =
                    embedded.gateway().station(STATION).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(view.hardware()).isEqualTo("up");
            assertThat(view.missingBlocks()).isEmpty();
        });
        return embedded;
    }
}
