package io.karge.block.firmware;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be said of an installation by what the hardware shows, however much of it was missed. Pure. */
enum Judgement {
    /** Nobody knows yet whether the hardware has the image. */
    HAND_OVER,
    /** It shows that it has. */
    TAKEN,
    /** It is at it, or cannot be asked. */
    GOES_ON,
    /** It is done, and has to restart. */
    RESTARTS,
    INSTALLED,
    VERIFICATION_FAILED,
    FAILED,
    /** It has forgotten what it did. */
    ABANDONED,
    /** It has restarted, and has not said yet what became of it. */
    DOUBTFUL;

    private static final Set<FirmwareState> AT_IT =
            EnumSet.of(FirmwareState.RECEIVING, FirmwareState.VERIFIED, FirmwareState.INSTALLING);

    /**
     * @param cabinet null when it cannot be seen now
     * @param last what it told last of an installation, whichever; null when nothing
     */
    static Judgement of(Handover handover, @Nullable CabinetState cabinet, @Nullable FirmwareProgress last) {
        if (cabinet == null) {
            return GOES_ON;
        }
        boolean restarted = cabinet.bootCounter() != handover.bootCounter();
        boolean updated = restarted && cabinet.bootReason() == BootReason.FIRMWARE_UPDATE;
        FirmwareState state = last == null || last.at().equals(handover.told()) ? null : last.state();
        if (!handover.accepted()) {
            if (updated) {
                return INSTALLED;
            }
            return AT_IT.contains(state) ? TAKEN : HAND_OVER; // anything else may be of an earlier update
        } else if (state == FirmwareState.VERIFICATION_FAILED) {
            return VERIFICATION_FAILED;
        } else if (state == FirmwareState.FAILED) {
            return FAILED;
        } else if (updated || (restarted && !cabinet.firmwareVersion().equals(handover.firmwareVersion()))) {
            return INSTALLED;
        } else if (state == FirmwareState.INSTALLED) {
            return restarted ? INSTALLED : RESTARTS;
        } else if (AT_IT.contains(state)) {
            return restarted ? DOUBTFUL : GOES_ON;
        } else if (restarted) {
            return DOUBTFUL;
        }
        return state == FirmwareState.IDLE ? ABANDONED : GOES_ON;
    }
}
