package io.karge.block.firmware;

import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.station.StationContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest update of a station: stored at each step, told at each state that it enters. On the loop only. */
final class Updates {
    /** What is due next is one thing at a time. */
    static final String NEXT = "next";

    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);
    private static final String STORED = "update";
    private static final String PROBLEM = "firmware";

    private final StationContext context;
    private final StatusQueue statuses;
    private @Nullable Update latest;
    private @Nullable Instant wakesAt;

    Updates(StationContext context, StatusQueue statuses) {
        this.context = context;
        this.statuses = statuses;
    }

    /**
     * Picks up what is stored.
     *
     * @param resealed gives a sealed location as it is to be stored from now on, if that is another
     */
    void start(Function<String, Optional<String>> resealed) {
        latest = context.state().get(STORED, Update.class).orElse(null);
        latest().ifPresent(update ->
                resealed.apply(update.order().location()).ifPresent(anew -> store(update.sealedAs(anew))));
        tellPeople();
    }

    /** The latest, which may be over. */
    Optional<Update> latest() {
        return Optional.ofNullable(latest);
    }

    Optional<Update> running() {
        return latest().filter(update -> !update.isOver());
    }

    /** When something is due next; empty when only what happens has the running one go on, and when none runs. */
    Optional<Instant> next() {
        return running().map(update -> wakesAt);
    }

    /** Begins with nothing told yet. */
    Update begin(Order order) {
        Update begun = Update.of(
                order, "image-" + UUID.randomUUID() + ".bin", context.clock().now());
        store(begun);
        return begun;
    }

    /** The running one is called off: nothing more is told of it. */
    void cancel(Update update) {
        statuses.withdraw(update.order().requestId());
        wakeNever();
    }

    /** Has the update looked at again then; without effect when it is to be already. */
    void wakeAt(Instant due) {
        if (!due.equals(wakesAt)) {
            wakesAt = due;
            context.alarm(NEXT, due);
        }
    }

    /** Only what happens has the update looked at again. */
    void wakeNever() {
        wakesAt = null;
        context.cancelAlarm(NEXT);
    }

    /** What {@link #wakeAt} asked for has come. */
    void awake() {
        wakesAt = null;
    }

    /** Stores what changed without a new state. */
    Update store(Update update) {
        latest = update;
        context.state().put(STORED, update);
        return update;
    }

    /** Enters a state and tells of it; without effect when it is in it. */
    Update enter(Update update, FirmwareStatusEnumType status, String why) {
        if (update.status() == status) {
            return update;
        }
        int requestId = update.order().requestId();
        LOG.info(
                "station={} firmware requestId={} status={}{}",
                context.stationId(),
                requestId,
                status.wire(),
                why.isEmpty() ? "" : ": " + why);
        Update entered = store(update.entering(status, context.clock().now(), why));
        statuses.add(requestId, status, what(update));
        if (entered.isOver()) {
            wakeNever();
        }
        tellPeople();
        return entered;
    }

    private String what(Update update) {
        String version = context.hardware()
                .cabinet()
                .map(cabinet -> ", version " + cabinet.firmwareVersion())
                .orElse("");
        return "from " + update.order().shown() + version;
    }

    private void tellPeople() {
        Update now = latest;
        if (now != null && now.hasFailed() && now.status() != null) {
            context.problems()
                    .raise(
                            PROBLEM,
                            "The firmware was not updated: " + now.status().wire(),
                            "the update from " + now.order().shown() + " (requestId "
                                    + now.order().requestId() + "): " + now.why(),
                            "The station goes on with the firmware it has. See to the cause, and have the CSMS send the update again");
        } else {
            context.problems().clear(PROBLEM);
        }
    }
}
