package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.FirmwareState;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationResponse;
import io.karge.station.HoldEffect;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.testkit.SentCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L01: an update that is interrupted in any state goes on, or is told to have failed; each state is told once. */
class InterruptedUpdateTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    /** The story of an update with all of its states, one step after another. */
    private List<Runnable> story() {
        return List.of(
                () -> bench.accepted(bench.request(7).withRetries(1).withRetryInterval(60)),
                () -> {
                    bench.t.transfers().last().failed(Cause.INTERRUPTED);
                    bench.settle();
                },
                () -> bench.t.advance(Duration.ofSeconds(60)),
                () -> bench.transactions.begin(1),
                () -> bench.arrives(Bench.IMAGE),
                () -> bench.transactions.end(1),
                () -> answerInstalls(),
                () -> bench.tells(FirmwareState.RECEIVING),
                () -> bench.tells(FirmwareState.INSTALLING),
                () -> bench.tells(FirmwareState.INSTALLED),
                () -> bench.updated());
    }

    /** Also one that is over: the former key could never be forgotten otherwise. */
    @Test
    void sealsItsLocationAnewWhenTheMasterKeyWasReplaced() {
        bench.accepted(bench.request(7).withRetries(1).withRetryInterval(60));
        assertThat(bench.t.state().stored("update")).contains("\"one:");
        bench.secrets.key = "two";
        bench.restart();
        assertThat(bench.t.state().stored("update")).contains("\"two:").doesNotContain("\"one:");
        bench.t.advance(Duration.ofSeconds(60));
        assertThat(bench.t.transfers().last().order().toString()).contains("files.example.com");
    }

    private void answerInstalls() {
        bench.t.commands().stream().filter(command -> command.isOpen()).forEach(command -> command.accept());
        bench.settle();
    }

    private static final List<String> ALL = List.of(
            "7 Downloading",
            "7 DownloadScheduled",
            "7 Downloading",
            "7 Downloaded",
            "7 SignatureVerified",
            "7 InstallScheduled",
            "7 Installing",
            "7 InstallRebooting",
            "7 Installed");

    /** The block is made anew after each step, one of them at a time, and after all. */
    @Test
    void goesOnAfterARestartInEachState() {
        List<List<String>> seen = new ArrayList<>();
        for (int at = -1; at < story().size(); at++) {
            bench = new Bench(folder);
            List<String> told = new ArrayList<>();
            List<Runnable> story = story();
            for (int step = 0; step < story.size(); step++) {
                story.get(step).run();
                told.addAll(bench.told());
                if (step == at || at == -1) {
                    bench.restart();
                    bench.t.advance(Installation.SETTLING);
                    told.addAll(bench.told());
                }
            }
            seen.add(told);
            assertThat(bench.events).containsExactly("FirmwareUpdated");
            assertThat(bench.t.holds().all()).isEmpty();
            assertThat(bench.files()).isEmpty();
        }
        assertThat(seen).hasSize(story().size() + 1).allSatisfy(told -> assertThat(told)
                .isEqualTo(ALL));
    }

    /** L01.FR.01 (field report L4): the CSMS is away in each state. */
    @Test
    void tellsEachStateOnceWhenTheCsmsWasAway() {
        for (int away = 0; away < story().size(); away++) {
            bench = new Bench(folder);
            List<String> told = new ArrayList<>();
            List<Runnable> story = story();
            for (int step = 0; step < story.size(); step++) {
                if (step == away) {
                    bench.t.goOffline();
                } else if (step == away + 1) {
                    bench.t.goOnline(Duration.ofSeconds(30));
                    bench.settle();
                    told.addAll(bench.told());
                }
                story.get(step).run();
                if (step != away) {
                    told.addAll(bench.told());
                }
            }
            bench.t.goOnline(Duration.ofSeconds(30));
            bench.settle();
            told.addAll(bench.told());
            assertThat(told).as("away in step " + away).isEqualTo(ALL);
        }
    }

    /** The CSMS is away from the beginning to the end. */
    @Test
    void tellsAllInOrderWhenTheCsmsComesBack() {
        bench.t.goOffline();
        story().forEach(Runnable::run);
        assertThat(bench.told()).isEmpty();
        assertThat(bench.events).isEmpty();
        bench.t.goOnline(Duration.ofHours(1));
        bench.settle();
        assertThat(bench.told()).isEqualTo(ALL);
        assertThat(bench.events).containsExactly("FirmwareUpdated");
    }

    /** A CSMS that does not answer gets the same message again, and holds nothing up for ever. */
    @Test
    void repeatsWhatGotNoAnswerIdentically() {
        bench.accepted(bench.request(7));
        for (int attempt = 1; attempt < StatusQueue.ATTEMPTS; attempt++) {
            bench.t.lastCall().timeOut();
            bench.t.advance(StatusQueue.RETRY);
        }
        List<SentCall> calls = bench.t.calls();
        assertThat(calls).hasSize(StatusQueue.ATTEMPTS);
        assertThat(calls.stream().map(SentCall::messageId).distinct()).hasSize(1);
        bench.t.lastCall().timeOut();
        bench.arrives(Bench.IMAGE);
        assertThat(bench.t
                        .lastCall()
                        .request(FirmwareStatusNotificationRequest.class)
                        .status()
                        .wire())
                .isEqualTo("Downloaded");
        bench.t.lastCall().refuse("InternalError", "no");
        assertThat(bench.t
                        .lastCall()
                        .request(FirmwareStatusNotificationRequest.class)
                        .status()
                        .wire())
                .isEqualTo("SignatureVerified");
        bench.t.lastCall().answer(FirmwareStatusNotificationResponse.of());
    }

    // --- the station dies between the command and its answer ---

    @Test
    void givesTheImageAgainWhenTheHardwareShowsNothing() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.restart();
        assertThat(bench.installs()).hasSize(1);
        bench.t.advance(Installation.SETTLING);
        assertThat(bench.installs()).hasSize(2);
        assertThat(bench.told()).last().isEqualTo("7 Installing");
    }

    @Test
    void doesNotGiveItAgainWhenTheHardwareIsAtIt() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.restart();
        bench.tells(FirmwareState.INSTALLING);
        bench.t.advance(Duration.ofMinutes(5));
        assertThat(bench.installs()).hasSize(1);
        bench.tells(FirmwareState.INSTALLED);
        bench.updated();
        assertThat(bench.told()).endsWith("7 Installing", "7 InstallRebooting", "7 Installed");
    }

    /** All was done while the gateway was away. */
    @Test
    void isInstalledWhenTheHardwareHasDoneItMeanwhile() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.updated();
        assertThat(bench.told()).endsWith("7 Installing", "7 Installed");
        assertThat(bench.installs()).hasSize(1);
    }

    /** Its connectors are available before the CSMS is told of any, however slow the disk is. */
    @Test
    void isAvailableAsSoonAsItBootsWithTheNewFirmware() {
        bench.installing(7);
        bench.tells(FirmwareState.INSTALLED);
        assertThat(bench.holds(HoldEffect.SHOWN_UNAVAILABLE)).isTrue();
        bench.bootsUnsettled(2, BootReason.FIRMWARE_UPDATE, "3.1.0");
        assertThat(bench.holds(HoldEffect.SHOWN_UNAVAILABLE)).isFalse();
        bench.settle();
        assertThat(bench.told()).endsWith("7 InstallRebooting", "7 Installed");
        assertThat(bench.files()).isEmpty();
    }

    /** What it tells after the restart may be of an earlier update. */
    @Test
    void isNotDeceivedByWhatTheHardwareTellsOfBefore() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
        bench.restart();
        bench.tells(FirmwareState.INSTALLED); // as a driver that has just begun tells it
        assertThat(bench.told()).last().isEqualTo("7 Installing");
        bench.t.advance(Installation.SETTLING);
        assertThat(bench.installs()).hasSize(2);
    }

    /** Power was lost in the middle: the hardware says what became of it. */
    @Test
    void goesByTheWordOfHardwareThatLostItsPower() {
        bench.installing(7);
        bench.tells(FirmwareState.INSTALLING);
        bench.boots(2, BootReason.POWER_UP, "3.0.0");
        bench.tells(FirmwareState.FAILED, "power was lost");
        assertThat(bench.told()).last().isEqualTo("7 InstallationFailed");

        bench.installing(8);
        bench.tells(FirmwareState.RECEIVING);
        bench.tells(FirmwareState.IDLE);
        assertThat(bench.told()).last().isEqualTo("8 InstallationFailed");
    }

    /** Field report L6: a reset in the middle of the download. */
    @Test
    void aResetInMidDownloadGoesOnWithIt() {
        bench.accepted(bench.request(7));
        bench.boots(2, BootReason.REQUESTED_RESET, "3.0.0");
        assertThat(bench.t.transfers().all()).hasSize(2);
        assertThat(bench.told()).containsExactly("7 Downloading");
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).doesNotContain("7 Installed").last().isEqualTo("7 Installing");
    }
}
