package io.karge.block.provisioning;

import io.karge.failure.TimeWords;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.schema.UnicodeText;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells people why the CSMS has not accepted the station (B01 to B03), until it has. */
final class RegistrationProblems {
    private static final String REGISTRATION = "registration";
    private static final String INTERVAL = "interval";
    private static final int LONGEST_INFO = CallReply.LONGEST_QUOTE;

    private final StationContext context;

    RegistrationProblems(StationContext context) {
        this.context = context;
    }

    /** @param next when the station asks again */
    void answered(BootNotificationResponse response, Duration next) {
        status(response.status(), info(response.statusInfo()) + "; the station asks again in " + TimeWords.of(next));
    }

    /** The block came into a station that has been answered before. */
    void found(RegistrationStatusEnumType status) {
        status(status, "");
    }

    private void status(RegistrationStatusEnumType status, String more) {
        String why = "it answered BootNotification with " + status.wire() + more;
        switch (status) {
            case Accepted -> context.problems().clear(REGISTRATION);
            case Pending ->
                raise(
                        "The CSMS leaves the station pending",
                        why,
                        "Accept the station in the CSMS; until then it sends nothing but what the CSMS asks for");
            case Rejected ->
                raise(
                        "The CSMS rejects the station",
                        why,
                        "Make the station known to the CSMS as " + context.stationId()
                                + ", with its vendor, model and serial number; then the station goes online by itself");
        }
    }

    private static String info(@Nullable StatusInfoType info) {
        if (info == null) {
            return "";
        }
        String more = info.additionalInfo() == null ? "" : " " + info.additionalInfo();
        return " (" + UnicodeText.line(info.reasonCode() + more, LONGEST_INFO) + ")";
    }

    /** @param next when the station asks again */
    void notAnswered(CallReply<BootNotificationResponse> reply, Duration next) {
        String what;
        if (reply instanceof CallReply.Refused) {
            what = "The CSMS refuses the BootNotification";
        } else if (reply instanceof CallReply.Unreadable) {
            what = "The CSMS answers the BootNotification badly";
        } else if (reply instanceof CallReply.NotSent) {
            return; // that the station is offline is said elsewhere
        } else {
            what = "The CSMS does not answer the BootNotification";
        }
        raise(
                what,
                reply.text() + "; the station asks again in " + TimeWords.of(next),
                "Look for this station in the log of the CSMS, and have the CSMS corrected; until it accepts the station"
                        + " nothing else is sent");
    }

    private void raise(String what, String why, String remedy) {
        context.problems().raise(REGISTRATION, what, why, remedy);
    }

    /** @param used what the station goes by when it cannot go by the interval of the response */
    void interval(BootNotificationResponse response, Duration used) {
        if (response.interval() >= 0) {
            intervalSettled();
        } else {
            context.problems()
                    .raise(
                            INTERVAL,
                            "The CSMS gives an interval that cannot be",
                            "it answered BootNotification with "
                                    + response.status().wire() + " and the interval " + response.interval()
                                    + "; the station goes by its own, " + TimeWords.of(used),
                            "Have the CSMS give seconds, or 0 to leave the interval to the station; it counts from the"
                                    + " next BootNotification on, or when the CSMS sets HeartbeatInterval");
        }
    }

    /** The station goes by an interval that the CSMS wants. */
    void intervalSettled() {
        context.problems().clear(INTERVAL);
    }
}
