package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.FirmwareState;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.station.FirmwareUpdates;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.station.testkit.LogParts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of an update. */
class UpdatePortTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    private Optional<FirmwareUpdates.FirmwareUpdate> latest() {
        return bench.t.port(FirmwareUpdates.class).orElseThrow().latest();
    }

    private FirmwareUpdates.FirmwareUpdate update() {
        return latest().orElseThrow();
    }

    @Test
    void saysNothingBeforeTheFirst() {
        assertThat(latest()).isEmpty();
        assertThat(LogParts.diagnostics(bench.t)).containsOnlyKeys("firmware.json");
    }

    @Test
    void saysHowFarTheDownloadIs() {
        bench.accepted(bench.request(7));
        assertThat(update().status()).isEqualTo("Downloading");
        assertThat(update().requestId()).isEqualTo(7);
        assertThat(update().running()).isTrue();
        assertThat(update().download()).isNull();
        bench.t.transfers().last().progress(5, 10);
        assertThat(update().download()).isEqualTo(new TransferProgress(5, 10));
        assertThat(update().installPercent()).isNull();
    }

    @Test
    void saysWhenTheNextAttemptIsDueAndWhy() {
        bench.accepted(bench.request(7));
        bench.t.transfers().last().failed(TransferOutcome.Cause.UNREACHABLE);
        bench.settle();
        assertThat(update().status()).isEqualTo("DownloadScheduled");
        assertThat(update().failedDownloads()).isEqualTo(1);
        assertThat(update().next()).isEqualTo(bench.t.now().plus(Download.RETRY_INTERVAL));
        assertThat(update().why()).contains("it is tried again");
    }

    @Test
    void countsTheLastAttemptToo() {
        bench.accepted(bench.request(7));
        for (int attempt = 1; attempt <= 1 + Download.RETRIES; attempt++) {
            bench.t.transfers().last().failed(TransferOutcome.Cause.UNREACHABLE);
            bench.t.advance(Download.RETRY_INTERVAL);
            assertThat(update().failedDownloads()).isEqualTo(attempt);
        }
        assertThat(update().status()).isEqualTo("DownloadFailed");

        bench.accepted(bench.request(8));
        bench.t.transfers().last().failed(TransferOutcome.Cause.NOT_FOUND);
        bench.settle();
        assertThat(update().status()).isEqualTo("DownloadFailed");
        assertThat(update().failedDownloads()).isEqualTo(1);
    }

    @Test
    void saysWhenItIsDueOverARestart() {
        Instant retrieve = bench.t.now().plusSeconds(3600);
        bench.accepted(UpdateFirmwareRequest.of(7, bench.firmware(Bench.LOCATION, retrieve, null)));
        bench.restart();
        assertThat(update().retrieveAt()).isEqualTo(retrieve);
        assertThat(update().installAt()).isNull();
        assertThat(update().next()).isEqualTo(retrieve);
    }

    @Test
    void saysHowFarTheInstallationIs() {
        bench.installing(7);
        bench.tells(FirmwareState.INSTALLING);
        assertThat(update().status()).isEqualTo("Installing");
        assertThat(update().installPercent()).isZero();
        assertThat(update().download()).isNull();
    }

    @Test
    void saysHowItEnded() {
        bench.installing(7);
        bench.tells(FirmwareState.FAILED, "no room");
        assertThat(update().status()).isEqualTo("InstallationFailed");
        assertThat(update().running()).isFalse();
        assertThat(update().next()).isNull();
        assertThat(update().why()).contains("no room");
        bench.restart();
        assertThat(update().status()).isEqualTo("InstallationFailed");
    }

    @Test
    void showsNoCredentialsAndNoKey() {
        bench.accepted(bench.request(7));
        assertThat(update().location()).isEqualTo("https://files.example.com/firmware.bin");
        assertThat(LogParts.diagnostics(bench.t).get("firmware.json"))
                .contains("\"requestId\" : 7", "\"status\" : \"Downloading\"")
                .doesNotContain("secret")
                .doesNotContain("user:");
    }
}
