package io.karge.block.firmware;

import io.karge.driver.CabinetState;
import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.station.HardwareView;
import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the hardware install a verified image, and follows what it shows of that until the new firmware runs or the
 * installation has failed (L01.FR.05, L01.FR.28, L01.FR.29, L01.FR.32). An interrupted one is picked up by what the hardware
 * shows then: {@link Judgement}.
 */
final class Installation {
    /** How long the hardware may say nothing while it installs. */
    static final Duration SILENCE = Duration.ofMinutes(60);
    /** How long it may take to restart with what it has installed. */
    static final Duration RESTART = Duration.ofMinutes(10);
    /** How long what it shows first, after it was away, is looked at before it is asked for anything. */
    static final Duration SETTLING = Duration.ofSeconds(10);
    /** How long hardware that has restarted may say nothing of what became of the installation. */
    static final Duration DOUBT = Duration.ofMinutes(2);

    private final StationContext context;
    private final Updates updates;
    private final Images images;
    private final Runnable proceed;
    private boolean asked;
    private @Nullable Cancellable timer;

    /** @param proceed has the update go on */
    Installation(StationContext context, Updates updates, Images images, Runnable proceed) {
        this.context = context;
        this.updates = updates;
        this.images = images;
        this.proceed = proceed;
    }

    /** Nothing is in the way: the hardware is there and nobody is busy. */
    void begin(Update update) {
        CabinetState cabinet = context.hardware().cabinet().orElseThrow();
        Handover handover = Handover.to(cabinet, context.hardware().firmware().orElse(null));
        Update begun = updates.enter(update.handedOver(handover), FirmwareStatusEnumType.Installing, "");
        updates.wakeAt(context.clock().now().plus(SILENCE));
        handOver(begun);
    }

    private void handOver(Update update) {
        asked = true;
        HardwareCommand install = new HardwareCommand.InstallFirmware(
                images.path(update.image()), Objects.requireNonNull(update.sha256(), "an image that was not verified"));
        context.command(install, this::answered);
    }

    private void answered(CommandResult result) {
        Optional<Update> installing = updates.running().filter(update -> !isTaken(update));
        installing.ifPresent(update -> {
            if (result instanceof CommandResult.Accepted) {
                take(update);
            } else if (result instanceof CommandResult.LinkDown) {
                asked = false; // and is asked again when it is back
            } else if (!(result instanceof CommandResult.TimedOut)) { // that it may have: it will show
                updates.enter(update, FirmwareStatusEnumType.InstallationFailed, result.text());
            }
        });
        proceed.run();
    }

    private static boolean isTaken(Update update) {
        Handover handover = update.handover();
        return handover != null && handover.accepted();
    }

    private Update take(Update update) {
        return updates.store(
                update.handedOver(Objects.requireNonNull(update.handover()).taken()));
    }

    /** The hardware told how far it is. */
    void told(Update update) {
        stopTimer();
        if (update.status() == FirmwareStatusEnumType.Installing) {
            updates.wakeAt(context.clock().now().plus(SILENCE));
        }
    }

    void proceed(Update update) {
        Handover handover = Objects.requireNonNull(update.handover(), "it was given to no hardware");
        Optional<FirmwareProgress> last = context.hardware().firmware();
        switch (Judgement.of(handover, cabinet(), last.orElse(null))) {
            case HAND_OVER -> handOverSoon();
            case TAKEN -> proceed(take(update));
            case RESTARTS -> restarts(update);
            case INSTALLED -> updates.enter(update, FirmwareStatusEnumType.Installed, "");
            case VERIFICATION_FAILED ->
                updates.enter(update, FirmwareStatusEnumType.InstallVerificationFailed, failure(last));
            case FAILED -> updates.enter(update, FirmwareStatusEnumType.InstallationFailed, failure(last));
            case ABANDONED ->
                updates.enter(
                        update,
                        FirmwareStatusEnumType.InstallationFailed,
                        "the hardware has given the installation up");
            case DOUBTFUL -> doubt();
            case GOES_ON -> {}
        }
    }

    private @Nullable CabinetState cabinet() {
        return context.hardware().status() == HardwareView.Status.UP
                ? context.hardware().cabinet().orElse(null)
                : null;
    }

    private static String failure(Optional<FirmwareProgress> last) {
        return "the hardware says: " + last.map(FirmwareProgress::failure).orElse("the installation failed");
    }

    /** The image was to be given to hardware, and nobody knows whether it was: a restart came between, or the link went. */
    private void handOverSoon() {
        if (!asked && timer == null) {
            timer = context.after(SETTLING, () -> {
                timer = null;
                updates.running().filter(Update::isInstalling).ifPresent(update -> {
                    Handover handover = Objects.requireNonNull(update.handover());
                    FirmwareProgress last = context.hardware().firmware().orElse(null);
                    if (!asked && Judgement.of(handover, cabinet(), last) == Judgement.HAND_OVER) {
                        handOver(update);
                    }
                });
            });
        }
    }

    private void restarts(Update update) {
        if (update.status() == FirmwareStatusEnumType.Installing) {
            context.lifeCycle().intend(BootReasonEnumType.FirmwareUpdate);
            updates.enter(update, FirmwareStatusEnumType.InstallRebooting, ""); // L01.FR.32 (a)
            updates.wakeAt(context.clock().now().plus(RESTART));
        }
    }

    private void doubt() {
        if (timer == null) {
            timer = context.after(DOUBT, () -> {
                timer = null;
                updates.running()
                        .filter(Update::isInstalling)
                        .ifPresent(update -> updates.enter(
                                update,
                                FirmwareStatusEnumType.InstallationFailed,
                                "the hardware restarted in the middle and does not say what became of it"));
                proceed.run();
            });
        }
    }

    /** The time that it may take is over. */
    void overdue(Update update) {
        boolean there = cabinet() != null;
        if (update.status() == FirmwareStatusEnumType.InstallRebooting && there) {
            // It says that it is installed, and needs no restart that could be seen: the station begins anew all the
            // same.
            updates.enter(update, FirmwareStatusEnumType.Installed, "");
            context.lifeCycle().restart(BootReasonEnumType.FirmwareUpdate);
        } else {
            updates.enter(
                    update,
                    FirmwareStatusEnumType.InstallationFailed,
                    there
                            ? "the hardware has said nothing for " + SILENCE.toMinutes() + " min"
                            : "the hardware has not come back");
        }
    }

    void stopTimer() {
        Cancellable running = timer;
        timer = null;
        if (running != null) {
            running.cancel();
        }
    }
}
