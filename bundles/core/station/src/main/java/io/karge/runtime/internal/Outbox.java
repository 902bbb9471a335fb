package io.karge.runtime.internal;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.karge.failure.FailureWords;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppResponse;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.transport.CallOutcome;
import io.karge.transport.OcppConnection;
import io.karge.transport.OutgoingCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out to the CSMS: requests wait in the order of {@link OutboxQueue}, one is open at a time. Each gets its reply
 * in a step of its own, unless its sender has left meanwhile. On the loop only.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** More than blocks can have open when they leave. */
    private static final int UNHEARD = 20;

    private final String stationId;
    private final OcppConnection connection;
    private final OcppCodec codec;
    private final Steps steps;
    private final Function<CallPermission, Optional<String>> refusal;
    private final CsmsAnswers answers;
    private final InvalidMessages invalid;
    private final OutboxQueue waiting = new OutboxQueue(this::lost);
    /** The replies to what was sent by those who had left when they came, by message id. */
    private final Map<String, CallReply<OcppResponse>> unheard = new LinkedHashMap<>();
    /** What has been sent and has no answer yet. */
    private @Nullable OutgoingRequest open;

    /**
     * @param refusal why a request with this permission may not be sent now, empty when it may
     * @param answers is told how each request ended
     */
    Outbox(
            String stationId,
            OcppConnection connection,
            OcppCodec codec,
            Steps steps,
            Function<CallPermission, Optional<String>> refusal,
            CsmsAnswers answers,
            InvalidMessages invalid) {
        this.stationId = stationId;
        this.connection = connection;
        this.codec = codec;
        this.steps = steps;
        this.refusal = refusal;
        this.answers = answers;
        this.invalid = invalid;
    }

    /**
     * Sends it when its turn comes, or says at once that it cannot be sent. A repetition of what is on the way already, or was
     * answered while nobody was there to hear it, is not sent again but gets the answer.
     */
    void add(OutgoingRequest request) {
        if (request.isWithdrawn()) {
            return;
        }
        OutgoingRequest onTheWay = open;
        if (onTheWay != null && onTheWay.messageId().equals(request.messageId())) {
            open = request;
            return;
        }
        CallReply<OcppResponse> came = unheard.remove(request.messageId());
        if (came != null) {
            steps.post(() -> request.reply().accept(came));
            return;
        }
        Optional<String> why = refusal.apply(request.permission());
        if (why.isPresent()) {
            notSent(request, why.get());
        } else {
            waiting.add(request);
            pump();
        }
    }

    /** Sends the next one if none is open. */
    void pump() {
        while (connection.idle()) {
            Optional<OutgoingRequest> next = waiting.poll();
            if (next.isEmpty()) {
                return;
            }
            OutgoingRequest request = next.get();
            Optional<String> why = refusal.apply(request.permission());
            if (why.isPresent()) {
                notSent(request, why.get());
            } else {
                send(request);
            }
        }
    }

    private void send(OutgoingRequest request) {
        open = request;
        try {
            connection.call(new OutgoingCall(
                    request.messageId(),
                    request.request().action(),
                    codec.payload(request.request()),
                    outcome -> steps.run(() -> answered(outcome))));
        } catch (RuntimeException | Error e) {
            open = null;
            LOG.error(
                    "station={} a {} cannot be sent",
                    stationId,
                    request.request().action().wire(),
                    e);
            notSent(request, "it cannot be written: " + FailureWords.of(e));
        }
    }

    private void answered(CallOutcome outcome) {
        OutgoingRequest request = Objects.requireNonNull(open, "an answer to nothing");
        open = null;
        CallReply<OcppResponse> reply = reply(request, outcome);
        answers.ended(request.request().action(), reply);
        if (request.isWithdrawn() && isOfTheCsms(reply)) {
            keep(request.messageId(), reply);
        }
        request.reply().accept(reply);
    }

    private static boolean isOfTheCsms(CallReply<OcppResponse> reply) {
        return reply instanceof CallReply.Answered
                || reply instanceof CallReply.Refused
                || reply instanceof CallReply.Unreadable;
    }

    private void keep(String messageId, CallReply<OcppResponse> reply) {
        unheard.put(messageId, reply);
        if (unheard.size() > UNHEARD) { // those that nobody repeats
            unheard.keySet().remove(unheard.keySet().iterator().next());
        }
    }

    /** Who has left sends nothing any more. */
    void withdraw() {
        waiting.withdraw();
    }

    /** The connection is gone: what waits is not sent. */
    void connectionLost() {
        waiting.takeAll().forEach(request -> notSent(request, "the connection was lost before its turn"));
    }

    private void lost(OutgoingRequest request, String why) {
        LOG.info(
                "station={} a {} is not sent: {}",
                stationId,
                request.request().action().wire(),
                why);
        notSent(request, why);
    }

    /** Says so in a step of its own. */
    void notSent(OutgoingRequest request, String why) {
        steps.post(() -> request.reply().accept(new CallReply.NotSent<>(why)));
    }

    private CallReply<OcppResponse> reply(OutgoingRequest request, CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Answered answered) {
            MessageReading<OcppResponse> reading =
                    codec.readResponse(request.request().action(), answered.result());
            if (reading instanceof MessageReading.Ok<OcppResponse> ok) {
                return new CallReply.Answered<>(ok.value());
            }
            String why = ((MessageReading.Invalid<OcppResponse>) reading).text();
            String answer = "the answer to " + request.request().action().wire() + ": ";
            invalid.came(InvalidMessages.Kind.ANSWER, answer + why);
            return new CallReply.Unreadable<>(why, answered.result().payload());
        } else if (outcome instanceof CallOutcome.Unreadable unreadable) {
            return new CallReply.Unreadable<>(unreadable.why(), MissingNode.getInstance());
        } else if (outcome instanceof CallOutcome.Refused refused) {
            return new CallReply.Refused<>(refused.code().wire(), refused.description());
        } else if (outcome instanceof CallOutcome.TimedOut timedOut) {
            return new CallReply.TimedOut<>(timedOut.meanwhile());
        }
        return new CallReply.ConnectionLost<>();
    }
}
