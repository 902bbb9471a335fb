package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The requests that a case has not taken yet, in the order in which they came. Thread-safe. */
final class Inbox {
    private static final int SHOWN = 10;
    private static final OcppCodec CODEC = new OcppCodec();

    private final List<Received<?>> waiting = new ArrayList<>();

    synchronized void add(Received<?> received) {
        waiting.add(received);
    }

    /**
     * A message that was taken.
     *
     * @param overtaken those that came before it and have not been taken
     */
    record Taken<Q extends OcppRequest>(Received<Q> received, List<Received<?>> overtaken) {}

    synchronized <Q extends OcppRequest> Optional<Taken<Q>> take(Class<Q> type, Predicate<? super Q> fits) {
        for (int i = 0; i < waiting.size(); i++) {
            Received<?> received = waiting.get(i);
            if (type.isInstance(received.request()) && fits.test(type.cast(received.request()))) {
                waiting.remove(i);
                return Optional.of(new Taken<>(received.as(type), List.copyOf(waiting.subList(0, i))));
            }
        }
        return Optional.empty();
    }

    synchronized <Q extends OcppRequest> List<Received<Q>> takeAll(
            long before, Class<Q> type, Predicate<? super Q> fits) {
        List<Received<Q>> all = waiting.stream()
                .filter(received -> received.order() < before && type.isInstance(received.request()))
                .map(received -> received.as(type))
                .filter(received -> fits.test(received.request()))
                .toList();
        waiting.removeIf(received -> all.stream().anyMatch(taken -> taken.order() == received.order()));
        return all;
    }

    /** For a failure's message: the latest, without what they leave out. */
    @Override
    public synchronized String toString() {
        return waiting.isEmpty()
                ? "nothing else came"
                : "not taken yet: "
                        + waiting.stream()
                                .skip(Math.max(0, waiting.size() - SHOWN))
                                .map(Received::request)
                                .map(request -> request.action().wire() + " " + CODEC.payload(request))
                                .collect(Collectors.joining("; "));
    }
}
