package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a station goes with the station, unless something is in it. */
class StagingFolderTest {
    @TempDir
    Path folder;

    private final GatewayHarness h = new GatewayHarness();
    private Path own;

    @BeforeEach
    void begin() {
        h.staging = folder;
        h.gateway = h.build();
        h.online();
        own = folder.resolve(GatewayHarness.ID);
        assertThat(own).isDirectory();
    }

    @Test
    void goesWhenTheStationIsRemoved() {
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(own).doesNotExist();
    }

    @Test
    void staysWithWhatIsInIt() throws IOException {
        Path staged = Files.writeString(own.resolve("firmware"), "half of it");

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(staged).exists();
    }

    /** What blocks have in passing, such as an image that was being fetched, is of no use to anybody any more. */
    @Test
    void goesWithTheFoldersOfBlocks() throws IOException {
        Path image =
                Files.createDirectories(own.resolve("firmware").resolve("old")).resolve("image.bin");
        Files.writeString(image, "half of it");

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(own).doesNotExist();
    }

    @Test
    void isThereForACfgThatComesWhileTheStationEnds() {
        h.gateway.removeStation(GatewayHarness.ID);
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        assertThat(own).isDirectory();
    }

    @Test
    void staysWhenTheGatewayStops() {
        h.gateway.close();
        h.time.runUntilIdle();

        assertThat(own).isDirectory();
    }

    @Test
    void goesWhenTheCfgWentWhileTheGatewayWasDown() {
        restartWithoutCfg();

        assertThat(own).doesNotExist();
    }

    @Test
    void goesWhenTheStationIsDiscarded() throws IOException {
        TransactionInfo info =
                new TransactionInfo("TX-1", 1, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, null, 0, 0);
        h.transactions
                .context()
                .post(() -> h.transactions.context().publish(new TransactionChanged(info, Phase.STARTED)));
        h.time.advance(Duration.ofSeconds(1));
        Path staged = Files.writeString(own.resolve("firmware"), "half of it");
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        Files.delete(staged);

        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));

        assertThat(own).doesNotExist();
    }

    private void restartWithoutCfg() {
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));
    }
}
