package io.karge.runtime.internal;

import io.karge.ocpp.Frame;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationMeasurements.EvseMeter;
import io.karge.runtime.StationMeasurements.MessageCount;
import io.karge.runtime.internal.log.MessageTap;
import io.karge.station.StationEvent;
import io.karge.storage.ForwardingStore;
import io.karge.storage.Store;
import io.karge.storage.StoreWriter;
import io.karge.time.TimeSource;
import io.karge.transport.FrameTap;
import io.karge.transport.FrameTap.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Counts and times what happens at a station, for as long as its config is there. What it is shown is on the station's
 * loop, unless it says otherwise.
 */
final class StationMeter {
    private static final List<String> TYPES = List.of("CALL", "CALLRESULT", "CALLERROR", MessageTap.UNREADABLE);

    private final TimeSource time;
    private final Timing response = new Timing();
    private final Timing csmsResponse = new Timing();
    private final Timing commit = new Timing();
    private final Timing lateness = new Timing();
    private final Map<String, Long> messages = new LinkedHashMap<>();
    /** When the CALLs without an answer passed, by message id. */
    private final Map<String, Long> asked = new Calls();

    private final Map<String, Long> answering = new Calls();
    private long boots;
    private long connections;
    private long disconnections;
    private long started;
    private long ended;

    /** What is never answered is forgotten. */
    private static final class Calls extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 20;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    }

    StationMeter(TimeSource time) {
        this.time = time;
        for (Direction direction : Direction.values()) {
            TYPES.forEach(type -> messages.put(key(direction, type), 0L));
        }
    }

    /** The task, with a note of how late it begins. Any thread. */
    Runnable late(Runnable task) {
        long posted = time.nanoTime();
        return () -> {
            lateness.took(time.nanoTime() - posted);
            task.run();
        };
    }

    /** The store, whose commits are timed. */
    Store timed(Store store) {
        return new ForwardingStore(store) {
            @Override
            public StoreWriter newWriter() {
                StoreWriter writer = super.newWriter();
                return (batch, listener) -> {
                    long handedOver = time.nanoTime();
                    writer.commit(batch, result -> {
                        commit.took(time.nanoTime() - handedOver);
                        listener.completed(result);
                    });
                };
            }
        };
    }

    /** The tap, whose messages are counted and timed. */
    FrameTap counted(FrameTap tap) {
        return (direction, text, frame, action) -> {
            passed(direction, frame);
            tap.passed(direction, text, frame, action);
        };
    }

    private void passed(Direction direction, Optional<Frame> passed) {
        messages.merge(key(direction, MessageTap.type(passed)), 1L, Long::sum);
        if (passed.isEmpty()) {
            return;
        }
        boolean in = direction == Direction.IN;
        Frame frame = passed.get();
        if (frame instanceof Frame.Call call) {
            (in ? answering : asked).put(call.messageId(), time.nanoTime());
            return;
        }
        Long since = (in ? asked : answering).remove(frame.messageId());
        if (since != null) {
            (in ? csmsResponse : response).took(time.nanoTime() - since);
        }
    }

    /** Something has happened at the station. */
    void on(StationEvent event) {
        if (event instanceof StationEvent.Booted) {
            boots++;
        } else if (event instanceof StationEvent.Connected) {
            connections++;
        } else if (event instanceof StationEvent.Disconnected) {
            disconnections++;
        } else if (event instanceof StationEvent.TransactionChanged changed) {
            started += changed.phase() == StationEvent.TransactionChanged.Phase.STARTED ? 1 : 0;
            ended += changed.phase() == StationEvent.TransactionChanged.Phase.ENDED ? 1 : 0;
        }
    }

    /**
     * All of it.
     *
     * @param at the time of the station's clock
     */
    StationMeasurements now(String stationId, Instant at, List<EvseMeter> meters) {
        List<MessageCount> counted = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            TYPES.forEach(type -> counted.add(
                    new MessageCount(name(direction), type, messages.getOrDefault(key(direction, type), 0L))));
        }
        return new StationMeasurements(
                stationId,
                at,
                meters,
                counted,
                new StationMeasurements.Counts(boots, connections, disconnections, started, ended),
                new StationMeasurements.Timings(response.now(), csmsResponse.now(), commit.now(), lateness.now()));
    }

    private static String key(Direction direction, String type) {
        return name(direction) + " " + type;
    }

    private static String name(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
