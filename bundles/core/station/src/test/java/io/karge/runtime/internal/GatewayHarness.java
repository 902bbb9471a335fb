package io.karge.runtime.internal;

import io.karge.driver.StationModel;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.InMemoryHardware;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.Action;
import io.karge.runtime.DirectHardwareBus;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.GatewayBuilder;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.security.Secrets;
import io.karge.station.HardwareBus;
import io.karge.station.SecurityLog;
import io.karge.storage.MemoryStore;
import io.karge.storage.Store;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A whole gateway with one station on virtual time: driver, store and CSMS in memory, blocks of the test's own. */
final class GatewayHarness {
    static final String ID = "CS-1";
    static final String PASSWORD = "0123456789abcdef";

    final VirtualTime time = new VirtualTime();
    final MemoryStore store = new MemoryStore(time.computing(), time);
    /** What the gateway knows of it. */
    Store asked = store;

    final FakeCsms csms = new FakeCsms(time);
    final InMemoryDriverFactory driver;
    final TestBlock provisioning = TestBlock.provisioning(Action.GetVariables, Action.Reset);
    final TestBlock authorization = new TestBlock("authorization");
    final TestBlock availability = new TestBlock("availability");
    final TestBlock transactions = new TestBlock("transactions", Action.RequestStopTransaction);
    final List<SecurityLog.Entry> securityLog = new ArrayList<>();
    String status = "Accepted";
    Supplier<Instant> csmsTime = time::wallClock;
    WorkerPool workers = time;
    Secrets secrets = new FakeSecrets();
    HardwareBus bus = new DirectHardwareBus();
    Path staging = Path.of("target", "staging");
    Path undelivered = Path.of("target", "undelivered");
    StationGateway gateway = build();

    GatewayHarness() {
        this(TestModels.dc(2));
    }

    GatewayHarness(StationModel model) {
        driver = new InMemoryDriverFactory(model, "{}");
        csms.answerBy(this::answer);
    }

    static StationConfig config() {
        return StationConfig.of(ID, "memory", URI.create("memory:1"), URI.create("ws://csms.example/ocpp"), PASSWORD);
    }

    StationGateway build() {
        return new GatewayBuilder()
                .time(time)
                .workers(workers)
                .store(asked)
                .connector(csms)
                .bus(bus)
                .secrets(secrets)
                .stagingFolder(staging)
                .undeliveredFolder(undelivered)
                .securityLog(securityLog::add)
                .random(new Random(1))
                .build();
    }

    /** Everything is installed and the station online. */
    GatewayHarness online() {
        install();
        gateway.putStation(config());
        time.advance(Duration.ofSeconds(1));
        return this;
    }

    void install() {
        installBlocks();
        gateway.addDriver("memory", driver, "test");
    }

    void installBlocks() {
        gateway.addBlock(provisioning);
        gateway.addBlock(authorization);
        gateway.addBlock(availability);
        gateway.addBlock(transactions);
    }

    /** The process dies and starts anew on what was committed, with the same driver and cabinet. */
    void crashAndStart() {
        store.crash();
        gateway.close();
        csms.open = null;
        time.runUntilIdle();
        start();
    }

    void start() {
        gateway = build();
        install();
        gateway.putStation(config());
        time.advance(Duration.ofSeconds(1));
    }

    /** A factory reset that is not forced. */
    CompletionStage<FactoryReset> reset(boolean connect) {
        return gateway.factoryReset(ID, new ResetOrder(connect, false, "a test"));
    }

    CompletionStage<FactoryReset> forceReset() {
        return gateway.factoryReset(ID, new ResetOrder(true, true, "a test"));
    }

    InMemoryHardware cabinet() {
        return driver.hardware(ID);
    }

    <T> T now(CompletionStage<T> stage) {
        time.runUntilIdle();
        return stage.toCompletableFuture().getNow(null);
    }

    StationView view() {
        return now(gateway.station(ID));
    }

    /** The reasons of all BootNotifications so far. */
    List<String> boots() {
        return csms.received("\"BootNotification\"").stream()
                .map(text -> text.replaceFirst(".*\"reason\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    String answer(String text) {
        if (text.contains("\"BootNotification\"")) {
            return "[3,\"" + id(text) + "\",{\"currentTime\":\"" + csmsTime.get() + "\",\"interval\":300,\"status\":\""
                    + status + "\"}]";
        } else if (text.contains("\"Heartbeat\"")) {
            return "[3,\"" + id(text) + "\",{\"currentTime\":\"" + csmsTime.get() + "\"}]";
        }
        return "";
    }

    static String id(String text) {
        return text.replaceFirst("^\\[\\d,\"([^\"]+)\".*", "$1");
    }
}
