package io.karge.runtime.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.DeviceModel;
import io.karge.station.LifeCycle;
import io.karge.station.Responder;
import io.karge.station.VariableKey;
import io.karge.time.TimeSource.Cancellable;
import io.karge.transport.OcppConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the requests of the CSMS to the blocks that answer them, and refuses the others. On the loop only. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** A CSMS waits 30 s and more for an answer; a block that needs longer gives none. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(25);

    private final String stationId;
    private final OcppConnection connection;
    private final OcppCodec codec;
    private final Steps steps;
    private final UndoLog undo;
    private final LifeCycle lifeCycle;
    private final DeviceModel deviceModel;
    private final Blocks blocks;
    private final InvalidMessages invalidMessages;
    private final List<Answer> open = new ArrayList<>();

    Dispatcher(
            String stationId,
            OcppConnection connection,
            OcppCodec codec,
            Steps steps,
            UndoLog undo,
            LifeCycle lifeCycle,
            DeviceModel deviceModel,
            Blocks blocks,
            InvalidMessages invalidMessages) {
        this.stationId = stationId;
        this.connection = connection;
        this.codec = codec;
        this.steps = steps;
        this.undo = undo;
        this.lifeCycle = lifeCycle;
        this.deviceModel = deviceModel;
        this.blocks = blocks;
        this.invalidMessages = invalidMessages;
    }

    /** The CSMS sent a request; in a step. */
    void called(Frame.Call call) {
        Optional<Action> action = Action.of(call.action());
        if (!acceptsRequests()) { // B03.FR.08
            refuse(call, RpcErrorCode.SecurityError, "the station has not been accepted");
        } else if (action.isEmpty()) {
            refuse(call, RpcErrorCode.NotImplemented, "OCPP 2.0.1 has no such action");
        } else if (!action.get().isForStation()) {
            refuse(call, RpcErrorCode.NotSupported, call.action() + " is not a request to a station");
        } else {
            Optional<Block> block = blocks.answering(action.get());
            if (block.isEmpty()) {
                refuse(call, RpcErrorCode.NotSupported, call.action() + " is not supported");
            } else {
                hand(call, block.get());
            }
        }
    }

    /** A block has left or failed: what it has not answered is answered for it. */
    void forget(BlockEpoch epoch, boolean failed) {
        for (Answer answer : List.copyOf(open)) {
            if (answer.block.epoch() == epoch) {
                if (failed) {
                    answer.give(RpcErrorCode.InternalError, "the station failed to process the request");
                } else {
                    answer.give(RpcErrorCode.NotSupported, "the capability has been removed");
                }
            }
        }
    }

    private boolean acceptsRequests() {
        return lifeCycle
                .registration()
                .filter(status -> status != RegistrationStatusEnumType.Rejected)
                .isPresent();
    }

    private void hand(Frame.Call call, Block block) {
        int longest = deviceModel.integer(
                VariableKey.instance("DeviceDataCtrlr", "BytesPerMessage", call.action()), Integer.MAX_VALUE);
        if (call.bytes() > longest) { // B06.FR.17, B08.FR.18
            refuseInvalid(
                    call, RpcErrorCode.FormatViolation, call.bytes() + " bytes, BytesPerMessage allows " + longest);
            return;
        }
        MessageReading<OcppRequest> reading = codec.readRequest(call);
        if (reading instanceof MessageReading.Invalid<OcppRequest> invalid) {
            refuseInvalid(call, invalid.code(), invalid.text());
        } else if (reading instanceof MessageReading.Ok<OcppRequest> ok) {
            Answer answer = new Answer(call, block);
            open.add(answer);
            answer.timeout = steps.after(LONGEST_ANSWER, answer::late);
            block.on(ok.value(), answer);
        }
    }

    private void refuseInvalid(Frame.Call call, RpcErrorCode code, String description) {
        refuse(call, code, description);
        invalidMessages.came(InvalidMessages.Kind.REQUEST, call.action() + ": " + description);
    }

    private void refuse(Frame.Call call, RpcErrorCode code, String description) {
        LOG.debug("station={} refuses {}: {} {}", stationId, call.action(), code, description);
        steps.output(() -> connection.refuse(call.messageId(), code, description));
    }

    /** The one answer to one request. */
    private final class Answer implements Responder {
        private final Frame.Call call;
        private final Block block;
        private boolean given;
        private @Nullable Cancellable timeout;

        Answer(Frame.Call call, Block block) {
            this.call = call;
            this.block = block;
        }

        @Override
        public void answer(OcppResponse response) {
            if (!response.action().wire().equals(call.action())) {
                throw new IllegalArgumentException(call.action() + " is not answered with "
                        + response.getClass().getSimpleName());
            }
            if (mayAnswer()) {
                ObjectNode payload = codec.payload(response);
                given();
                steps.output(() -> connection.answer(call.messageId(), payload));
            }
        }

        @Override
        public void refuse(RpcErrorCode code, String description) {
            if (mayAnswer()) {
                give(code, description);
            }
        }

        private void late() {
            LOG.error("station={} block={} has not answered {}", stationId, block.name(), call.action());
            give(RpcErrorCode.InternalError, "the station did not process the request in time");
        }

        private boolean mayAnswer() {
            boolean may = block.epoch().may("the answer to " + call.action());
            if (may && given) {
                LOG.error("station={} block={} answers {} twice", stationId, block.name(), call.action());
            }
            return may && !given;
        }

        void give(RpcErrorCode code, String description) {
            given();
            Dispatcher.this.refuse(call, code, description);
        }

        private void given() {
            given = true;
            open.remove(this);
            undo.changed(() -> {
                given = false;
                open.add(this);
            });
            if (timeout != null) {
                timeout.cancel();
            }
        }
    }
}
