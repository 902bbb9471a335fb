package io.karge.block.firmware;

import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.station.FirmwareUpdates;
import io.karge.station.StationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people see of updates. On the loop only. */
final class UpdatePort implements FirmwareUpdates {
    private final StationContext context;
    private final Updates updates;
    private final Course course;

    /**
     * What a log archive tells.
     *
     * @param hardware what the cabinet told last of an installation; null when it told nothing
     */
    record Report(
            FirmwareUpdates.@Nullable FirmwareUpdate latest,
            @Nullable FirmwareProgress hardware) {}

    UpdatePort(StationContext context, Updates updates, Course course) {
        this.context = context;
        this.updates = updates;
        this.course = course;
    }

    @Override
    public Optional<FirmwareUpdates.FirmwareUpdate> latest() {
        return updates.latest().map(this::shown);
    }

    Report report() {
        return new Report(latest().orElse(null), context.hardware().firmware().orElse(null));
    }

    private FirmwareUpdates.FirmwareUpdate shown(Update update) {
        Order order = update.order();
        FirmwareStatusEnumType status = update.status();
        return new FirmwareUpdates.FirmwareUpdate(
                order.requestId(),
                order.shown(),
                (status == null ? FirmwareStatusEnumType.Idle : status).wire(),
                update.since(),
                !update.isOver(),
                order.retrieveAt(),
                order.installAt(),
                update.failures(),
                updates.next().orElse(null),
                update.isOver() ? null : course.progress(),
                update.isInstalling()
                        ? context.hardware()
                                .firmware()
                                .map(FirmwareProgress::percent)
                                .orElse(null)
                        : null,
                update.why());
    }
}
