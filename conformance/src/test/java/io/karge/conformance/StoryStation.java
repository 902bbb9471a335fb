package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.TokenType;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.simulator.FaultCode;
import io.karge.simulator.FirmwareVersion;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerModel;
import io.karge.simulator.LinkMode;
import io.karge.simulator.Nameplate;
import io.karge.simulator.Vehicle;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.MemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A station to which a story happens: all of the gateway on virtual time, which may die and come back on the same store. */
final class StoryStation implements AutoCloseable {
    static final int ATTEMPTS = 3;
    static final int EVSES = 2;

    private static final String ID = "CS-1";
    private static final Duration DARK = Duration.ofSeconds(3);
    private static final List<String> BLOCKS =
            List.of("transactions", "authorization", "metering", "provisioning", "availability", "remote-control");

    final VirtualTime time = new VirtualTime();
    final StoryCsms csms = new StoryCsms(time);
    /** When each event came to be, by message id. */
    final Map<String, StoryCsms.Moment> births = new HashMap<>();

    private final StationDriverFactory product = new Hyc400Eu();
    private final StationDriverFactory driver;
    private final Path folder;
    private final Hypercharger cabinet;
    private final MemoryStore store = new MemoryStore(time.newBlockingSerial("store"), time);
    private List<FunctionalBlockFactory> blocks = List.of();
    private StoryBirths disk;
    private StationGateway gateway;
    private int remoteStarts;
    private boolean outOfReach;

    StoryStation(Path folder) {
        this.folder = folder;
        disk = new StoryBirths(store, births, csms::now);
        cabinet = new Hypercharger(
                HyperchargerModel.of(product.model().driver()),
                new Nameplate("HYC-1", ID, FirmwareVersion.parse("3.0.0"), null),
                time,
                time.newBlockingSerial("cabinet"));
        driver = new CabinetDrivers(product, cabinet, made -> made);
        gateway = begin();
        pass(Duration.ofSeconds(30));
        set("OCPPCommCtrlr", "MessageTimeout", "Default", "5");
        set("OCPPCommCtrlr", "MessageAttempts", "TransactionEvent", String.valueOf(ATTEMPTS));
        set("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent", "5");
        set("SampledDataCtrlr", "TxUpdatedInterval", null, "20");
        pass(Duration.ofSeconds(10));
    }

    private StationGateway begin() {
        blocks = EmbeddedGateway.blocks();
        disk = new StoryBirths(store, births, csms::now);
        StationGateway made = EmbeddedGateway.inMemory(time, time, disk, csms, folder, blocks);
        made.addDriver(product.model().driver(), driver, "story");
        made.putStation(StationConfig.of(
                ID,
                product.model().driver(),
                URI.create("modbus-tcp://127.0.0.1:502?unitId=1"),
                URI.create("ws://127.0.0.1/ocpp"),
                "0123456789abcdef"));
        return made;
    }

    private void set(String component, String variable, @Nullable String instance, String value) {
        VariableType of = VariableType.of(variable);
        answer(gateway.setVariable(
                ID,
                SetVariableDataType.of(
                        value, ComponentType.of(component), instance == null ? of : of.withInstance(instance))));
    }

    private <T> T answer(CompletionStage<T> asked) {
        time.runUntilIdle();
        return asked.toCompletableFuture().join();
    }

    private void pass(Duration much) {
        long end = time.nanoTime() + much.toNanos();
        if (time.advanceUntil(() -> disk.isDead(), much)) {
            dies();
            time.advance(Duration.ofNanos(end - time.nanoTime()));
        }
    }

    /** What the process has under it as long as it lives. */
    StoryBirths disk() {
        return disk;
    }

    /** What people can do at that moment happens; what is impossible (a second cable) does not. */
    void happens(StoryStep step) {
        try {
            does(step);
        } catch (IllegalStateException impossible) {
            assertImpossible(step, impossible);
        }
        pass(Duration.ofSeconds(step.seconds()));
    }

    private static void assertImpossible(StoryStep step, IllegalStateException why) {
        switch (step.kind()) {
            case PLUG, UNPLUG, CARD, OTHER_CARD, STOP_BUTTON, VEHICLE_SUSPENDS, VEHICLE_RESUMES -> {}
            default -> throw why;
        }
    }

    private void does(StoryStep step) {
        int evse = step.evse();
        switch (step.kind()) {
            case PLUG -> cabinet.plugIn(evse, Vehicle.DEFAULT);
            case UNPLUG -> cabinet.unplug(evse);
            case CARD -> cabinet.presentCard("04A2B3C" + evse, TokenType.ISO14443, evse);
            case OTHER_CARD -> cabinet.presentCard("DEADBEEF", TokenType.ISO14443, evse);
            case STOP_BUTTON -> cabinet.pressStopButton(evse);
            case REMOTE_START ->
                csms.call(
                        "RequestStartTransaction",
                        "{\"remoteStartId\":" + ++remoteStarts + ",\"evseId\":" + evse
                                + ",\"idToken\":{\"idToken\":\"REMOTE" + evse + "\",\"type\":\"Central\"}}");
            case REMOTE_STOP ->
                view().transactions().stream()
                        .filter(running -> running.evseId() == evse)
                        .forEach(running -> csms.call(
                                "RequestStopTransaction", "{\"transactionId\":\"" + running.transactionId() + "\"}"));
            case FAULT -> cabinet.raiseFault(evse, FaultCode.OVER_CURRENT_FAILURE);
            case FAULT_CLEARED -> cabinet.clearFault(evse, FaultCode.OVER_CURRENT_FAILURE);
            case VEHICLE_SUSPENDS -> cabinet.suspendVehicle(evse, true);
            case VEHICLE_RESUMES -> cabinet.suspendVehicle(evse, false);
            case LINK_DOWN -> {
                outOfReach = true;
                cabinet.setLinkMode(LinkMode.SILENT);
            }
            case LINK_UP -> cabinet.setLinkMode(LinkMode.OK);
            case POWER_CYCLE -> cabinet.powerCycle(DARK);
            default -> doesToTheGateway(step);
        }
    }

    private void doesToTheGateway(StoryStep step) {
        switch (step.kind()) {
            case CONNECTION_LOST -> csms.lose();
            case CSMS_UNREACHABLE -> {
                csms.reachable = false;
                csms.lose();
            }
            case CSMS_REACHABLE -> csms.reachable = true;
            case CSMS_ANSWERS -> csms.mood = StoryCsms.Mood.ANSWERS;
            case CSMS_SILENT -> csms.mood = StoryCsms.Mood.SILENT;
            case CSMS_LATE -> csms.mood = StoryCsms.Mood.LATE;
            case CSMS_REFUSES -> csms.mood = StoryCsms.Mood.REFUSES;
            case CSMS_CLOCK_FORWARD -> csms.clockError = csms.clockError.plusHours(step.seconds());
            case CSMS_CLOCK_BACK -> csms.clockError = csms.clockError.minusHours(step.seconds());
            case STATION_RESTARTS -> gateway.restart(ID);
            case PROCESS_DIES -> dies();
            case BLOCK_SWAPPED -> swapBlock(step.seconds() % BLOCKS.size());
            case DRIVER_SWAPPED -> {
                gateway.removeDriver(driver);
                gateway.addDriver(product.model().driver(), driver, "story");
            }
            case DISK_FULL -> store.fail("No space left on device");
            case DISK_REPAIRED -> store.repair();
            case NOTHING -> {}
            default -> throw new AssertionError("nobody knows how this happens: " + step);
        }
    }

    /** Whatever was not committed is lost. */
    private void dies() {
        gateway.close();
        csms.lose();
        store.crash();
        store.repair();
        time.runUntilIdle();
        gateway = begin();
    }

    private void swapBlock(int number) {
        FunctionalBlockFactory swapped = blocks.stream()
                .filter(block -> block.name().equals(BLOCKS.get(number)))
                .findFirst()
                .orElseThrow();
        gateway.removeBlock(swapped);
        gateway.addBlock(swapped);
    }

    /** All is well again and every vehicle leaves, until everything is told. */
    void ends() {
        csms.reachable = true;
        csms.mood = StoryCsms.Mood.ANSWERS;
        store.repair();
        cabinet.setLinkMode(LinkMode.OK);
        IntStream.rangeClosed(1, EVSES).forEach(evse -> cabinet.clearFault(evse, FaultCode.OVER_CURRENT_FAILURE));
        pass(Duration.ofMinutes(1));
        IntStream.rangeClosed(1, EVSES).forEach(evse -> happens(new StoryStep(StoryStep.Kind.UNPLUG, evse, 10)));
        for (int minutes = 0; minutes < 120 && !isTold(); minutes++) {
            pass(Duration.ofMinutes(1));
        }
        pass(Duration.ofMinutes(1));
    }

    private boolean isTold() {
        StationView view = view();
        return view.transactions().isEmpty() && view.queue().length() == 0;
    }

    /** The energy registers of the EVSEs. */
    List<Long> meters() {
        return LongStream.rangeClosed(1, EVSES)
                .mapToObj(evse -> cabinet.view().evses().get((int) evse - 1).meterWh())
                .toList();
    }

    /** Whether the cabinet could not be reached at any time. */
    boolean wasOutOfReach() {
        return outOfReach;
    }

    StationView view() {
        return answer(gateway.station(ID));
    }

    List<Gateway.Discarded> discarded() {
        return answer(gateway.discarded(ID));
    }

    @Override
    public void close() {
        gateway.close();
        cabinet.close();
    }
}
