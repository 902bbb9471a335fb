package io.karge.runtime.internal;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.ocpp.types.BootReasonEnumType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a station remembers of its boots. Immutable; the decision why it boots is here and nowhere else.
 *
 * @param counter the cabinet's boot counter when it was last seen, null when it never was
 * @param intent why we ourselves are about to restart, null when we are not
 * @param unreported why the station booted, until the CSMS has accepted it, then null
 * @param bootedBefore whether the station has ever booted
 */
record BootMemory(
        @Nullable Long counter,
        @Nullable BootReasonEnumType intent,
        @Nullable BootReasonEnumType unreported,
        boolean bootedBefore) {

    /** A station that has never booted. */
    static final BootMemory NONE = new BootMemory(null, null, null, false);

    /** Whether the cabinet has restarted since it was last seen. */
    boolean isReboot(CabinetState cabinet) {
        return counter != null && counter != cabinet.bootCounter();
    }

    /**
     * Why the station boots now: our own intent first, then the cabinet if its boot counter changed, then what the CSMS
     * has not heard yet; else only the gateway restarted. The first boot ever is a power-up.
     *
     * @param cabinet empty when the hardware is not there
     */
    BootReasonEnumType reason(Optional<CabinetState> cabinet) {
        if (intent != null) {
            return intent;
        }
        if (!bootedBefore) {
            return BootReasonEnumType.PowerUp;
        }
        if (cabinet.isPresent() && isReboot(cabinet.get())) {
            return reason(cabinet.get().bootReason());
        }
        return unreported != null ? unreported : BootReasonEnumType.ApplicationReset;
    }

    /** After the decision. */
    BootMemory booted(BootReasonEnumType reason, Optional<CabinetState> cabinet) {
        Long seen = cabinet.map(CabinetState::bootCounter).orElse(counter);
        return new BootMemory(seen, null, reason, true);
    }

    /** The cabinet's counter as it is now. */
    BootMemory seen(CabinetState cabinet) {
        return new BootMemory(cabinet.bootCounter(), intent, unreported, bootedBefore);
    }

    BootMemory intending(BootReasonEnumType reason) {
        return new BootMemory(counter, reason, unreported, bootedBefore);
    }

    /** The CSMS has accepted the station. */
    BootMemory reported() {
        return new BootMemory(counter, intent, null, bootedBefore);
    }

    /** A reset that we did not ask for was asked for at the cabinet. */
    private static BootReasonEnumType reason(BootReason cabinet) {
        return switch (cabinet) {
            case POWER_UP -> BootReasonEnumType.PowerUp;
            case WATCHDOG -> BootReasonEnumType.Watchdog;
            case REQUESTED_RESET -> BootReasonEnumType.LocalReset;
            case FIRMWARE_UPDATE -> BootReasonEnumType.FirmwareUpdate;
        };
    }
}
