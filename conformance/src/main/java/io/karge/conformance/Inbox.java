package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.OcppRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The requests that a case has not taken yet, in the order in which they came. Thread-safe. */
final class Inbox {
    private final List<Received<?>> waiting = new ArrayList<>();

    synchronized void add(Received<?> received) {
        waiting.add(received);
    }

    synchronized <Q extends OcppRequest> Optional<Received<Q>> take(Class<Q> type, Predicate<Q> fits) {
        for (Iterator<Received<?>> all = waiting.iterator(); all.hasNext(); ) {
            Received<?> received = all.next();
            if (type.isInstance(received.request()) && fits.test(type.cast(received.request()))) {
                all.remove();
                return Optional.of(new Received<>(type.cast(received.request()), received.answer(), received.at()));
            }
        }
        return Optional.empty();
    }

    /** For a failure's message. */
    @Override
    public synchronized String toString() {
        return waiting.isEmpty() ? "nothing else came" : "not taken yet: " + waiting;
    }
}
