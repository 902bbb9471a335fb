package io.karge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.TokenType;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.InMemoryHardware;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.runtime.Machine;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway in a folder, with one station at a CSMS that accepts everything unless the test has it say otherwise. */
abstract class GatewayInFolder {
    static final String STATION = "CS-1";
    static final String PASSWORD = "0123456789abcdef";

    @TempDir
    Path folder;

    final Machine machine = new Machine();
    final InMemoryDriverFactory driver = driver();
    final CsmsServer csms = new CsmsServer("127.0.0.1", 0, null, this::answer, machine.time());
    private final AcceptingBehaviour friendly = new AcceptingBehaviour(machine.time(), 300, Set.of());

    private static InMemoryDriverFactory driver() {
        StationDriverFactory product = new Hyc400Eu();
        return new InMemoryDriverFactory(product.model(), product.product());
    }

    @BeforeEach
    void begin() throws Exception {
        csms.start();
    }

    @AfterEach
    void end() {
        csms.close();
        machine.close();
    }

    /** What the CSMS says. */
    OcppResponse answer(String stationId, OcppRequest request) {
        return friendly.answer(stationId, request);
    }

    EmbeddedGateway open() throws Exception {
        EmbeddedGateway gateway = EmbeddedGateway.inFolder(folder);
        begin(gateway);
        return gateway;
    }

    /** The station begins, and goes online. */
    void begin(EmbeddedGateway gateway) throws Exception {
        gateway.gateway().addDriver("memory", driver, "test");
        gateway.gateway().putStation(config());
        await().untilAsserted(() -> assertThat(view(gateway).registration()).isEqualTo("Accepted"));
        await().untilAsserted(() -> assertThat(view(gateway).connection()).isEqualTo("online"));
    }

    StationConfig config() {
        return StationConfig.of(STATION, "memory", URI.create("memory:1"), URI.create(csms.url()), PASSWORD);
    }

    static StationView view(EmbeddedGateway gateway) throws Exception {
        return done(gateway.gateway().station(STATION));
    }

    static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** A customer plugs in at EVSE 1, presents the card, and the vehicle draws energy. */
    void beginToCharge(EmbeddedGateway gateway, String token) throws Exception {
        InMemoryHardware hardware = driver.hardware(STATION);
        hardware.plugIn(1);
        hardware.presentToken(1, token, TokenType.ISO14443);
        hardware.vehicleWantsEnergy(1, true);
        await().untilAsserted(() -> assertThat(view(gateway).transactions()).isNotEmpty());
        await().untilAsserted(() ->
                assertThat(view(gateway).transactions().get(0).chargingState()).isEqualTo("Charging"));
    }

    /** A whole charge. */
    void charge(EmbeddedGateway gateway, String token) throws Exception {
        beginToCharge(gateway, token);
        InMemoryHardware hardware = driver.hardware(STATION);
        hardware.presentToken(1, token, TokenType.ISO14443);
        await().until(() -> view(gateway).transactions().isEmpty());
        hardware.unplug(1);
        await().until(() -> view(gateway).queue().length() == 0);
    }
}
