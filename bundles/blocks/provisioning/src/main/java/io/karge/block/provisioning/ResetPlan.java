package io.karge.block.provisioning;

import io.karge.ocpp.types.BootReasonEnumType;
import java.util.List;

/**
 * A reset that the CSMS was promised, stored until the station boots.
 *
 * @param scheduled whether it was answered Scheduled: it waits for the transactions
 * @param withdrawn the EVSEs that were free when it was scheduled
 */
record ResetPlan(boolean scheduled, List<Integer> withdrawn) {
    ResetPlan {
        withdrawn = List.copyOf(withdrawn);
    }

    BootReasonEnumType bootReason() {
        return scheduled ? BootReasonEnumType.ScheduledReset : BootReasonEnumType.RemoteReset;
    }
}
