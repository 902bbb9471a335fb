package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.InstallFirmware;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareCommand.VendorCommand;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.VehicleInfo;
import io.karge.driver.HardwareEvent.VendorEvent;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.RecordingSink;
import io.karge.driver.testkit.TestContext;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HycDriverTest {
    private static final String ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);
    private final RecordingSink sink = new RecordingSink();

    @TempDir
    Path staging;

    @TempDir
    Path shared;

    private StationDriver driver;

    @Test
    void pollsFourTimesASecondUnlessToldOtherwise() {
        start("");
        cabinet.requests = 0;
        time.advance(Duration.ofSeconds(10));
        assertThat(cabinet.requests).isEqualTo(40 * 4);

        time.advance(Duration.ofSeconds(30));
        cabinet.requests = 0;
        time.advance(Duration.ofSeconds(10));
        assertThat(cabinet.requests).as("idle").isEqualTo(10 * 4);

        driver.stop(Duration.ZERO);
        start("?pollMillis=1000");
        cabinet.requests = 0;
        time.advance(Duration.ofSeconds(10));
        assertThat(cabinet.requests).isEqualTo(10 * 4);
    }

    @Test
    void seeksALostLinkWithABackOffOfAtMostFiveSeconds() {
        start("");
        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(1));
        cabinet.requests = 0;
        time.advance(Duration.ofMinutes(1));
        assertThat(cabinet.requests).isBetween(12, 16);

        cabinet.reachable(true);
        assertThat(time.advanceUntil(() -> sink.events(Snapshot.class).size() == 2, Duration.ofSeconds(5)))
                .isTrue();
    }

    @Test
    void saysWhyTheLinkWasLost() {
        start("");
        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(1));

        assertThat(sink.last(LinkChanged.class).detail()).contains("no route to the cabinet");
    }

    @Test
    void renewsALimitInForceWithinFiveSecondsAndNeverWritesZero() {
        start("");
        assertThat(result(new SetLimit(1, 0))).isInstanceOf(Accepted.class);
        assertThat(cabinet.limits).containsExactly("1:1547");

        time.advance(Duration.ofMinutes(1));
        assertThat(cabinet.limits).hasSizeGreaterThan(12).containsOnly("1:1547");

        cabinet.limits.clear();
        result(new SetLimit(1, null));
        time.advance(Duration.ofMinutes(1));
        assertThat(cabinet.limits).hasSizeLessThanOrEqualTo(2).containsOnly("1:150000");
    }

    @Test
    void holdsTheLimitOfASessionUntilItEnds() {
        start("");
        result(new AllowEnergy(1, 500));
        assertThat(cabinet.commands).containsExactly("1:1:1547:");
        time.advance(Duration.ofSeconds(10));
        assertThat(cabinet.limits).hasSizeGreaterThan(3).containsOnly("1:1547");

        result(new StopEnergy(1));
        time.advance(Duration.ofSeconds(10));
        assertThat(cabinet.limits.get(cabinet.limits.size() - 1)).isEqualTo("1:150000");
        cabinet.limits.clear();
        result(new AllowEnergy(1, null));
        time.advance(Duration.ofSeconds(10));
        assertThat(cabinet.limits).isEmpty();
        assertThat(cabinet.commands).endsWith("1:1:0:");
    }

    @Test
    void writesTheLimitAgainAfterTheLinkWasLost() {
        start("");
        result(new SetLimit(0, 40_000));
        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(20));
        cabinet.limits.clear();
        cabinet.reachable(true);
        time.advance(Duration.ofSeconds(5));

        assertThat(cabinet.limits).isNotEmpty().containsOnly("0:40000");
    }

    @Test
    void writesCommandsAsTheMapSaysWithTheNextSequence() {
        start("", withVendorCommand(TestModels.dc(2)));
        result(new SetAvailability(2, false));
        result(new ShowMessage(1, "Willkommen"));
        result(new VendorCommand(2, "Identify", Map.of()));
        result(new StopEnergy(1));

        assertThat(cabinet.commands).containsExactly("3:2:0:", "6:1:0:Willkommen", "8:2:0:", "2:1:0:");
        assertThat(result(new VendorCommand(2, "Dance", Map.of()))).isInstanceOf(NotSupported.class);
    }

    @Test
    void goesOnWithTheSequenceOfACabinetThatRestarted() {
        start("");
        result(new StopEnergy(1));
        cabinet.restart(2, Duration.ZERO);
        time.advance(Duration.ofSeconds(1));

        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        assertThat(cabinet.commands).hasSize(2);
    }

    @Test
    void saysHowTheCabinetRefused() {
        start("");
        cabinet.result = 2;
        assertThat(result(new AllowEnergy(1, null))).isEqualTo(new Rejected("the cabinet rejected it"));
        cabinet.result = 3;
        assertThat(result(new AllowEnergy(1, null))).isEqualTo(new Rejected("the cabinet failed to do it"));
        cabinet.result = 9;
        assertThat(result(new AllowEnergy(1, null)))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.reason()).contains("9"));
    }

    @Test
    void waitsWhileTheCabinetIsBusyWithACommand() {
        start("");
        cabinet.result = 0;
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        time.advance(Duration.ofSeconds(5));
        assertThat(answers).isEmpty();

        cabinet.result = 1;
        time.advance(Duration.ofMillis(50));
        assertThat(answers).containsExactly(new Accepted());
        assertThat(cabinet.received()).isEqualTo(1);
    }

    @Test
    void rejectsACommandThatModbusRefuses() {
        start("");
        cabinet.exception = 4;

        assertThat(result(new StopEnergy(1))).isInstanceOfSatisfying(Rejected.class, it -> assertThat(it.reason())
                .contains("Modbus exception 4"));
        assertThat(cabinet.received()).isZero();
    }

    @Test
    void tellsARestartOverALostLinkAfterTheSnapshot() {
        start("");
        sink.clear();
        assertThat(result(new Reboot())).isInstanceOf(Accepted.class);
        time.advance(Duration.ofSeconds(30));

        assertThat(sink.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("LinkChanged", "LinkChanged", "Snapshot", "Rebooted", "Snapshot");
    }

    @Test
    void tellsARestartThatWasTooShortToLoseTheLink() {
        start("");
        sink.clear();
        cabinet.restart(0, Duration.ZERO);
        time.advance(Duration.ofSeconds(1));

        assertThat(sink.events()).hasSize(2);
        assertThat(sink.events().get(0)).isInstanceOf(Rebooted.class);
        assertThat(sink.events().get(1)).isInstanceOf(Snapshot.class);
    }

    @Test
    void bearsTwoPollsThatMakeNoSenseAndTellsOnce() {
        start("");
        sink.clear();
        cabinet.tampered.put(1001, 0xDEAD);
        cabinet.tampered.put(1003, 77);
        time.advance(Duration.ofMillis(500));
        cabinet.tampered.clear();
        time.advance(Duration.ofSeconds(10));

        assertThat(sink.events()).hasSize(1);
        assertThat(sink.last(VendorEvent.class).details().get("what")).contains("boot reason", "77");
    }

    @Test
    void takesTheLinkForLostWhenTheRegistersKeepMakingNoSense() {
        start("");
        sink.clear();
        cabinet.tampered.put(1000, 0);
        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events()).hasSize(2);
        assertThat(sink.last(LinkChanged.class).up()).isFalse();
        assertThat(sink.last(LinkChanged.class).detail()).contains("interface version");
        assertThat(result(new StopEnergy(1))).isInstanceOf(LinkDown.class);

        cabinet.tampered.clear();
        time.advance(Duration.ofSeconds(5));
        assertThat(sink.last(LinkChanged.class).up()).isTrue();
    }

    @Test
    void takesTheLinkForLostWhenEveryRequestIsRefused() {
        start("");
        cabinet.exception = 6;
        time.advance(Duration.ofSeconds(5));

        assertThat(sink.last(LinkChanged.class).up()).isFalse();
        assertThat(sink.last(LinkChanged.class).detail()).contains("Modbus exception 6");
    }

    @Test
    void survivesRandomRegistersWithoutTellingAnythingFalse() {
        start("");
        result(new AllowEnergy(1, null));
        sink.clear();
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            for (int register = 0; register < 1033; register++) {
                cabinet.tampered.put(register, random.nextInt(0x10000));
            }
            time.advance(Duration.ofMillis(250));
        }
        cabinet.tampered.clear();
        time.advance(Duration.ofSeconds(10));

        assertThat(sink.events(Rebooted.class)).isEmpty();
        assertThat(sink.events(TokenPresented.class)).isEmpty();
        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(false, true);
    }

    @Test
    void drivesACabinetWithFewerConnectorsThanItsModel() {
        start("", TestModels.dc(4));

        assertThat(sink.last(Snapshot.class).evses()).hasSize(4);
        assertThat(sink.last(Snapshot.class).evses().get(3).faults()).hasSize(1);
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
    }

    @Test
    void tellsTheVehicle() {
        start("");
        cabinet.connector(1).pluggedIn = true;
        time.advance(Duration.ofSeconds(1));
        cabinet.connector(1).evccId = new byte[] {(byte) 0xAA, 1, 2, 3, 4, 5, 0, 0};
        time.advance(Duration.ofSeconds(1));

        assertThat(sink.events(VehicleInfo.class)).hasSize(1);
        assertThat(sink.last(VehicleInfo.class).evccId()).isEqualTo("AA0102030405");
    }

    @Test
    void samplesOnceASecondAndAtOnceWhenThePowerChanges() {
        start("");
        cabinet.connector(1).pluggedIn = true;
        time.advance(Duration.ofMillis(900));
        sink.clear();
        time.advance(Duration.ofSeconds(60));
        assertThat(sink.events(MeterSampled.class)).hasSize(60);

        sink.clear();
        cabinet.tampered.put(105, 20_000);
        time.advance(Duration.ofMillis(250));
        cabinet.tampered.put(105, 20_300);
        time.advance(Duration.ofMillis(250));
        assertThat(sink.events(MeterSampled.class))
                .extracting(sample -> sample.reading().powerW())
                .contains(20_000)
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void putsAFirmwareImageIntoTheTransferFolderAndTellsHowItGoes() throws IOException {
        start("?transferFolder=" + shared);
        Path image = Files.writeString(staging.resolve("image"), "abc");
        assertThat(result(new InstallFirmware(image, ABC_SHA256))).isInstanceOf(Accepted.class);
        String name = ABC_SHA256.substring(0, 32) + ".bin";
        assertThat(cabinet.commands).containsExactly("7:0:3:" + name);
        assertThat(shared.resolve(name)).hasContent("abc");

        cabinet.update = new int[] {1, 30, 0};
        time.advance(Duration.ofSeconds(1));
        cabinet.update = new int[] {5, 100, 1};
        time.advance(Duration.ofSeconds(1));
        assertThat(sink.events(FirmwareProgress.class))
                .extracting(FirmwareProgress::state, FirmwareProgress::percent, FirmwareProgress::failure)
                .containsExactly(
                        tuple(FirmwareState.RECEIVING, 30, null),
                        tuple(FirmwareState.VERIFICATION_FAILED, 100, "verification failed"));
        assertThat(shared).as("what the cabinet is done with").isEmptyDirectory();
        assertThat(staging.resolve("image")).as("is not the driver's").exists();
    }

    /** L01: nothing lies about for ever, also after the process has died in the middle. */
    @Test
    void takesTheImageOfAProcessThatDiedOutOfTheTransferFolder() throws IOException {
        Path image = Files.writeString(staging.resolve("image"), "abc");
        String name = ABC_SHA256.substring(0, 32);
        start("?transferFolder=" + shared);
        assertThat(result(new InstallFirmware(image, ABC_SHA256))).isInstanceOf(Accepted.class);
        Files.writeString(shared.resolve(name + ".part"), "ab");
        Files.writeString(shared.resolve("somebody-else.bin"), "x");
        driver.stop(Duration.ZERO);

        cabinet.update = new int[] {1, 30, 0};
        start("?transferFolder=" + shared);
        assertThat(shared.resolve(name + ".bin")).as("the cabinet is at it").exists();
        driver.stop(Duration.ZERO);

        cabinet.update = new int[] {0, 0, 0};
        start("?transferFolder=" + shared);
        assertThat(shared)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith(name));
        assertThat(shared.resolve("somebody-else.bin")).exists();
    }

    @Test
    void rejectsAnInstallationThatCannotBegin() throws IOException {
        start("?transferFolder=" + shared.resolve("none"));
        Path image = Files.writeString(staging.resolve("image"), "abc");
        assertThat(result(new InstallFirmware(image, ABC_SHA256))).isInstanceOf(Rejected.class);

        driver.stop(Duration.ZERO);
        start("");
        assertThat(result(new InstallFirmware(image, ABC_SHA256)))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.reason()).contains("transferFolder"));
        assertThat(cabinet.received()).isZero();
    }

    @Test
    void doesNotLetAFirmwareTransferHoldUpStopEnergy() throws IOException {
        start("?transferFolder=" + shared);
        Path image = Files.write(staging.resolve("image"), new byte[20 << 20]);
        List<String> answers = new ArrayList<>();
        driver.execute(new InstallFirmware(image, ABC_SHA256)).thenAccept(it -> answers.add("install"));
        driver.execute(new StopEnergy(1)).thenAccept(it -> answers.add("stop"));
        time.advance(Duration.ofSeconds(1));

        assertThat(answers).containsExactly("stop", "install");
        assertThat(shared).isEmptyDirectory();
    }

    @Test
    void leavesNoHalfCopiedImageWhenItIsStopped() throws IOException {
        start("?transferFolder=" + shared);
        Path image = Files.write(staging.resolve("image"), new byte[20 << 20]);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new InstallFirmware(image, ABC_SHA256)).thenAccept(answers::add);
        time.computing().execute(() -> driver.stop(Duration.ZERO));
        time.advance(Duration.ofSeconds(1));

        assertThat(answers).hasSize(1);
        assertThat(shared).isEmptyDirectory();
    }

    @Test
    void letsGoOfALinkThatWasOpenedWhileItWasStoppedAndTellsNothing() {
        start("");
        sink.clear();
        stopDuringTheNextRequest();
        cabinet.connector(1).pluggedIn = true;
        time.advance(Duration.ofSeconds(1));

        assertThat(cabinet.open).isFalse();
        assertThat(time.pendingTimers()).isZero();
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void answersACommandDuringWhichItIsStoppedAndLetsGo() {
        start("");
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new StopEnergy(1)).thenAccept(answers::add);
        stopDuringTheNextRequest();
        time.advance(Duration.ofSeconds(1));

        assertThat(answers).hasSize(1);
        assertThat(cabinet.open).isFalse();
    }

    @Test
    void writesNoCommandWhileAnotherIsUnanswered() {
        start("");
        cabinet.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        driver.execute(new SetAvailability(1, false)).thenAccept(answers::add);
        time.advance(Duration.ofSeconds(5));
        assertThat(cabinet.received()).isEqualTo(1);

        cabinet.deaf(false);
        time.advance(Duration.ofSeconds(10));
        assertThat(answers).containsExactly(new TimedOut(), new Accepted());
        assertThat(cabinet.commands).containsExactly("3:1:0:");
    }

    @Test
    void answersEveryCommandWhenAPollFindsTheLinkLost() {
        start("");
        cabinet.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        driver.execute(new SetAvailability(1, false)).thenAccept(answers::add);
        time.runUntilIdle();
        cabinet.tampered.put(1000, 0);
        time.advance(Duration.ofSeconds(1));

        assertThat(answers).containsExactly(new TimedOut(), new LinkDown());
        assertThat(cabinet.received()).isEqualTo(1);
    }

    @Test
    void bearsPollsThatMakeNoSenseNowAndThen() {
        start("");
        for (int i = 0; i < 10; i++) {
            cabinet.tampered.put(1000, 0);
            time.advance(Duration.ofMillis(250));
            cabinet.tampered.clear();
            time.advance(Duration.ofMillis(250));
        }

        assertThat(sink.events(LinkChanged.class)).hasSize(1);
    }

    @Test
    void looksOnlyAtTheConnectorThatACommandIsFor() {
        start("");
        cabinet.connector(2).pluggedIn = true;
        time.advance(Duration.ofMillis(300));
        cabinet.requests = 0;
        assertThat(result(new AllowEnergy(2, null))).isInstanceOf(Accepted.class);

        assertThat(cabinet.requests).as("a command of 3 and one for its effect").isEqualTo(4);
        assertThat(sink.events(PowerPathChanged.class))
                .extracting(PowerPathChanged::evseId, PowerPathChanged::closed)
                .containsExactly(tuple(2, true));
    }

    @Test
    void answersACommandOfWhichNothingWasSentWithLinkDown() {
        start("");
        cabinet.reachable(false);

        assertThat(result(new StopEnergy(1))).isInstanceOf(LinkDown.class);
        assertThat(sink.last(LinkChanged.class).up()).isFalse();
    }

    @Test
    void keepsRequestsApart() {
        start("");
        Set<Integer> counts = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            cabinet.requests = 0;
            driver.execute(new StopEnergy(1));
            time.advance(Duration.ofMillis(250));
            counts.add(cabinet.requests);
        }

        assertThat(counts)
                .as("a poll of 4 requests, a command of 3, and one for its effect")
                .containsExactly(8);
    }

    private void start(String query) {
        start(query, TestModels.dc(2));
    }

    private void start(String query, StationModel model) {
        TestContext context = TestContext.in(time, staging).withUri("modbus-tcp://192.0.2.10" + query);
        driver = HycDriver.over(cabinet, model, context, HycOptions.parse(context.uri()));
        driver.start(sink);
        time.runUntilIdle();
        assertThat(sink.events(Snapshot.class)).isNotEmpty();
    }

    private void stopDuringTheNextRequest() {
        cabinet.onRequest = () -> {
            cabinet.onRequest = () -> {};
            driver.stop(Duration.ZERO);
            cabinet.open = true;
        };
    }

    private static StationModel withVendorCommand(StationModel model) {
        Set<String> commands = new HashSet<>(model.commands());
        commands.add("VendorCommand");
        return new StationModel(
                model.driver(),
                model.vendor(),
                model.model(),
                model.hardwareVersions(),
                model.firmwareVersions(),
                model.evses(),
                model.reader(),
                model.displays(),
                commands);
    }

    private CommandResult result(HardwareCommand command) {
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(command).thenAccept(answers::add);
        time.advanceUntil(() -> !answers.isEmpty(), Duration.ofSeconds(15));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
