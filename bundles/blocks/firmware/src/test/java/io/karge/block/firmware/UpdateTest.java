package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CommandResult;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareCommand.InstallFirmware;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.CallPermission;
import io.karge.station.HardwareView;
import io.karge.station.HoldEffect;
import io.karge.station.TransferOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L01: an update from the request to the new firmware. */
class UpdateTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    /** L01.FR.01, L01.FR.10, L01.FR.20, L01.FR.28, L01.FR.31, L01.FR.32; DECISIONS: the order of L_01. */
    @Test
    void isFetchedVerifiedInstalledAndTold() throws Exception {
        bench.accepted(bench.request(7));
        TransferOrder order = bench.t.transfers().last().order();
        assertThat(order.location()).isEqualTo(Bench.LOCATION);
        assertThat(order.file()).isEqualTo(folder.resolve(order.file().getFileName()));
        assertThat(bench.told()).containsExactly("7 Downloading");
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).containsExactly("7 Downloaded", "7 SignatureVerified", "7 Installing");
        InstallFirmware install = (InstallFirmware) bench.installs().get(0);
        assertThat(install.image()).isEqualTo(order.file()).hasBinaryContent(Bench.IMAGE);
        assertThat(install.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Bench.IMAGE)));
        bench.accepts();
        bench.tells(FirmwareState.RECEIVING);
        bench.tells(FirmwareState.VERIFIED);
        bench.tells(FirmwareState.INSTALLING);
        assertThat(bench.told()).isEmpty();
        bench.tells(FirmwareState.INSTALLED);
        assertThat(bench.told()).containsExactly("7 InstallRebooting");
        assertThat(bench.t.lifeCycle().intents()).containsExactly(BootReasonEnumType.FirmwareUpdate);
        assertThat(bench.events).isEmpty();

        bench.updated();
        assertThat(bench.told()).containsExactly("7 Installed");
        assertThat(bench.events).containsExactly("FirmwareUpdated");
        assertThat(bench.files()).isEmpty();
        assertThat(bench.t.holds().all()).isEmpty();
        assertThat(bench.t.calls())
                .allSatisfy(call -> assertThat(call.permission()).isEqualTo(CallPermission.ACCEPTED));
    }

    /** L01.FR.32: hardware that restarts before it could be seen to be done. */
    @Test
    void isInstalledWhenTheHardwareRestartedUnseen() {
        bench.installing(7);
        bench.told();
        bench.updated();
        assertThat(bench.told()).containsExactly("7 Installed");
    }

    /** Hardware whose restarts cannot be seen. */
    @Test
    void isInstalledByTheWordOfHardwareThatIsNotSeenToRestart() {
        bench.installing(7);
        bench.tells(FirmwareState.INSTALLED);
        bench.told();
        bench.t.advance(Installation.RESTART);
        assertThat(bench.t.lifeCycle().restarts()).containsExactly(BootReasonEnumType.FirmwareUpdate);
        assertThat(bench.told()).containsExactly("7 Installed");
    }

    /** L01.FR.13, L01.FR.16: both dates, by the station's clock, over a restart. */
    @Test
    void waitsForItsDates() {
        Instant retrieve = bench.t.now().plusSeconds(3600);
        Instant install = bench.t.now().plusSeconds(7200);
        bench.accepted(UpdateFirmwareRequest.of(7, bench.firmware(Bench.LOCATION, retrieve, install)));
        assertThat(bench.told()).containsExactly("7 DownloadScheduled");
        assertThat(bench.t.transfers().all()).isEmpty();
        bench.t.advance(Duration.ofSeconds(3599));
        bench.restart();
        assertThat(bench.told()).isEmpty();
        bench.t.advance(Duration.ofSeconds(1));
        assertThat(bench.told()).containsExactly("7 Downloading");
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).containsExactly("7 Downloaded", "7 SignatureVerified", "7 InstallScheduled");
        assertThat(bench.t.holds().all()).isEmpty(); // sessions go on until then
        bench.t.advance(Duration.ofSeconds(3599));
        assertThat(bench.installs()).isEmpty();
        bench.restart();
        bench.t.advance(Duration.ofSeconds(1));
        assertThat(bench.told()).containsExactly("7 Installing");
        assertThat(bench.installs()).hasSize(1);
    }

    /** L01.FR.34: nothing to wait for, nothing scheduled (field report L1). */
    @Test
    void isNotScheduledWhenThereIsNothingToWaitFor() {
        bench.accepted(UpdateFirmwareRequest.of(7, bench.firmware().withInstallDateTime(null)));
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told())
                .containsExactly("7 Downloading", "7 Downloaded", "7 SignatureVerified", "7 Installing");
    }

    /** Nothing comes between, and a reset is put off. */
    @Test
    void holdsTheStationWhileItIsInstalled() {
        bench.accepted(bench.request(7));
        assertThat(bench.t.holds().all()).isEmpty();
        bench.arrives(Bench.IMAGE);
        for (HoldEffect effect : HoldEffect.values()) {
            assertThat(bench.holds(effect)).as(effect.name()).isTrue();
        }
    }

    // --- failures ---

    /** L01.FR.29, and what was Unavailable for the update is not any more (field report L1). */
    @Test
    void tellsThatTheHardwareRefusesTheImage() {
        bench.installing(7);
        bench.told();
        bench.tells(FirmwareState.RECEIVING);
        bench.tells(FirmwareState.VERIFICATION_FAILED, "verification failed");
        assertThat(bench.told()).containsExactly("7 InstallVerificationFailed");
        isOver();
        assertThat(bench.events).isEmpty();
    }

    @Test
    void tellsThatTheInstallationFailed() {
        bench.installing(7);
        bench.told();
        bench.tells(FirmwareState.INSTALLING);
        bench.tells(FirmwareState.FAILED, "installation failed");
        assertThat(bench.told()).containsExactly("7 InstallationFailed");
        isOver();
        bench.restart();
        isOver();
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void tellsThatTheHardwareDoesNotTakeIt() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.t.lastCommand().complete(new CommandResult.Rejected("no transferFolder"));
        bench.settle();
        assertThat(bench.told()).last().isEqualTo("7 InstallationFailed");
        isOver();
    }

    @Test
    void tellsThatTheHardwareSaysNothing() {
        bench.installing(7);
        bench.told();
        bench.t.advance(Installation.SILENCE.minusSeconds(1));
        bench.tells(FirmwareState.INSTALLING);
        bench.t.advance(Installation.SILENCE.minusSeconds(1));
        assertThat(bench.told()).isEmpty();
        bench.t.advance(Duration.ofSeconds(2));
        assertThat(bench.told()).containsExactly("7 InstallationFailed");
        isOver();
    }

    private void isOver() {
        bench.settle();
        assertThat(bench.t.holds().all()).isEmpty();
        assertThat(bench.files()).isEmpty();
        assertThat(bench.t.problems().raised().get("firmware")).contains("firmware was not updated");
    }

    /** A command that gets no answer may have arrived: the hardware shows it. */
    @Test
    void goesByWhatTheHardwareShowsWhenTheCommandGetsNoAnswer() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.t.lastCommand().complete(new CommandResult.TimedOut());
        bench.tells(FirmwareState.RECEIVING);
        bench.tells(FirmwareState.INSTALLED);
        bench.updated();
        assertThat(bench.told()).endsWith("7 InstallRebooting", "7 Installed");
        assertThat(bench.installs()).hasSize(1);
    }

    /** The link goes between the look at it and the command. */
    @Test
    void asksAgainWhenTheLinkIsBack() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.t.lastCommand().complete(new CommandResult.LinkDown());
        bench.t.advance(Installation.SETTLING);
        assertThat(bench.installs()).hasSize(2);
        bench.accepts();
        assertThat(bench.told()).last().isEqualTo("7 Installing");
    }

    @Test
    void waitsForHardwareThatIsAway() {
        bench.accepted(bench.request(7));
        bench.t.hardware().setStatus(HardwareView.Status.DOWN);
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).last().isEqualTo("7 InstallScheduled");
        bench.t.hardware().setStatus(HardwareView.Status.UP);
        bench.t.snapshot();
        assertThat(bench.told()).containsExactly("7 Installing");
    }

    /** What the hardware tells of an earlier update is not taken for this one. */
    @Test
    void isNotDeceivedByTheUpdateBefore() {
        bench.installing(7);
        bench.tells(FirmwareState.INSTALLED);
        bench.updated();
        bench.accepted(bench.request(8));
        bench.arrives(Bench.IMAGE);
        bench.accepts();
        assertThat(bench.told()).last().isEqualTo("8 Installing");
        bench.tells(FirmwareState.FAILED, "installation failed");
        assertThat(bench.told()).containsExactly("8 InstallationFailed");
    }

    @Test
    void leavesNoPasswordBehind() throws Exception {
        bench.installing(7);
        bench.tells(FirmwareState.FAILED, "installation failed");
        assertThat(bench.t.state().stored("update")).doesNotContain("secret");
        assertThat(bench.t.problems().raised().get("firmware"))
                .doesNotContain("secret")
                .contains("files.example.com");
    }

    @Test
    void filesThatNobodyKnowsAreTakenAway() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("image-of-long-ago.bin"), "half of it");
        bench.restart();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aPowerLossInTheMiddleIsToldAsFailure() {
        bench.installing(7);
        bench.tells(FirmwareState.INSTALLING);
        bench.told();
        bench.boots(2, BootReason.POWER_UP, "3.0.0");
        assertThat(bench.told()).isEmpty();
        bench.t.advance(Installation.DOUBT);
        assertThat(bench.told()).containsExactly("7 InstallationFailed");
    }
}
