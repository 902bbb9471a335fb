package io.karge.block.firmware;

import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.security.Secrets;
import io.karge.station.StationContext;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferProgress;
import io.karge.station.TrustStore;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the image: not before its time, again after a failure, and from where it stopped when the station restarts in the
 * middle. While a vehicle charges only where the product can (AQ-7).
 */
final class Download {
    /** More than any image has. */
    static final long MOST_OCTETS = 4L << 30;

    /** Where the CSMS leaves it to the station. */
    static final int RETRIES = 3;

    static final Duration RETRY_INTERVAL = Duration.ofSeconds(30);

    /** What may go better by itself. */
    private static final Set<Cause> PASSING =
            EnumSet.of(Cause.UNREACHABLE, Cause.INTERRUPTED, Cause.SERVER_ERROR, Cause.WRONG_LENGTH);

    private final StationContext context;
    private final Updates updates;
    private final Images images;
    private final Secrets secrets;
    private final Occupation occupation;
    private final Runnable proceed;
    private @Nullable Cancellable transfer;
    private @Nullable TransferProgress progress;

    /** @param proceed has the update go on */
    Download(
            StationContext context,
            Updates updates,
            Images images,
            Secrets secrets,
            Occupation occupation,
            Runnable proceed) {
        this.context = context;
        this.updates = updates;
        this.images = images;
        this.secrets = secrets;
        this.occupation = occupation;
        this.proceed = proceed;
    }

    /** What the location is sealed for. */
    static String purpose(String stationId) {
        return "firmware " + stationId;
    }

    /** How far the transfer is; null while none runs. */
    @Nullable
    TransferProgress progress() {
        return progress;
    }

    void proceed(Update update) {
        boolean mayMove =
                !occupation.charges() || context.product().at("/answers/AQ-7").asBoolean(false);
        if (transfer != null) {
            if (!mayMove) {
                stop();
                updates.enter(update, FirmwareStatusEnumType.DownloadPaused, "a vehicle charges");
            }
            return;
        }
        Instant due = due(update);
        if (context.clock().now().isBefore(due)) {
            updates.wakeAt(due);
            updates.enter(update, FirmwareStatusEnumType.DownloadScheduled, update.why());
        } else if (!mayMove) {
            updates.enter(
                    update,
                    update.status() == FirmwareStatusEnumType.Downloading
                            ? FirmwareStatusEnumType.DownloadPaused
                            : waiting(update),
                    "a vehicle charges");
        } else {
            begin(updates.enter(update, FirmwareStatusEnumType.Downloading, ""));
        }
    }

    private static FirmwareStatusEnumType waiting(Update update) {
        return update.status() == FirmwareStatusEnumType.DownloadPaused
                ? FirmwareStatusEnumType.DownloadPaused
                : FirmwareStatusEnumType.DownloadScheduled;
    }

    private static Instant due(Update update) {
        Instant again = update.retryAt();
        return again == null ? update.order().retrieveAt() : again;
    }

    private void begin(Update update) {
        String location;
        try {
            location =
                    secrets.unseal(purpose(context.stationId()), update.order().location());
        } catch (Secrets.UnreadableSecretException e) {
            updates.enter(
                    update,
                    FirmwareStatusEnumType.DownloadFailed,
                    "its location cannot be read any more: " + e.getMessage());
            return;
        }
        TransferOrder order = TransferOrder.get(
                location,
                images.path(update.image()),
                MOST_OCTETS,
                context.trustStore().roots(TrustStore.Use.CSMS)); // N01.FR.15 says it of logs
        transfer = context.fileTransfer().begin(order, moved -> progress = moved, this::ended);
    }

    private void ended(TransferOutcome outcome) {
        transfer = null;
        progress = null;
        updates.running().ifPresent(update -> {
            if (outcome instanceof TransferOutcome.Failed failed) {
                failed(update, failed);
            } else {
                updates.enter(update, FirmwareStatusEnumType.Downloaded, "");
            }
        });
        proceed.run();
    }

    /** The image was there, and is not any more: as if it had not come. */
    void lost(Update update, String why) {
        failed(update, new TransferOutcome.Failed(Cause.INTERRUPTED, why));
        proceed.run();
    }

    private void failed(Update update, TransferOutcome.Failed failed) {
        Order order = update.order();
        Integer wanted = order.retries();
        int retries = wanted != null ? wanted : PASSING.contains(failed.cause()) ? RETRIES : 0;
        if (failed.cause().isFinal() || update.failures() >= retries) {
            updates.enter(update.failedOnce(null), FirmwareStatusEnumType.DownloadFailed, failed.why()); // L01.FR.30
            return;
        }
        Integer seconds = order.retrySeconds();
        Duration pause = seconds == null ? RETRY_INTERVAL : Duration.ofSeconds(Math.max(0, seconds));
        Instant again = context.clock().now().plus(pause);
        Update waits = updates.store(update.failedOnce(again));
        if (!pause.isZero()) {
            updates.wakeAt(again);
            updates.enter(waits, FirmwareStatusEnumType.DownloadScheduled, "it is tried again: " + failed.why());
        }
    }

    /** What has come stays; it is gone on with later. */
    void stop() {
        Cancellable running = transfer;
        transfer = null;
        progress = null;
        if (running != null) {
            running.cancel();
        }
    }
}
