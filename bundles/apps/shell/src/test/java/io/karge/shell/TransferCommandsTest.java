package io.karge.shell;

import static io.karge.shell.Console.json;
import static io.karge.shell.Console.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.runtime.FirmwareView;
import io.karge.runtime.TransferView;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import io.karge.station.FirmwareUpdates.FirmwareUpdate;
import io.karge.station.TransferProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of logs, files that are moved, and firmware. */
class TransferCommandsTest {
    private final FakeGateway gateway = new FakeGateway();

    @TempDir
    private Path folder;

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
    }

    private StationLogsCommand logs(Path file) {
        StationLogsCommand logs = new StationLogsCommand();
        logs.gateway = gateway;
        logs.stationId = "CS-1";
        logs.file = file.toString();
        return logs;
    }

    @Test
    void logsWritesTheArchiveAndSaysWhatIsNotInIt() throws Exception {
        Path file = folder.resolve("cs-1.zip");

        assertThat(run(logs(file)))
                .contains("The archive " + file + " is written: 10 bytes", "Not in it: messages.3.jsonl: too long");

        assertThat(file).hasContent("an archive");
        assertThat(gateway.done).containsExactly("logs DiagnosticsLog of CS-1");
    }

    @Test
    void logsPrintsWhatIsWrittenAsJson() throws Exception {
        StationLogsCommand logs = logs(folder.resolve("cs-1.zip"));
        logs.json = true;

        JsonNode printed = json(logs);

        assertThat(printed.path("file").asText())
                .isEqualTo(folder.resolve("cs-1.zip").toString());
        assertThat(printed.path("bytes").asLong()).isEqualTo(10);
        assertThat(printed.at("/leftOut/0").asText()).isEqualTo("messages.3.jsonl: too long");
    }

    @Test
    void logsWantsANewFileInAFolder() throws Exception {
        Path there = Files.createFile(folder.resolve("there.zip"));
        assertThatThrownBy(logs(there)::execute).hasMessage(there + " is there already: name a new file");
        assertThatThrownBy(logs(folder)::execute).hasMessage(folder + " is a folder: name a new file in it");
        assertThatThrownBy(logs(folder.resolve("no/a.zip"))::execute)
                .hasMessage(folder.resolve("no/a.zip") + " has no folder: make " + folder.resolve("no")
                        + ", or name another");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void logsWritesTheSecurityLog() throws Exception {
        StationLogsCommand logs = logs(folder.resolve("cs-1.zip"));
        logs.security = true;
        run(logs);

        assertThat(gateway.done).containsExactly("logs SecurityLog of CS-1");
    }

    @Test
    void logsBeginsARelativePathAtTheFolderOfTheGateway() throws Exception {
        String before = System.getProperty("karaf.base");
        System.setProperty("karaf.base", folder.toString());
        try {
            run(logs(Path.of("mine.zip")));
        } finally {
            if (before == null) {
                System.clearProperty("karaf.base");
            } else {
                System.setProperty("karaf.base", before);
            }
        }

        assertThat(folder.resolve("mine.zip")).exists();
    }

    @Test
    void logsSaysWhyThereIsNone() {
        gateway.unwritable = "/x/y is not written: there is no folder /x";

        assertThatThrownBy(logs(folder.resolve("a.zip"))::execute).hasMessageContaining("there is no folder /x");
        StationLogsCommand unknown = logs(folder.resolve("b.zip"));
        unknown.stationId = "CS-9";
        assertThatThrownBy(unknown::execute).hasMessageContaining("'CS-9'");
    }

    @Test
    void transfersListsWhatMoves() throws Exception {
        RouteTransfersCommand transfers = new RouteTransfersCommand();
        transfers.gateway = gateway;
        assertThat(run(transfers)).contains("No file is being moved");
        gateway.transfers = List.of(
                new TransferView("CS-1", "download", "https://h/fw.bin", "moving", Stations.AT, 512, 2048L, 25),
                new TransferView("CS-1", "upload", "sftp://h/logs", "waiting", Stations.AT, 0, null, null));

        assertThat(run(transfers)).contains("CS-1", "https://h/fw.bin", "moving", "512", "2048", "25", "waiting");
        transfers.json = true;
        assertThat(json(transfers).at("/0/percent").asInt()).isEqualTo(25);
        assertThat(json(transfers).at("/1/total").isNull()).isTrue();
    }

    private StationFirmwareCommand firmware() {
        StationFirmwareCommand firmware = new StationFirmwareCommand();
        firmware.gateway = gateway;
        firmware.stationId = "CS-1";
        return firmware;
    }

    private static FirmwareUpdate update(
            String status,
            boolean running,
            @Nullable TransferProgress download,
            @Nullable Integer percent,
            String why) {
        return new FirmwareUpdate(
                7,
                "https://h/fw.bin",
                status,
                Stations.AT,
                running,
                Stations.AT,
                null,
                1,
                running ? Stations.AT.plusSeconds(30) : null,
                download,
                percent,
                why);
    }

    private String shown(FirmwareUpdate update) throws Exception {
        gateway.firmware = new FirmwareView("3.0.0", true, update);
        return run(firmware());
    }

    @Test
    void firmwareShowsTheVersionAndThatNothingRuns() throws Exception {
        assertThat(run(firmware())).contains("3.0.0", "none was asked for");
        gateway.firmware = new FirmwareView(null, false, null);
        assertThat(run(firmware())).contains("the hardware was not reached yet", "karge-firmware is not installed");
    }

    @Test
    void firmwareShowsHowFarAnUpdateIs() throws Exception {
        assertThat(shown(update("Downloading", true, new TransferProgress(512, 2048), null, "")))
                .contains("request 7 from https://h/fw.bin")
                .contains("Downloading since 2026-01-01T00:00:00Z")
                .contains("512 of 2048 bytes, 25 %")
                .contains("as soon as possible", "at 2026-01-01T00:00:30Z");
        assertThat(shown(update("Downloading", true, new TransferProgress(512, -1), null, "")))
                .contains("512 bytes");
        assertThat(shown(update("Installing", true, null, 40, ""))).contains("installed by 40 %");
    }

    @Test
    void firmwareShowsHowTheLastOneEnded() throws Exception {
        assertThat(shown(update("InstallationFailed", false, null, null, "the hardware says: no room")))
                .contains("InstallationFailed since 2026-01-01T00:00:00Z, over")
                .contains("nothing", "the hardware says: no room");
    }

    @Test
    void firmwarePrintsTheSameAsJson() throws Exception {
        gateway.firmware =
                new FirmwareView("3.0.0", true, update("Downloading", true, new TransferProgress(1, 2), null, ""));
        StationFirmwareCommand firmware = firmware();
        firmware.json = true;

        JsonNode shown = json(firmware);

        assertThat(shown.at("/version").asText()).isEqualTo("3.0.0");
        assertThat(shown.at("/update/download/moved").asLong()).isEqualTo(1);
        assertThat(shown.at("/update/next").asText()).isEqualTo("2026-01-01T00:00:30Z");
    }
}
