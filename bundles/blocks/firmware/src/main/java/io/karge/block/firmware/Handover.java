package io.karge.block.firmware;

import io.karge.driver.CabinetState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the hardware was when it was given an image.
 *
 * @param told when it had told last of an installation: what it tells again is of an earlier one; null when it had not
 * @param accepted whether it is known to have taken the image
 */
record Handover(
        long bootCounter, String firmwareVersion, @Nullable Instant told, boolean accepted) {

    static Handover to(CabinetState cabinet, @Nullable FirmwareProgress last) {
        return new Handover(cabinet.bootCounter(), cabinet.firmwareVersion(), last == null ? null : last.at(), false);
    }

    Handover taken() {
        return new Handover(bootCounter, firmwareVersion, told, true);
    }
}
