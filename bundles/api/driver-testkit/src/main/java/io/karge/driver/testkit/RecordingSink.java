package io.karge.driver.testkit;

import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps the events that a driver posts, in the order posted. Safe to post to from any thread. */
public final class RecordingSink implements HardwareEventSink {
    private final List<HardwareEvent> events = new ArrayList<>();

    @Override
    public synchronized void post(HardwareEvent event) {
        events.add(event);
    }

    /** All events since the start or the last {@link #clear}. */
    public synchronized List<HardwareEvent> events() {
        return List.copyOf(events);
    }

    /** The events of one kind, in order. */
    public <E extends HardwareEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The latest event of one kind. */
    public <E extends HardwareEvent> E last(Class<E> kind) {
        List<E> all = events(kind);
        if (all.isEmpty()) {
            throw new AssertionError("no " + kind.getSimpleName() + " was posted, only " + events());
        }
        return all.get(all.size() - 1);
    }

    /** Whether an event of that kind was posted. */
    public boolean saw(Class<? extends HardwareEvent> kind) {
        return !events(kind).isEmpty();
    }

    /** Forgets what was posted so far. */
    public synchronized void clear() {
        events.clear();
    }
}
