package io.karge.block.firmware;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.security.Secrets;
import io.karge.station.FirmwareUpdates;
import io.karge.station.FunctionalBlock;
import io.karge.station.LogSource;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.util.Optional;

/** The firmware updates of one station (L01). */
final class FirmwareBlock implements FunctionalBlock {
    private final StationContext context;
    private final Secrets secrets;
    private final StatusQueue statuses;
    private final Updates updates;
    private final Course course;
    private final UpdateRequests requests;

    FirmwareBlock(StationContext context, Secrets secrets) {
        this.context = context;
        this.secrets = secrets;
        this.statuses = new StatusQueue(context);
        this.updates = new Updates(context, statuses);
        this.course = new Course(context, updates, secrets);
        this.requests = new UpdateRequests(context, updates, course, secrets);
    }

    @Override
    public void start() {
        if (!context.product().supports("C-20")) {
            context.deviceModel()
                    .guard(
                            InstallWindow.NEW_SESSIONS,
                            value -> Boolean.parseBoolean(value)
                                    ? Optional.of("this station takes no new sessions while an update waits")
                                    : Optional.empty());
        }
        UpdatePort port = new UpdatePort(context, updates, course);
        context.offer(FirmwareUpdates.class, port);
        context.offer(LogSource.class, LogSource.diagnostics("firmware.json", port::report));
        updates.start(location -> secrets.resealed(Download.purpose(context.stationId()), location));
        course.start();
        if (context.lifeCycle().online()) {
            statuses.send();
        }
    }

    @Override
    public void close() {}

    @Override
    public void on(StationEvent event) {
        if (event instanceof StationEvent.Online) {
            context.after(Duration.ZERO, statuses::send); // the states of the connectors go first (B01, B04: scenario)
        } else {
            course.on(event);
        }
    }

    @Override
    public void alarm(String key) {
        if (key.equals(Updates.NEXT)) {
            course.due();
        }
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (!(request instanceof UpdateFirmwareRequest update)) {
            throw new IllegalArgumentException("firmware does not answer " + request.action());
        }
        requests.answer(update, responder);
    }
}
