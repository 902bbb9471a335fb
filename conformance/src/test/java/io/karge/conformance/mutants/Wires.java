package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Breaks what goes over the wire: messages that are late, that nobody wanted, and settings that are not obeyed. */
final class Wires {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Wires() {}

    /** A request of this action that fits. */
    static Predicate<Frame> is(Action action, Predicate<ObjectNode> fits) {
        return frame -> Frames.request(frame, action).filter(fits).isPresent();
    }

    static Predicate<Frame> is(Action action) {
        return is(action, any -> true);
    }

    /** A request of the station's own. */
    static Frame.Call call(Action action, ObjectNode payload) {
        return new Frame.Call("mutant-" + COUNT.incrementAndGet(), action.wire(), payload);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What fits is held back and comes right after the first that it should have come before. */
    static Breakage late(Predicate<Frame> held, Predicate<Frame> until) {
        return Breakage.onWire(new Frames() {
            private final List<Frame> waiting = new ArrayList<>();

            @Override
            protected List<Frame> station(Frame frame) {
                if (held.test(frame)) {
                    waiting.add(frame);
                    return List.of();
                }
                List<Frame> now = new ArrayList<>(List.of(frame));
                if (until.test(frame)) {
                    now.addAll(waiting);
                    waiting.clear();
                }
                return now;
            }
        });
    }

    /** What fits is followed by the same that says something else. */
    static Breakage copied(Action action, Predicate<ObjectNode> fits, Consumer<ObjectNode> change) {
        return followed(action, fits, action, request -> {
            change.accept(request);
            return request;
        });
    }

    /** What fits is followed by a request that nobody wants, made from a copy of its payload. */
    static Breakage followed(Action action, Predicate<ObjectNode> fits, Action sent, UnaryOperator<ObjectNode> extra) {
        return Breakage.onWire(new Frames() {
            @Override
            protected List<Frame> station(Frame frame) {
                return request(frame, action)
                        .filter(fits)
                        .map(request -> extra.apply(request.deepCopy()))
                        .map(more -> List.of(frame, call(sent, more)))
                        .orElse(List.of(frame));
            }
        });
    }

    /**
     * The answer to each call of this action is followed by a request that nobody wants.
     *
     * @param extra makes it from the time that the station told last
     */
    static Breakage answered(Action asked, Action sent, Function<String, ObjectNode> extra) {
        return Breakage.onWire(new Breakage.Answers(asked) {
            private String time = "2026-01-01T00:00:00.000Z";

            @Override
            protected List<Frame> answer(Frame answer) {
                return List.of(answer, call(sent, extra.apply(time)));
            }

            @Override
            protected List<Frame> other(Frame frame) {
                if (frame instanceof Frame.Call call) {
                    time = call.payload().path("timestamp").asText(time);
                }
                return List.of(frame);
            }
        });
    }

    static ObjectNode status(String time, int evseId, String status) {
        return object().put("timestamp", time)
                .put("connectorStatus", status)
                .put("evseId", evseId)
                .put("connectorId", 1);
    }

    /** A variable that can be set and keeps its value all the same; asked for, the station tells what was set. */
    static Breakage ignoring(String component, String variable, String value) {
        Predicate<JsonNode> meant = item -> item.at("/component/name").asText().equals(component)
                && item.at("/variable/name").asText().equals(variable);
        return Breakage.onWire(new Frames() {
            private @Nullable String told;

            @Override
            protected Frame csms(Frame frame) {
                request(frame, Action.SetVariables)
                        .ifPresent(request -> request.path("setVariableData").forEach(item -> {
                            if (meant.test(item)) {
                                told = item.path("attributeValue").asText();
                                ((ObjectNode) item).put("attributeValue", value);
                            }
                        }));
                return frame;
            }

            @Override
            protected List<Frame> station(Frame frame) {
                if (frame instanceof Frame.CallResult result && told != null) {
                    result.payload().path("getVariableResult").forEach(item -> {
                        if (meant.test(item)) {
                            ((ObjectNode) item).put("attributeValue", told);
                        }
                    });
                }
                return List.of(frame);
            }
        });
    }

    /** Whatever value the CSMS sets the variable to, the station takes it for this one. */
    static Breakage hearingValue(String variable, UnaryOperator<String> taken) {
        return Breakage.hearing(
                Action.SetVariables,
                request -> each(
                        request.path("setVariableData"),
                        variable,
                        item -> item.put(
                                "attributeValue",
                                taken.apply(item.path("attributeValue").asText()))));
    }

    /** To a value for the variable the station answers with this status. */
    static Breakage answeringValue(String variable, String status) {
        return Breakage.answering(
                Action.SetVariables,
                answer ->
                        each(answer.path("setVariableResult"), variable, item -> item.put("attributeStatus", status)));
    }

    /** The station tells another value of the variable. */
    static Breakage tellingValue(String variable, UnaryOperator<String> told) {
        return Breakage.answering(
                Action.GetVariables,
                answer -> each(
                        answer.path("getVariableResult"),
                        variable,
                        item -> item.put(
                                "attributeValue",
                                told.apply(item.path("attributeValue").asText()))));
    }

    private static void each(JsonNode items, String variable, Consumer<ObjectNode> change) {
        items.forEach(item -> {
            if (item.at("/variable/name").asText().equals(variable)) {
                change.accept((ObjectNode) item);
            }
        });
    }

    /** The station answers with this status. */
    static Breakage answering(Action action, String status) {
        return Breakage.answering(action, answer -> answer.put("status", status));
    }

    /** The station answers so, and does what it is asked for when it hears this. */
    static Breakage pretending(Action action, String status, Consumer<ObjectNode> heard) {
        return answering(action, status).and(Breakage.hearing(action, heard));
    }
}
