package io.karge.block.firmware;

import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.security.Secrets;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TransferProgress;
import org.jspecify.annotations.Nullable;

/**
 * The course of an update from the answer to the CSMS to its end. What has to be done next follows from its stored state
 * and from how things are, never from what happened before: so it goes on by itself after a restart in any state.
 */
final class Course {
    private final Updates updates;
    private final UpdateHold hold;
    private final Images images;
    private final Download download;
    private final Verification verification;
    private final InstallWindow window;
    private final Installation installation;
    private boolean ready;
    private boolean due;
    private boolean busy;
    /** Whether there was something to do since the last end. */
    private boolean open;

    Course(StationContext context, Updates updates, Secrets secrets) {
        this.updates = updates;
        this.hold = new UpdateHold(context);
        this.images = new Images(context);
        Occupation occupation = new Occupation(context);
        this.download = new Download(context, updates, images, secrets, occupation, this::proceed);
        this.verification = new Verification(context, updates, images, download::lost, this::proceed);
        this.window = new InstallWindow(context, updates, hold, occupation);
        this.installation = new Installation(context, updates, images, this::proceed);
    }

    /**
     * Goes on with what is stored, as soon as it is known which files there are. What became of an installation the hardware
     * shows: that waits for no disk, so that a station that comes back with new firmware is available when it says so.
     */
    void start() {
        ready = updates.running().filter(Update::isInstalling).isPresent();
        String image = updates.running().map(Update::image).orElse(null);
        images.tidy(image, there -> {
            ready = true;
            updates.running()
                    .filter(update -> update.hasImage() && !there)
                    .ifPresent(update -> download.lost(update, "the image is not there any more"));
            if (due) {
                due();
            }
            proceed();
        });
        proceed();
    }

    /** A new one begins. */
    void begin(Order order) {
        Update begun = updates.begin(order);
        ready = true;
        images.tidy(begun.image(), there -> {});
        proceed();
    }

    /** The running one is called off, which its state allows. */
    void cancel(Update update) {
        download.stop();
        verification.stop();
        updates.cancel(update);
        hold.set(UpdateHold.Level.NOTHING);
    }

    /** Something happened that may be what the update waits for. */
    void on(StationEvent event) {
        if (event instanceof StationEvent.Hardware hardware && hardware.event() instanceof FirmwareProgress) {
            updates.running().filter(Update::isInstalling).ifPresent(installation::told);
            proceed();
        } else if (event instanceof StationEvent.TransactionChanged
                || event instanceof StationEvent.HoldsChanged
                || event instanceof StationEvent.EvseChanged
                || event instanceof StationEvent.HardwareReturned
                || event instanceof StationEvent.VariableChanged
                || event instanceof StationEvent.Booted) {
            proceed();
        }
    }

    /** A moment has come that the update waits for. */
    void due() {
        updates.awake();
        due = !ready;
        if (ready) {
            updates.running().filter(Update::isInstalling).ifPresent(installation::overdue);
            proceed();
        }
    }

    /** How far the download is; null while none runs. */
    @Nullable
    TransferProgress progress() {
        return download.progress();
    }

    /** Until nothing changes any more. */
    private void proceed() {
        if (!ready || busy) {
            return;
        }
        busy = true;
        try {
            Update before;
            do {
                before = updates.running().orElse(null);
                if (before != null) {
                    open = true;
                    next(before);
                }
            } while (before != null && !before.equals(updates.latest().orElse(null)));
        } finally {
            busy = false;
        }
        if (open && updates.running().isEmpty()) {
            end();
        }
    }

    private void next(Update update) {
        FirmwareStatusEnumType status = update.status();
        if (update.isInstalling()) {
            hold.set(UpdateHold.Level.ALL);
            installation.proceed(update);
        } else if (status == FirmwareStatusEnumType.Downloaded) {
            verification.proceed(update);
        } else if (update.hasImage()) {
            if (window.isOpen(update)) {
                hold.set(UpdateHold.Level.ALL);
                installation.begin(updates.running().orElse(update));
            }
        } else {
            hold.set(UpdateHold.Level.NOTHING);
            download.proceed(update);
        }
    }

    /** Nothing of it stays behind. */
    private void end() {
        open = false;
        hold.set(UpdateHold.Level.NOTHING);
        installation.stopTimer();
        images.tidy(null, there -> {});
    }
}
