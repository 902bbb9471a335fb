package io.karge.block.diagnostics;

import io.karge.ocpp.messages.GetLogRequest;
import io.karge.ocpp.types.UploadLogStatusEnumType;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.LogArchives.Archive;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TrustStore;
import io.karge.time.TimeSource.Cancellable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload: makes the archive, then tries to move it, as often as the CSMS wants. Of each attempt it tells the CSMS Uploading
 * and how it ended (N01.FR.08 to FR.10). The attempts begin retryInterval apart; one that takes longer than that is followed
 * by the next at once.
 */
final class LogUpload {
    /** What is up to the station where the request does not say it (Part 3, GetLogRequest). */
    static final int RETRIES = 3;

    static final Duration RETRY_INTERVAL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(LogUpload.class);

    private final StationContext context;
    private final Archives archives;
    private final GetLogRequest request;
    private final String fileName;
    private final LogStatusQueue statuses;
    private final Runnable ended;
    private final Hold busy;
    private Cancellable archive = () -> {};
    private Cancellable step = () -> {};
    private int attempts;

    LogUpload(
            StationContext context,
            Archives archives,
            GetLogRequest request,
            String fileName,
            LogStatusQueue statuses,
            Runnable ended) {
        this.context = context;
        this.archives = archives;
        this.request = request;
        this.fileName = fileName;
        this.statuses = statuses;
        this.ended = ended;
        this.busy = context.hold(0, "a log is uploaded for the CSMS", Set.of(HoldEffect.KEEPS_BUSY));
    }

    void begin(Archives.Wanted wanted) {
        archive = archives.make(fileName, wanted, this::made);
    }

    /** Another upload takes its place. */
    void cancel() {
        LOG.info("station={} requestId={} event=log-upload-canceled", context.stationId(), request.requestId());
        end();
        tell(UploadLogStatusEnumType.AcceptedCanceled);
    }

    private void made(Reply<Archive> reply) {
        if (reply instanceof Reply.Answered<Archive> made) {
            attempt(made.result().file());
        } else {
            failed(
                    UploadLogStatusEnumType.UploadFailure,
                    "the archive cannot be made: " + ((Reply.Failed<Archive>) reply).why());
            end();
        }
    }

    private void attempt(Path file) {
        attempts++;
        Instant begun = context.clock().now();
        TransferOrder order = TransferOrder.put(
                RemoteLocation.of(request.log().remoteLocation(), fileName),
                file,
                context.trustStore().roots(TrustStore.Use.CSMS)); // N01.FR.15
        LOG.info(
                "station={} requestId={} event=log-upload attempt={} to={}",
                context.stationId(),
                request.requestId(),
                attempts,
                order.shown());
        tell(UploadLogStatusEnumType.Uploading);
        step = context.fileTransfer().begin(order, progress -> {}, outcome -> ended(file, begun, outcome));
    }

    private void ended(Path file, Instant begun, TransferOutcome outcome) {
        if (outcome instanceof TransferOutcome.Failed failed) {
            failed(status(failed.cause()), failed.why());
            if (attempts > retries() || failed.cause().isFinal()) {
                end();
            } else {
                step = context.after(untilNext(begun), () -> attempt(file));
            }
            return;
        }
        LOG.info(
                "station={} requestId={} event=log-uploaded octets={}",
                context.stationId(),
                request.requestId(),
                ((TransferOutcome.Moved) outcome).octets());
        tell(UploadLogStatusEnumType.Uploaded);
        end();
    }

    private void failed(UploadLogStatusEnumType status, String why) {
        LOG.warn(
                "station={} requestId={} event=log-upload-failed status={} why=\"{}\"",
                context.stationId(),
                request.requestId(),
                status,
                why);
        tell(status);
    }

    /** What the standard calls it (N01.FR.10). */
    static UploadLogStatusEnumType status(TransferOutcome.Cause cause) {
        return switch (cause) {
            case BAD_LOCATION -> UploadLogStatusEnumType.BadMessage;
            case UNSUPPORTED_SCHEME -> UploadLogStatusEnumType.NotSupportedOperation;
            case PERMISSION_DENIED, FORBIDDEN_ADDRESS -> UploadLogStatusEnumType.PermissionDenied;
            default -> UploadLogStatusEnumType.UploadFailure;
        };
    }

    private int retries() {
        Integer wanted = request.retries();
        return wanted == null ? RETRIES : Math.max(0, wanted);
    }

    /** The clock may have been set meanwhile: never longer than the interval. */
    private Duration untilNext(Instant begun) {
        @Nullable Integer wanted = request.retryInterval();
        Duration interval = wanted == null ? RETRY_INTERVAL : Duration.ofSeconds(Math.max(0, wanted));
        Duration left = interval.minus(Duration.between(begun, context.clock().now()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(interval) > 0 ? interval : left;
    }

    private void tell(UploadLogStatusEnumType status) {
        statuses.add(status, request.requestId());
    }

    private void end() {
        step.cancel();
        archive.cancel();
        busy.release();
        ended.run();
    }
}
