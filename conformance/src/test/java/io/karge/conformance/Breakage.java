package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.driver.StationDriver;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.OcppCodec;
import io.karge.station.FunctionalBlockFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A way in which a station is broken on purpose, to see a case fail: a block that is missing or another, a driver that
 * lies, messages that are lost or say something else. Make one for each run: it keeps state.
 *
 * @param blocks the functional blocks that the station has, out of those that it should have
 * @param driver puts something between the core and the driver
 * @param wire what becomes of a frame that the station sends
 */
record Breakage(UnaryOperator<List<FunctionalBlockFactory>> blocks, UnaryOperator<StationDriver> driver, Wire wire) {
    private static final OcppCodec CODEC = new OcppCodec();

    /** Between the station and the CSMS. */
    interface Wire {
        /** What the CSMS gets instead of a text of the station; empty when it is lost. */
        Optional<String> fromStation(String text);

        /** Sees a text of the CSMS on its way to the station. */
        default void fromCsms(String text) {}
    }

    static Breakage none() {
        return new Breakage(blocks -> blocks, driver -> driver, Optional::of);
    }

    /** The station has no block of this name. */
    static Breakage without(String block) {
        return new Breakage(
                blocks -> blocks.stream().filter(b -> !b.name().equals(block)).toList(),
                driver -> driver,
                Optional::of);
    }

    /** The block of the same name is replaced by this one. */
    static Breakage with(FunctionalBlockFactory broken) {
        return new Breakage(
                blocks -> blocks.stream()
                        .map(b -> b.name().equals(broken.name()) ? broken : b)
                        .toList(),
                driver -> driver,
                Optional::of);
    }

    /** Something between the core and the driver. */
    static Breakage driver(UnaryOperator<StationDriver> tamper) {
        return new Breakage(blocks -> blocks, tamper, Optional::of);
    }

    /** The station does not send requests of this action that fit: it believes that it did. */
    static Breakage dropping(Action action, Predicate<ObjectNode> fits) {
        return onWire(text -> call(text, action)
                        .filter(call -> fits.test((ObjectNode) call.payload()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(text));
    }

    static Breakage dropping(Action action) {
        return dropping(action, any -> true);
    }

    /** Requests of this action say something else. */
    static Breakage altering(Action action, Consumer<ObjectNode> payload) {
        return onWire(text -> call(text, action)
                .map(call -> {
                    payload.accept((ObjectNode) call.payload());
                    return CODEC.write(call);
                })
                .or(() -> Optional.of(text)));
    }

    /** The station's answers to calls of this action say something else. */
    static Breakage answering(Action action, Consumer<ObjectNode> payload) {
        Set<String> asked = new HashSet<>();
        Wire wire = new Wire() {
            @Override
            public Optional<String> fromStation(String text) {
                if (frame(text) instanceof Frame.CallResult result && asked.remove(result.messageId())) {
                    payload.accept((ObjectNode) result.payload());
                    return Optional.of(CODEC.write(result));
                }
                return Optional.of(text);
            }

            @Override
            public void fromCsms(String text) {
                call(text, action).ifPresent(call -> asked.add(call.messageId()));
            }
        };
        return new Breakage(blocks -> blocks, driver -> driver, wire);
    }

    private static Breakage onWire(Wire wire) {
        return new Breakage(blocks -> blocks, driver -> driver, wire);
    }

    private static Optional<Frame.Call> call(String text, Action action) {
        return frame(text) instanceof Frame.Call call && call.action().equals(action.wire())
                ? Optional.of(call)
                : Optional.empty();
    }

    private static Frame frame(String text) {
        if (CODEC.readFrame(text) instanceof FrameReading.Ok ok) {
            return ok.frame();
        }
        throw new IllegalArgumentException("no frame: " + text);
    }
}
