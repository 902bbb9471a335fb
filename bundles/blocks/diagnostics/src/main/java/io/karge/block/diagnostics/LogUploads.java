package io.karge.block.diagnostics;

import io.karge.ocpp.messages.GetLogRequest;
import io.karge.ocpp.messages.GetLogResponse;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.LogStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.UploadLogStatusEnumType;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.TransferLocation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads logs for the CSMS (N01), one at a time: a second request calls the first one off (N01.FR.12, C-57). An upload does not
 * survive a restart of the station: it is reported as failed then, so that no password of a location has to be stored.
 */
final class LogUploads {
    private static final Logger LOG = LoggerFactory.getLogger(LogUploads.class);
    private static final String UNFINISHED = "upload";
    private static final int LONGEST_NAME = 255;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StationContext context;
    private final Archives archives;
    private final LogStatusQueue statuses;
    private @Nullable LogUpload running;

    /** The upload that runs, as it is stored. */
    record Unfinished(int requestId) {}

    LogUploads(StationContext context, Archives archives) {
        this.context = context;
        this.archives = archives;
        this.statuses = new LogStatusQueue(context);
    }

    /** Reports what a restart has interrupted. */
    void start() {
        context.state().get(UNFINISHED, Unfinished.class).ifPresent(unfinished -> {
            LOG.warn(
                    "station={} the log upload requestId={} was interrupted by a restart; it can be asked for again",
                    context.stationId(),
                    unfinished.requestId());
            context.state().remove(UNFINISHED);
            statuses.add(UploadLogStatusEnumType.UploadFailure, unfinished.requestId());
        });
        statuses.begin();
    }

    void get(GetLogRequest request, Responder responder) {
        Archives.Wanted wanted = new Archives.Wanted(
                request.logType(),
                Optional.ofNullable(request.log().oldestTimestamp()),
                Optional.ofNullable(request.log().latestTimestamp()));
        Optional<StatusInfoType> refusal = refusal(request, wanted);
        if (refusal.isPresent()) {
            LOG.warn(
                    "station={} GetLog requestId={} is rejected: {}",
                    context.stationId(),
                    request.requestId(),
                    refusal.get().additionalInfo());
            responder.answer(GetLogResponse.of(LogStatusEnumType.Rejected).withStatusInfo(refusal.get()));
            return;
        }
        String fileName = fileName(request);
        LogUpload before = running;
        LogStatusEnumType status = before == null ? LogStatusEnumType.Accepted : LogStatusEnumType.AcceptedCanceled;
        responder.answer(GetLogResponse.of(status).withFilename(fileName));
        if (before != null) {
            before.cancel(); // N01.FR.12, FR.20
        }
        context.state().put(UNFINISHED, new Unfinished(request.requestId()));
        LogUpload upload = new LogUpload(context, archives, request, fileName, statuses, this::ended);
        running = upload;
        upload.begin(wanted);
    }

    private void ended() {
        running = null;
        context.state().remove(UNFINISHED);
    }

    private Optional<StatusInfoType> refusal(GetLogRequest request, Archives.Wanted wanted) {
        Instant oldest = request.log().oldestTimestamp();
        Instant latest = request.log().latestTimestamp();
        if (oldest != null && latest != null && oldest.isAfter(latest)) {
            return Optional.of(StatusInfoType.because(
                    "InvalidValue", "oldestTimestamp " + oldest + " is later than latestTimestamp " + latest));
        } else if (archives.areEmpty(wanted)) {
            return Optional.of(StatusInfoType.because(
                    "NotFound", "the station has no " + request.logType().wire())); // N01.FR.05
        }
        return TransferLocation.refusal(request.log().remoteLocation(), context.deviceModel())
                .map(why -> StatusInfoType.because("InvalidURL", why));
    }

    /** Tells station, log and time, and is the name of one file only. */
    private String fileName(GetLogRequest request) {
        String log = request.logType() == LogEnumType.SecurityLog ? "security" : "diagnostics";
        String rest = "-" + log + "-" + TIME.format(context.clock().now()) + "-" + request.requestId() + ".zip";
        String station = context.stationId().replaceAll("[^A-Za-z0-9._-]", "_");
        return station.substring(0, Math.min(station.length(), LONGEST_NAME - rest.length())) + rest;
    }
}
