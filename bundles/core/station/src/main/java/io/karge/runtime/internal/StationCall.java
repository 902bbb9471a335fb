package io.karge.runtime.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.Frame;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A request that somebody sends in a station's name, past its blocks. */
record StationCall(OcppCodec codec, Frame.Call call, OcppRequest request) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads and checks it.
     *
     * @throws IllegalArgumentException when it is no valid request; the message says why
     */
    static StationCall read(OcppCodec codec, String action, String payload) {
        Frame.Call call;
        try {
            call = new Frame.Call(UUID.randomUUID().toString(), action, JSON.readTree(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the payload is no JSON: " + e.getOriginalMessage(), e);
        }
        MessageReading<OcppRequest> reading = codec.readRequest(call);
        if (reading instanceof MessageReading.Invalid<OcppRequest> invalid) {
            throw new IllegalArgumentException(action + " is not valid: " + invalid.text());
        }
        return new StationCall(codec, call, ((MessageReading.Ok<OcppRequest>) reading).value());
    }

    /** Sends it, on the station's loop; the answer is the JSON text of the CSMS's payload. */
    void send(Station.Asked<String> asked) {
        StationCore core = asked.core();
        core.steps()
                .run(() -> core.send(new OutgoingRequest(
                        call.messageId(),
                        request,
                        CallPermission.REQUESTED,
                        () -> false,
                        reply -> answer(asked.answer(), reply))));
    }

    private void answer(CompletableFuture<String> stage, CallReply<?> reply) {
        if (reply instanceof CallReply.Answered<?> answered) {
            stage.complete(codec.payload(answered.response()).toString());
        } else {
            stage.completeExceptionally(new IllegalStateException(call.action() + ": " + reply.text()));
        }
    }
}
