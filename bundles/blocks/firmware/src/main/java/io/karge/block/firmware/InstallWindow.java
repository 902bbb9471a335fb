package io.karge.block.firmware;

import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.station.HardwareView;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the moment at which a verified image may be installed: its date (L01.FR.16), the end of all transactions
 * (L01.FR.06), and the cables, for which it waits a while. Meanwhile what is free becomes Unavailable, unless new sessions
 * are allowed (L01.FR.07).
 */
final class InstallWindow {
    static final VariableKey NEW_SESSIONS = VariableKey.of("ChargingStation", "AllowNewSessionsPendingFirmwareUpdate");
    /** How long a vehicle that does not charge may keep its cable. */
    static final Duration CABLES = Duration.ofMinutes(10);

    private final StationContext context;
    private final Updates updates;
    private final UpdateHold hold;
    private final Occupation occupation;

    InstallWindow(StationContext context, Updates updates, UpdateHold hold, Occupation occupation) {
        this.context = context;
        this.updates = updates;
        this.hold = hold;
        this.occupation = occupation;
    }

    /** Whether it is there. */
    boolean isOpen(Update update) {
        Instant now = context.clock().now();
        Instant wanted = update.order().installAt();
        if (wanted != null && now.isBefore(wanted)) {
            hold.set(UpdateHold.Level.NOTHING);
            wait(update, wanted, "it is to be installed at " + wanted);
            return false;
        }
        hold.set(allowsSessions() ? UpdateHold.Level.NOTHING : UpdateHold.Level.SESSIONS);
        if (occupation.isBusy()) {
            wait(
                    update.unplugBy() == null ? update : updates.store(update.waitingForCables(null)),
                    null,
                    "it waits for the transactions to end");
            return false;
        } else if (occupation.isPluggedIn()) {
            return cablesHadTheirTime(update, now) && isReachable(update);
        }
        return isReachable(update);
    }

    private boolean allowsSessions() {
        return context.deviceModel().bool(NEW_SESSIONS, false);
    }

    private boolean cablesHadTheirTime(Update update, Instant now) {
        Instant until = update.unplugBy();
        if (until == null) {
            until = now.plus(CABLES);
            updates.store(update.waitingForCables(until));
        }
        if (!now.isBefore(until)) {
            return true;
        }
        wait(updates.latest().orElse(update), until, "it waits for cables to be pulled, until " + until + " at most");
        return false;
    }

    private boolean isReachable(Update update) {
        boolean there = context.hardware().status() == HardwareView.Status.UP
                && context.hardware().cabinet().isPresent();
        if (!there) {
            wait(updates.latest().orElse(update), null, "it waits for the hardware, which cannot be reached");
        }
        return there;
    }

    /** @param until null when something that happens ends it */
    private void wait(Update update, @Nullable Instant until, String why) {
        if (until == null) {
            updates.wakeNever();
        } else {
            updates.wakeAt(until);
        }
        if (update.status() == FirmwareStatusEnumType.InstallScheduled
                && !update.why().equals(why)) {
            updates.store(update.entering(FirmwareStatusEnumType.InstallScheduled, update.since(), why));
        } else {
            updates.enter(update, FirmwareStatusEnumType.InstallScheduled, why);
        }
    }
}
