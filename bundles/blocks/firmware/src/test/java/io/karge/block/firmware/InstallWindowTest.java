package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.FirmwareState;
import io.karge.station.HoldEffect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L01: when a verified image is installed. */
class InstallWindowTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    private void fetched() {
        bench.accepted(bench.request(7));
        bench.arrives(Bench.IMAGE);
    }

    /** L01.FR.05, L01.FR.06, L01.FR.07, L01.FR.33, L01.FR.34; DECISIONS, L_15. */
    @Test
    void waitsForTheTransactionsAndThenForTheCables() {
        bench.t.plugIn(1);
        bench.transactions.begin(1);
        fetched();
        assertThat(bench.told())
                .containsExactly("7 Downloading", "7 Downloaded", "7 SignatureVerified", "7 InstallScheduled");
        assertThat(bench.holds(HoldEffect.SHOWN_UNAVAILABLE)).isTrue();
        assertThat(bench.holds(HoldEffect.REFUSES_SESSIONS)).isTrue();
        assertThat(bench.holds(HoldEffect.KEEPS_RUNNING)).isFalse();
        bench.t.advance(Duration.ofHours(5));
        bench.transactions.end(1);
        assertThat(bench.installs()).isEmpty();
        bench.t.advance(Duration.ofMinutes(2));
        bench.t.unplug(1);
        assertThat(bench.installs()).hasSize(1);
        assertThat(bench.told()).containsExactly("7 Installing");
    }

    @Test
    void waitsForCablesTenMinutesAtMost() {
        bench.t.plugIn(1);
        bench.transactions.begin(1);
        fetched();
        bench.transactions.end(1);
        bench.t.advance(InstallWindow.CABLES.minusSeconds(1));
        bench.restart();
        assertThat(bench.installs()).isEmpty();
        bench.t.advance(Duration.ofSeconds(1));
        assertThat(bench.installs()).hasSize(1);
    }

    @Test
    void waitsForAllTransactions() {
        bench.transactions.begin(1);
        bench.transactions.begin(2);
        fetched();
        bench.transactions.end(1);
        assertThat(bench.installs()).isEmpty();
        bench.transactions.end(2);
        assertThat(bench.installs()).hasSize(1);
    }

    /** While the block that would know is away, the power paths tell. */
    @Test
    void waitsWhileEnergyFlowsAndNobodyKnowsOfTransactions() {
        bench.transactions.leave();
        bench.t.powerPath(1, true);
        fetched();
        assertThat(bench.installs()).isEmpty();
        bench.t.powerPath(1, false);
        assertThat(bench.installs()).hasSize(1);
    }

    /** Something else that must not be cut off, such as an upload. */
    @Test
    void waitsForWhoeverIsBusy() {
        io.karge.station.Hold upload = bench.t.holds().byAnother(0, HoldEffect.KEEPS_BUSY);
        fetched();
        assertThat(bench.installs()).isEmpty();
        upload.release();
        assertThat(bench.installs()).hasSize(1);
    }

    /**
     * Variable 2.1.2: new sessions are allowed, and put the installation off.
     * effect: ChargingStation.AllowNewSessionsPendingFirmwareUpdate
     */
    @Test
    void keepsNothingUnavailableWhereNewSessionsAreAllowed() {
        bench = new Bench(folder, "{\"optionalFeatures\":{\"C-20\":true,\"C-60\":true},\"answers\":{\"AQ-7\":true}}");
        UpdateRequestsTest.allowSessions(bench);
        bench.t.plugIn(1);
        bench.transactions.begin(1);
        fetched();
        assertThat(bench.holds(HoldEffect.SHOWN_UNAVAILABLE)).isFalse();
        bench.transactions.end(1);
        bench.t.advance(Duration.ofMinutes(9));
        bench.transactions.begin(2);
        bench.t.advance(Duration.ofMinutes(9));
        bench.transactions.end(2);
        bench.t.advance(Duration.ofMinutes(9));
        assertThat(bench.installs()).isEmpty(); // ten minutes from the last transaction
        bench.t.advance(Duration.ofMinutes(1));
        assertThat(bench.installs()).hasSize(1);
        assertThat(bench.holds(HoldEffect.SHOWN_UNAVAILABLE)).isTrue();
    }

    /** L01.FR.07, B11.FR.02 (field report L1): what the update held is held no longer, over restarts. */
    @Test
    void nothingStaysUnavailableAfterAFailure() {
        bench.transactions.begin(1);
        fetched();
        bench.transactions.end(1);
        bench.accepts();
        bench.tells(FirmwareState.FAILED, "installation failed");
        assertThat(bench.t.holds().all()).isEmpty();
        bench.restart();
        assertThat(bench.t.holds().all()).isEmpty();
    }
}
