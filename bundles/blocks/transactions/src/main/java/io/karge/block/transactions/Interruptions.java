package io.karge.block.transactions;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import java.util.Optional;

/**
 * What a restart means for the transactions that were running. The standard lets a transaction go on after a restart
 * (B01, scenario step 5): while the vehicle is there and no stop point is reached the station allows the energy again.
 * Where the restart did end the transaction (the vehicle left meanwhile, or TxStopPoint has EnergyTransfer) the
 * stoppedReason says which kind of restart it was (ReasonEnumType).
 */
final class Interruptions {
    private Interruptions() {}

    static Optional<ReasonEnumType> of(BootReasonEnumType bootReason) {
        return switch (bootReason) {
            case PowerUp -> Optional.of(ReasonEnumType.PowerLoss);
            case RemoteReset -> Optional.of(ReasonEnumType.ImmediateReset);
            case Watchdog, LocalReset, ScheduledReset, FirmwareUpdate -> Optional.of(ReasonEnumType.Reboot);
            // The cabinet went on without the gateway: the energy was not interrupted.
            case ApplicationReset, Triggered, Unknown -> Optional.empty();
        };
    }
}
