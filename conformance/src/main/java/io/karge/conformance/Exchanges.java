package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.OcppCodec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the frames of a case must be like, whatever it is about: the station answers each call once (Part 4, 4.1), and
 * answers it before it sends what the call has brought about: the steps of Part 6 are a sequence, and F06.FR.04 says so.
 */
final class Exchanges {
    private static final OcppCodec CODEC = new OcppCodec();

    private final Map<String, Frame.Call> unanswered = new LinkedHashMap<>();
    private final Set<String> answered = new HashSet<>();

    private Exchanges() {}

    /**
     * Asserts it.
     *
     * @throws AssertionError when it does not hold
     */
    static void verify(Transcript transcript) {
        Exchanges exchanges = new Exchanges();
        for (Transcript.Line line : transcript.lines()) {
            if (line.side() != Transcript.Side.PERSON && CODEC.readFrame(line.text()) instanceof FrameReading.Ok read) {
                exchanges.add(line.fromStation(), read.frame());
            }
        }
    }

    private void add(boolean fromStation, Frame frame) {
        if (!fromStation) {
            if (frame instanceof Frame.Call call) {
                unanswered.put(call.messageId(), call);
            }
        } else if (frame instanceof Frame.Call call) {
            unanswered.values().forEach(asked -> verifyOrder(asked, call));
        } else if (unanswered.remove(frame.messageId()) != null) {
            answered.add(frame.messageId());
        } else {
            Checks.that(
                    "general validation: answers to one call",
                    !answered.contains(frame.messageId()),
                    "one",
                    "another: " + frame);
        }
    }

    private static void verifyOrder(Frame.Call asked, Frame.Call sent) {
        Checks.that(
                "general validation: messages before the answer to " + asked.action(),
                !bringsAbout(asked, sent),
                "none that it brings about",
                sent);
    }

    private static boolean bringsAbout(Frame.Call asked, Frame.Call sent) {
        JsonNode request = asked.payload();
        JsonNode message = sent.payload();
        String trigger = message.path("triggerReason").asText();
        return switch (Action.of(asked.action()).orElse(Action.DataTransfer)) {
            case TriggerMessage ->
                sent.action().equals(request.path("requestedMessage").asText());
            case GetBaseReport, GetReport ->
                is(sent, Action.NotifyReport) && message.path("requestId").equals(request.path("requestId"));
            case GetLog ->
                is(sent, Action.LogStatusNotification)
                        && message.path("requestId").equals(request.path("requestId"));
            case Reset -> is(sent, Action.BootNotification) || trigger.equals("ResetCommand");
            case ChangeAvailability -> is(sent, Action.StatusNotification) && isMeant(request.path("evse"), message);
            case RequestStartTransaction -> is(sent, Action.Authorize) || trigger.equals("RemoteStart");
            case RequestStopTransaction -> trigger.equals("RemoteStop");
            default -> false;
        };
    }

    private static boolean is(Frame.Call sent, Action action) {
        return sent.action().equals(action.wire());
    }

    /** Whether a status is of the EVSE that a request names; without one, of any. */
    private static boolean isMeant(JsonNode evse, JsonNode status) {
        return evse.isMissingNode() || evse.path("id").equals(status.path("evseId"));
    }
}
