package io.karge.block.provisioning;

import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import io.karge.station.TriggerDecision;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the station known to the CSMS until it is accepted (B01, B02, B03). */
final class Registration {
    /** How long to wait where the CSMS does not say: seldom enough not to flood it (B02.FR.07, B03.FR.05). */
    static final Duration OWN_INTERVAL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final StationContext context;
    private final RegistrationProblems problems;
    private Duration interval = OWN_INTERVAL;
    private boolean open;
    private @Nullable Cancellable waiting;

    Registration(StationContext context) {
        this.context = context;
        this.problems = new RegistrationProblems(context);
    }

    /** The block may have come into a station that has been answered before; the interval is not known then. */
    void start() {
        if (accepted()) {
            return;
        }
        if (answered()) {
            context.lifeCycle().registration().ifPresent(problems::found);
            waitFor(OWN_INTERVAL);
        } else {
            notifyBoot();
        }
    }

    /**
     * The connection is there. Not before the interval has passed that the CSMS gave with Pending or Rejected, whatever
     * the connection did in between (B02.FR.04, B03.FR.02).
     */
    void connected(boolean bootRequired) {
        if (accepted() ? bootRequired : waiting == null || !answered()) {
            notifyBoot();
        }
    }

    /** HeartbeatInterval has been set: whatever interval the CSMS gave before does not matter any more. */
    void heartbeatIntervalSet() {
        problems.intervalSettled();
    }

    /** The CSMS wants a BootNotification (F06): not from a station that it has accepted (F06.FR.17). */
    TriggerDecision trigger() {
        if (accepted()) {
            return new TriggerDecision.Rejected("InvalidMessageSeq", "the station has been accepted");
        } else if (open) {
            return new TriggerDecision.Rejected("InvalidMessageSeq", "one has not been answered yet");
        }
        return new TriggerDecision.Accepted(() -> notifyBoot(BootReasonEnumType.Triggered));
    }

    private void notifyBoot() {
        notifyBoot(context.lifeCycle().bootReason());
    }

    private void notifyBoot(BootReasonEnumType reason) {
        stopWaiting();
        if (open || !context.lifeCycle().connected()) {
            return; // The next connection asks again.
        }
        open = true;
        context.call(
                BootNotificationRequest.of(reason, Identity.of(context)),
                BootNotificationResponse.class,
                CallPermission.BOOT,
                this::replied);
    }

    private void replied(CallReply<BootNotificationResponse> reply) {
        open = false;
        if (reply instanceof CallReply.Answered<BootNotificationResponse> answered) {
            answered(answered.response());
        } else {
            problems.notAnswered(reply, interval);
            waitFor(interval);
        }
    }

    private void answered(BootNotificationResponse response) {
        RegistrationStatusEnumType status = response.status();
        LOG.info("station={} registration={} interval={}s", context.stationId(), status, response.interval());
        Clock.told(context, response.currentTime());
        interval = OWN_INTERVAL;
        if (status == RegistrationStatusEnumType.Accepted) {
            problems.interval(response, Heartbeats.interval(context));
            if (response.interval() > 0) { // B01.FR.04
                context.deviceModel().publish(Heartbeats.INTERVAL, Integer.toString(response.interval()));
            }
        } else {
            problems.interval(response, interval);
            if (response.interval() > 0) {
                interval = Duration.ofSeconds(response.interval());
            }
            waitFor(interval);
        }
        problems.answered(response, interval);
        context.lifeCycle().registered(status);
    }

    private void waitFor(Duration delay) {
        stopWaiting();
        waiting = context.after(delay, this::notifyBoot);
    }

    private void stopWaiting() {
        Cancellable timer = waiting;
        if (timer != null) {
            timer.cancel();
            waiting = null;
        }
    }

    private boolean answered() {
        return context.lifeCycle().registration().isPresent();
    }

    private boolean accepted() {
        return context.lifeCycle()
                .registration()
                .filter(RegistrationStatusEnumType.Accepted::equals)
                .isPresent();
    }
}
