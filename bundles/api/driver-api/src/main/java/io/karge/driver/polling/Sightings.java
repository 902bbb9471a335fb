package io.karge.driver.polling;

import io.karge.driver.EvseChanges;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what is seen: all of it when the link came up or the cabinet restarted, else what changed. Not thread-safe. */
final class Sightings<P extends Picture> {
    /** Between two tellings of what the sensors show. */
    static final Duration SENSORS = Duration.ofSeconds(10);

    private final PolledHardware<P> hardware;
    private final TimeSource time;
    private final Consumer<HardwareEvent> sink;
    private final MeterSampling sampling;
    private @Nullable P last;
    private List<SensorReading> sensors = List.of();
    private long sensorsAt;

    Sightings(StationModel model, PolledHardware<P> hardware, TimeSource time, Consumer<HardwareEvent> sink) {
        this.hardware = hardware;
        this.time = time;
        this.sink = sink;
        this.sampling = new MeterSampling(model);
    }

    /** What was seen last; null at first. */
    @Nullable
    P last() {
        return last;
    }

    /**
     * The first look over a link.
     *
     * @param where what the link leads to, for people
     */
    void found(P now, String where) {
        Instant at = time.wallClock();
        P before = last;
        last = now;
        sink.accept(new LinkChanged(at, true, where));
        sink.accept(snapshot(now, at));
        if (before != null && restarted(before, now)) {
            tellRestart(now, at);
        }
        hardware.meanwhile(before, now, at).forEach(sink);
    }

    /**
     * A later look over the same link.
     *
     * @param evseId the only EVSE that was looked at, 0 when it was the whole hardware
     */
    void seen(P before, P now, int evseId) {
        Instant at = time.wallClock();
        last = now;
        if (restarted(before, now)) {
            tellRestart(now, at);
            hardware.meanwhile(before, now, at).forEach(sink);
        } else {
            hardware.occurrences(before, now, at).forEach(sink);
            for (EvseState evse : now.evses()) {
                EvseChanges.between(evse(before, evse.evseId()), evse, at).forEach(sink);
            }
        }
        tellSensors(now, at);
        for (EvseState evse : now.evses()) {
            boolean lookedAt = evseId == 0 || evseId == evse.evseId();
            if (lookedAt && sampling.take(evse, time.nanoTime())) {
                sink.accept(new MeterSampled(at, evse.evseId(), evse.meter()));
            }
        }
    }

    /** Seldom, however often the hardware is looked at. */
    private void tellSensors(P now, Instant at) {
        List<SensorReading> shown = now.cabinet().sensors();
        if (!shown.equals(sensors) && time.nanoTime() - sensorsAt >= SENSORS.toNanos()) {
            told(shown);
            sink.accept(new SensorsRead(at, shown));
        }
    }

    private void told(List<SensorReading> shown) {
        sensors = shown;
        sensorsAt = time.nanoTime();
    }

    /** Tells the reading of a meter as it was seen last, because somebody asked for it. */
    void tellMeter(P now, int evseId) {
        EvseState evse = evse(now, evseId);
        sampling.told(evse, time.nanoTime());
        sink.accept(new MeterSampled(time.wallClock(), evseId, evse.meter()));
    }

    private void tellRestart(P now, Instant at) {
        sink.accept(new Rebooted(at, now.cabinet().bootCounter(), now.cabinet().bootReason()));
        sink.accept(snapshot(now, at));
    }

    private static boolean restarted(Picture before, Picture now) {
        return before.cabinet().bootCounter() != now.cabinet().bootCounter();
    }

    private Snapshot snapshot(Picture now, Instant at) {
        told(now.cabinet().sensors());
        return new Snapshot(at, now.cabinet(), now.evses());
    }

    private static EvseState evse(Picture picture, int evseId) {
        return picture.evses().get(evseId - 1);
    }
}
