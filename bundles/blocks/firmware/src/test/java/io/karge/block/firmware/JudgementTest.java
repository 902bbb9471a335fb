package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is concluded from what the hardware shows. */
class JudgementTest {
    private static final Instant BEFORE = Instant.parse("2026-11-30T00:00:00Z");

    private static CabinetState cabinet(String restart) {
        return switch (restart) {
            case "no" -> new CabinetState("SN", "3.0.0", 1, BootReason.POWER_UP);
            case "power" -> new CabinetState("SN", "3.0.0", 2, BootReason.POWER_UP);
            case "update" -> new CabinetState("SN", "3.0.0", 2, BootReason.FIRMWARE_UPDATE);
            case "version" -> new CabinetState("SN", "3.1.0", 2, BootReason.POWER_UP);
            default -> throw new IllegalArgumentException(restart);
        };
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // accepted, restart, told since: judgement
                "false, no, -, HAND_OVER",
                "false, no, IDLE, HAND_OVER",
                "false, no, RECEIVING, TAKEN",
                "false, no, VERIFIED, TAKEN",
                "false, no, INSTALLING, TAKEN",
                "false, no, INSTALLED, HAND_OVER",
                "false, no, FAILED, HAND_OVER",
                "false, power, -, HAND_OVER",
                "false, update, -, INSTALLED",
                "true, no, -, GOES_ON",
                "true, no, IDLE, ABANDONED",
                "true, no, RECEIVING, GOES_ON",
                "true, no, INSTALLING, GOES_ON",
                "true, no, INSTALLED, RESTARTS",
                "true, no, VERIFICATION_FAILED, VERIFICATION_FAILED",
                "true, no, FAILED, FAILED",
                "true, power, -, DOUBTFUL",
                "true, power, IDLE, DOUBTFUL",
                "true, power, INSTALLING, DOUBTFUL",
                "true, power, INSTALLED, INSTALLED",
                "true, power, FAILED, FAILED",
                "true, update, -, INSTALLED",
                "true, update, INSTALLING, INSTALLED",
                "true, update, FAILED, FAILED",
                "true, version, -, INSTALLED",
                "true, version, INSTALLING, INSTALLED"
            })
    void followsFromWhatIsSeen(boolean accepted, String restart, FirmwareState told, Judgement expected) {
        Handover handover = new Handover(1, "3.0.0", BEFORE, accepted);
        FirmwareProgress last = told == null
                ? new FirmwareProgress(BEFORE, FirmwareState.FAILED, 0, "of an earlier update")
                : new FirmwareProgress(BEFORE.plusSeconds(1), told, 0, null);
        assertThat(Judgement.of(handover, cabinet(restart), last)).isEqualTo(expected);
        assertThat(Judgement.of(handover, null, last)).isEqualTo(Judgement.GOES_ON);
    }
}
