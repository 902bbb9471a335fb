package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareUpdateTest {
    private static final byte[] IMAGE = "a firmware".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Bench bench;
    private String name;

    @BeforeEach
    void stageAnImage() throws Exception {
        bench = new Bench("hyc-400-eu", "3.0.0", folder, null);
        name = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(IMAGE))
                        .substring(0, 32)
                + ".bin";
        Files.write(folder.resolve(name), IMAGE);
    }

    @Test
    void installsAndRestartsWithTheNewVersion() {
        bench.cabinet.prepareUpdate(FirmwareFailure.NONE, FirmwareVersion.parse("3.1.0"));
        assertThat(install()).isEqualTo(1);
        List<List<Integer>> seen = watch();
        assertThat(seen)
                .containsExactly(
                        List.of(1, 0, 0),
                        List.of(1, 100, 0),
                        List.of(2, 100, 0),
                        List.of(3, 0, 0),
                        List.of(3, 25, 0),
                        List.of(3, 50, 0),
                        List.of(3, 75, 0),
                        List.of(4, 100, 0));
        assertThat(bench.registers.readInput(46, 3)).containsExactly(3, 1, 0);
        assertThat(bench.input32(1001)).isEqualTo(2);
        assertThat(bench.input(1003)).isEqualTo(3);
    }

    @Test
    void keepsTheVersionWhenNoOtherWasPrepared() {
        install();
        bench.seconds(20);
        assertThat(bench.cabinet.view().firmware()).isEqualTo("3.0.0");
        assertThat(bench.cabinet.view().bootCounter()).isEqualTo(2);
    }

    @Test
    void isUnavailableWhileInstallingAndAllowsNoEnergy() {
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        install();
        bench.seconds(3);
        assertThat(bench.input(100)).isEqualTo(9);
        assertThat(bench.command(Bench.ALLOW, 1)).isEqualTo(2);
    }

    @Test
    void failsToVerifyWhenTold() {
        bench.cabinet.prepareUpdate(FirmwareFailure.VERIFY, null);
        install();
        bench.seconds(20);
        assertThat(update()).containsExactly(5, 100, 1);
        assertThat(bench.cabinet.view().bootCounter()).isEqualTo(1);
        install();
        bench.seconds(20);
        assertThat(update()).containsExactly(4, 100, 0);
    }

    @Test
    void failsToInstallWhenTold() {
        bench.cabinet.prepareUpdate(FirmwareFailure.INSTALL, FirmwareVersion.parse("3.1.0"));
        install();
        bench.seconds(20);
        assertThat(update()).containsExactly(5, 50, 2);
        assertThat(bench.cabinet.view().firmware()).isEqualTo("3.0.0");
    }

    @Test
    void verificationFailsForADamagedImage() throws IOException {
        Files.write(folder.resolve(name), "a firmwarE".getBytes(StandardCharsets.UTF_8));
        install();
        bench.seconds(20);
        assertThat(update()).containsExactly(5, 100, 1);
    }

    @Test
    void verificationFailsForAnImageOfAnotherSizeOrNone() throws IOException {
        bench.command(Bench.INSTALL, 0, IMAGE.length + 1, name);
        bench.seconds(20);
        assertThat(update()).containsExactly(5, 100, 1);
        Files.delete(folder.resolve(name));
        install();
        bench.seconds(20);
        assertThat(update()).containsExactly(5, 100, 1);
    }

    @Test
    void isRejectedWhileEnergyFlowsOrAnUpdateRunsOrTheNameLeavesTheFolder() {
        bench.charging();
        assertThat(install()).isEqualTo(2);
        bench.command(Bench.STOP, 1);
        assertThat(bench.command(Bench.INSTALL, 0, 1, "../x")).isEqualTo(2);
        assertThat(bench.command(Bench.INSTALL, 0, 1, "")).isEqualTo(2);
        assertThat(install()).isEqualTo(1);
        assertThat(install()).isEqualTo(2);
    }

    @Test
    void lossOfPowerEndsIt() {
        install();
        bench.seconds(1);
        bench.cabinet.powerCycle(Duration.ofSeconds(1));
        bench.seconds(20);
        assertThat(update()).containsExactly(0, 0, 0);
        install();
        bench.seconds(3);
        bench.cabinet.powerCycle(Duration.ofSeconds(1));
        bench.seconds(20);
        assertThat(bench.registers.readInput(1030, 3)).containsExactly(5, 25, 2);
    }

    /** What is installed runs, whatever brings the next start about. */
    @Test
    void lossOfPowerBeforeTheRestartBringsTheNewVersionToo() {
        bench.cabinet.prepareUpdate(FirmwareFailure.NONE, FirmwareVersion.parse("3.1.0"));
        install();
        for (int second = 0; second < 20 && update()[0] != 4; second++) {
            bench.seconds(1);
        }
        assertThat(update()).containsExactly(4, 100, 0);
        assertThat(bench.cabinet.view().firmware()).isEqualTo("3.0.0");
        bench.cabinet.powerCycle(Duration.ofSeconds(1));
        bench.seconds(20);
        assertThat(bench.cabinet.view().firmware()).isEqualTo("3.1.0");
    }

    @Test
    void theInstalledVersionOutlivesTheProcessUntilTheNameplateChanges() {
        bench.cabinet.prepareUpdate(FirmwareFailure.NONE, FirmwareVersion.parse("3.1.0"));
        install();
        bench.seconds(20);
        SavedState saved = bench.cabinet.save();
        assertThat(new Bench("hyc-400-eu", "3.0.0", null, saved).cabinet.view().firmware())
                .isEqualTo("3.1.0");
        assertThat(new Bench("hyc-400-eu", "2.9.0", null, saved).cabinet.view().firmware())
                .isEqualTo("2.9.0");
    }

    private int install() {
        return bench.command(Bench.INSTALL, 0, IMAGE.length, name);
    }

    private int[] update() {
        return bench.registers.readInput(1030, 3);
    }

    private List<List<Integer>> watch() {
        List<List<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int[] update = update();
            List<Integer> now = List.of(update[0], update[1], update[2]);
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
                seen.add(now);
            }
            bench.seconds(0.1);
        }
        return seen;
    }
}
