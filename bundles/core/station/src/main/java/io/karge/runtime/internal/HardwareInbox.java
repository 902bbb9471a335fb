package io.karge.runtime.internal;

import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.Tampered;
import io.karge.driver.HardwareEvent.VehicleInfo;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.SensorReading;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of a station's hardware on their way to its loop, in the order in which they were told. What waits has a
 * bound: when more comes, of what says how things are the latest counts, of readings too, and ten times a second what is
 * there is handed over; of what happens once, a token or a button, the rest is refused, and people are told of it. Any
 * thread may post.
 */
final class HardwareInbox {
    /** More than any hardware tells at a time. */
    static final int MOST = 256;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration OVER = Duration.ofMinutes(1);
    private static final String PROBLEM = "flood";

    /** What one level is of: the latest event of a key counts. */
    private record Level(Class<?> kind, int evseId, Object part) {}

    private record Waiting(@Nullable Level level, HardwareEvent event) {}

    private final String stationId;
    private final EventLoop loop;
    private final TimeSource time;
    private final ProblemList.Part problems;
    private final Consumer<HardwareEvent> hardware;
    private Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Long> kinds = new LinkedHashMap<>();
    private boolean flooded;
    private boolean told;
    private boolean refusalTold;
    private boolean looking;
    private Cancellable pause = () -> {};
    private Cancellable look = () -> {};
    private boolean closed;
    private long floodedAt;
    private int posted;
    private long refused;
    private String driver = "";

    /** @param hardware is told of each event, on the loop */
    HardwareInbox(
            String stationId, EventLoop loop, TimeSource time, ProblemList problems, Consumer<HardwareEvent> hardware) {
        this.stationId = stationId;
        this.loop = loop;
        this.time = time;
        this.problems = problems.part("events");
        this.hardware = hardware;
    }

    /** Whose events come from now on, for people: what the driver before did is over. */
    synchronized void from(String name) {
        driver = name;
        over();
    }

    /** No more events come. */
    synchronized void over() {
        told = false;
        refused = 0;
        kinds.clear();
        problems.clear(PROBLEM);
    }

    void post(HardwareEvent event) {
        if (!take(event)) {
            return;
        }
        if (event instanceof MeterSampled ? !loop.offer(this::next) : !loop.post(this::next)) {
            leaveOut(event);
        }
    }

    /** Whether it is to be handed over by itself. */
    private synchronized boolean take(HardwareEvent event) {
        posted++;
        if (!flooded && waiting.size() < MOST) {
            waiting.add(new Waiting(level(event).orElse(null), event));
            return true;
        }
        begin();
        Level level = level(event).orElse(null);
        if (level != null) {
            waiting = without(one -> level.equals(one.level));
        }
        kinds.merge(event.getClass().getSimpleName() + " of EVSE " + event.evseId(), 1L, Long::sum);
        if (waiting.size() < MOST) {
            waiting.add(new Waiting(level, event));
        } else {
            refused++;
        }
        return false;
    }

    private synchronized void leaveOut(HardwareEvent event) {
        waiting = without(one -> one.event == event);
    }

    private Deque<Waiting> without(Predicate<Waiting> gone) {
        return waiting.stream().filter(gone.negate()).collect(Collectors.toCollection(ArrayDeque::new));
    }

    /** On the loop. */
    private void next() {
        HardwareEvent event;
        synchronized (this) {
            Waiting first = waiting.poll();
            event = first == null ? null : first.event;
        }
        if (event != null) {
            hardware.accept(event);
        }
    }

    // --- floods ---

    private void begin() {
        floodedAt = time.nanoTime();
        if (!flooded && !closed) {
            flooded = true;
            kinds.clear();
            posted = 0;
            pause = time.schedule(PAUSE, () -> loop.post(this::all));
        }
    }

    /** On the loop: what has come meanwhile, and whether the flood goes on. */
    private void all() {
        Deque<Waiting> now;
        synchronized (this) {
            now = waiting;
            waiting = new ArrayDeque<>();
            if (kinds.size() > MOST) {
                kinds.clear();
            }
            tell();
            flooded = posted >= MOST / 2 && !closed;
            posted = 0;
            if (flooded) {
                pause = time.schedule(PAUSE, () -> loop.post(this::all));
            }
        }
        now.forEach(one -> hardware.accept(one.event));
    }

    private void tell() {
        String most = kinds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("events");
        if (!told || (refused > 0 && !refusalTold)) {
            problems.raise(
                    PROBLEM,
                    "The " + driver + " floods its station with events",
                    "station " + stationId + ": more than " + MOST + " waited, most of them " + most
                            + ". Of levels and readings the latest counts"
                            + (refused > 0 ? "; tokens, buttons or faults among them were refused" : ""),
                    "Install another version of the driver, and show its maker this text: an event is for what has changed");
        }
        told = true;
        refusalTold = refused > 0;
        if (!looking && !closed) {
            looking = true;
            look = time.schedule(OVER, this::look);
        }
    }

    private synchronized void look() {
        looking = false;
        if (closed) {
            return;
        }
        if (time.nanoTime() - floodedAt >= OVER.toNanos()) {
            over();
        } else {
            looking = true;
            look = time.schedule(OVER, this::look);
        }
    }

    /** The station ends. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        pause.cancel();
        look.cancel();
    }

    // --- what counts as the same level ---

    private static Optional<Level> level(HardwareEvent event) {
        Object part = part(event);
        return part == null
                ? Optional.empty()
                : Optional.of(new Level(
                        event instanceof FaultCleared ? FaultRaised.class : event.getClass(), event.evseId(), part));
    }

    /** What tells levels of a kind and an EVSE apart; null for what happens once. */
    private static @Nullable Object part(HardwareEvent event) {
        if (event instanceof CableChanged cable) {
            return cable.connectorId();
        } else if (event instanceof FaultRaised raised) {
            return raised.fault().code() + raised.fault().connectorId();
        } else if (event instanceof FaultCleared cleared) {
            return cleared.fault().code() + cleared.fault().connectorId();
        }
        if (event instanceof SensorsRead read) {
            return read.readings().stream().map(SensorReading::sensor).toList(); // a later one may be of others
        }
        boolean level = event instanceof LinkChanged
                || event instanceof Snapshot
                || event instanceof VehicleStateChanged
                || event instanceof PowerPathChanged
                || event instanceof OperativeChanged
                || event instanceof MeterSampled
                || event instanceof VehicleInfo
                || event instanceof LimitsChanged
                || event instanceof Rebooted
                || event instanceof FirmwareProgress
                || event instanceof Tampered;
        return level ? "" : null;
    }
}
