package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.UnicodeText;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import java.util.Optional;

/** How a request to the CSMS ended. */
public sealed interface CallReply<R extends OcppResponse> {
    int LONGEST_TEXT = 300;
    /** How much of what the CSMS wrote is repeated: as much as a table bears. */
    int LONGEST_QUOTE = 80;

    /** Whether the CSMS has the request for certain: it answered, whatever it said. */
    default boolean arrived() {
        return this instanceof Answered || this instanceof Unreadable || this instanceof Refused;
    }

    /** How it ended, for people: one line of bounded length, whatever the CSMS said. */
    default String text() {
        String text;
        if (this instanceof Answered) {
            text = "the CSMS answered";
        } else if (this instanceof Unreadable<R> unreadable) {
            text = "the CSMS answered what is no valid response: " + unreadable.why();
        } else if (this instanceof Refused<R> refused) {
            text = "the CSMS refused with " + refused.code()
                    + (refused.description().isBlank()
                            ? ""
                            : ": " + UnicodeText.line(refused.description(), LONGEST_QUOTE));
        } else if (this instanceof TimedOut<R> timedOut) {
            text = timedOut.meanwhile().isEmpty()
                    ? "the CSMS did not answer in time"
                    : "the CSMS sent what is no answer to it: " + timedOut.meanwhile();
        } else if (this instanceof ConnectionLost) {
            text = "the connection was lost before the CSMS answered";
        } else {
            text = "it was not sent: " + ((NotSent<R>) this).why();
        }
        return UnicodeText.line(text, LONGEST_TEXT);
    }

    record Answered<R extends OcppResponse>(R response) implements CallReply<R> {}

    /**
     * The CSMS answered with a CALLRESULT that is no valid response: it has taken the request, and what it said does not
     * count as a whole.
     *
     * @param why what is wrong, and where
     * @param payload what it said; a missing node where not even the frame is whole
     */
    record Unreadable<R extends OcppResponse>(String why, JsonNode payload) implements CallReply<R> {
        private static final OcppCodec CODEC = new OcppCodec();

        /** What it says about a token, as far as it can be read: all of idTokenInfo, else its status alone. */
        public Optional<IdTokenInfoType> idTokenInfo() {
            JsonNode info = payload.path("idTokenInfo");
            if (CODEC.read(info, IdTokenInfoType.class) instanceof MessageReading.Ok<IdTokenInfoType> ok) {
                return Optional.of(ok.value());
            }
            return AuthorizationStatusEnumType.of(info.path("status").asText()).map(IdTokenInfoType::of);
        }
    }

    /** The CSMS answered with a CALLERROR. */
    record Refused<R extends OcppResponse>(String code, String description) implements CallReply<R> {}

    /**
     * No answer within the message timeout.
     *
     * @param meanwhile what is wrong with the message that came instead, empty when there was none
     */
    record TimedOut<R extends OcppResponse>(String meanwhile) implements CallReply<R> {
        /** The CSMS was silent. */
        public TimedOut() {
            this("");
        }
    }

    /** The connection was lost after the request was sent; whether the CSMS saw it is not known. */
    record ConnectionLost<R extends OcppResponse>() implements CallReply<R> {}

    /** It was never sent: the station is offline, or its registration status forbids it. */
    record NotSent<R extends OcppResponse>(String why) implements CallReply<R> {}
}
