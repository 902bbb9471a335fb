package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.driver.StationDriver;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.station.FunctionalBlockFactory;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A way in which a station is broken on purpose, to see a case fail: a block that is missing or another, a driver that
 * lies, messages that are lost, come late or say something else. Make one for each run: it keeps state.
 *
 * @param blocks the functional blocks that the station has, out of those that it should have
 * @param driver puts something between the core and the driver
 * @param wire what becomes of a text on its way
 * @param connector puts something between the core and real sockets, for the cases that have them
 */
public record Breakage(
        UnaryOperator<List<FunctionalBlockFactory>> blocks,
        UnaryOperator<StationDriver> driver,
        Wire wire,
        UnaryOperator<WebSocketConnector> connector) {

    /** Between the station and the CSMS. */
    public interface Wire {
        /**
         * What the CSMS gets instead of a text of the station, in this order. Nothing when it is lost or held back: a
         * request is then answered by somebody who accepts everything, so that the station goes on. The CSMS may get it
         * with a later one; its answer then is one that the station does not wait for.
         */
        List<String> fromStation(String text);

        /** What the station gets instead of a text of the CSMS. */
        default String fromCsms(String text) {
            return text;
        }
    }

    public static Breakage none() {
        return onWire(List::of);
    }

    /** The station has no block of this name. */
    public static Breakage without(String block) {
        return blocks(
                blocks -> blocks.stream().filter(b -> !b.name().equals(block)).toList());
    }

    /** The block of the same name is replaced by this one. */
    public static Breakage with(FunctionalBlockFactory broken) {
        return blocks(blocks -> blocks.stream()
                .map(b -> b.name().equals(broken.name()) ? broken : b)
                .toList());
    }

    private static Breakage blocks(UnaryOperator<List<FunctionalBlockFactory>> change) {
        return new Breakage(change, driver -> driver, List::of, sockets -> sockets);
    }

    /** Something between the core and the driver. */
    public static Breakage driver(UnaryOperator<StationDriver> tamper) {
        return new Breakage(blocks -> blocks, tamper, List::of, sockets -> sockets);
    }

    public static Breakage onWire(Wire wire) {
        return new Breakage(blocks -> blocks, driver -> driver, wire, sockets -> sockets);
    }

    /** Something between the core and its sockets. */
    public static Breakage connector(UnaryOperator<WebSocketConnector> tamper) {
        return new Breakage(blocks -> blocks, driver -> driver, List::of, tamper);
    }

    /** The station connects otherwise than it should. */
    public static Breakage endpoint(UnaryOperator<WebSocketEndpoint> tamper) {
        return connector(sockets -> (endpoint, listener) -> sockets.connect(tamper.apply(endpoint), listener));
    }

    /** The station does not send requests of this action that fit: it believes that it did. */
    public static Breakage dropping(Action action, Predicate<ObjectNode> fits) {
        return onWire(new Frames() {
            @Override
            protected List<Frame> station(Frame frame) {
                return request(frame, action).filter(fits).isPresent() ? List.of() : List.of(frame);
            }
        });
    }

    public static Breakage dropping(Action action) {
        return dropping(action, any -> true);
    }

    /** Requests of this action say something else. */
    public static Breakage altering(Action action, Consumer<ObjectNode> payload) {
        return onWire(new Frames() {
            @Override
            protected List<Frame> station(Frame frame) {
                request(frame, action).ifPresent(payload);
                return List.of(frame);
            }
        });
    }

    /** The station's answers to calls of this action say something else. */
    public static Breakage answering(Action action, Consumer<ObjectNode> payload) {
        return onWire(new Answers(action) {
            @Override
            protected List<Frame> answer(Frame answer) {
                if (answer instanceof Frame.CallResult result) {
                    payload.accept((ObjectNode) result.payload());
                }
                return List.of(answer);
            }
        });
    }

    /** What the CSMS asks for with this action, the station takes for something else. */
    public static Breakage hearing(Action action, Consumer<ObjectNode> payload) {
        return onWire(new Frames() {
            @Override
            protected Frame csms(Frame frame) {
                request(frame, action).ifPresent(payload);
                return frame;
            }
        });
    }

    /** Both of them, this one nearer to the station: the other hears the CSMS first. */
    public Breakage and(Breakage other) {
        return new Breakage(
                all -> other.blocks.apply(blocks.apply(all)),
                hardware -> other.driver.apply(driver.apply(hardware)),
                new Wire() {
                    @Override
                    public List<String> fromStation(String text) {
                        return wire.fromStation(text).stream()
                                .flatMap(one -> other.wire.fromStation(one).stream())
                                .toList();
                    }

                    @Override
                    public String fromCsms(String text) {
                        return wire.fromCsms(other.wire.fromCsms(text));
                    }
                },
                sockets -> other.connector.apply(connector.apply(sockets)));
    }

    /** A wire that knows the station's answers to the calls of one action. */
    public abstract static class Answers extends Frames {
        private final Action action;
        private final Set<String> asked = new HashSet<>();

        protected Answers(Action action) {
            this.action = action;
        }

        /** What the CSMS gets instead of the station's answer. */
        protected abstract List<Frame> answer(Frame answer);

        @Override
        protected final List<Frame> station(Frame frame) {
            return !(frame instanceof Frame.Call) && asked.remove(frame.messageId()) ? answer(frame) : other(frame);
        }

        /** What the CSMS gets instead of any other frame of the station. */
        protected List<Frame> other(Frame frame) {
            return List.of(frame);
        }

        @Override
        protected final Frame csms(Frame frame) {
            if (request(frame, action).isPresent()) {
                asked.add(frame.messageId());
            }
            return frame;
        }
    }
}
