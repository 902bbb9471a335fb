package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.runtime.StationMeasurements.EvseMeter;
import io.karge.runtime.internal.HardwareProblems.Absence;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.station.BlockState;
import io.karge.station.HardwareView;
import io.karge.station.StationEvent;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hardware of one station over all its boots: the mirror, and the grace period in which a driver or a link may be
 * away before blocks and people are told. On the loop only.
 */
final class StationHardware implements HardwareView {
    private static final Logger LOG = LoggerFactory.getLogger(StationHardware.class);

    /** A link that comes and goes all the time is logged so often in a period, and counted then. */
    private static final int MOST_LINKS = 10;

    private static final Duration LINKS_PERIOD = Duration.ofMinutes(1);

    /** Who acts on what the hardware does. */
    interface Listener {
        /** All of the hardware is known again; told before anything else is. */
        void shown();

        /** The cabinet told its state: first of all whether it has restarted. */
        void cabinetSeen(CabinetState cabinet);

        /** The blocks have to be told. */
        void changed(List<StationEvent> events);

        /** It has been away for the grace period: what waits for it need not wait any longer. */
        void lost();
    }

    private final String stationId;
    private final EventLoop loop;
    private final TimeSource time;
    private final CsmsClock clock;
    private final HardwareProblems problems;
    private final Listener listener;
    private final EnergySums sums;
    private final Seldom<Boolean> links;
    private Duration grace;
    private @Nullable HardwareMirror mirror;
    private @Nullable String driver;
    private @Nullable Cancellable graceTimer;
    private int graceRounds;
    private boolean driverThere;
    private boolean lost;
    private boolean closed;
    private Absence absence = Absence.unreached("no driver is installed");

    StationHardware(
            String stationId,
            EventLoop loop,
            TimeSource time,
            CsmsClock clock,
            Duration grace,
            HardwareProblems problems,
            Listener listener) {
        this.stationId = stationId;
        this.loop = loop;
        this.time = time;
        this.clock = clock;
        this.grace = grace;
        this.problems = problems;
        this.listener = listener;
        this.sums = new EnergySums(stationId);
        this.links = new Seldom<>(time, LINKS_PERIOD, MOST_LINKS);
    }

    /** How long driver and link may be away, from the next time on. */
    void setGrace(Duration longest) {
        grace = longest;
    }

    /** The model of the driver; another one than before begins with unknown hardware. */
    void modelIs(StationModel model) {
        mirror = HardwareMirror.unknown(model, time.wallClock());
        problems.forget();
    }

    /** The station begins: the hardware has the grace period to show itself. */
    void begin() {
        startGrace();
    }

    void driverAttached(String name) {
        driver = name;
        driverThere = true;
        because(Absence.reaching());
        if (lost && !closed) {
            int round = ++graceRounds;
            graceTimer = time.schedule(grace, () -> loop.post(() -> graceEnded(round)));
        } else {
            absence = Absence.unreached("the driver has no link to the hardware");
        }
    }

    /** There is no driver any more, or never was one. */
    void driverGone(Absence cause) {
        driverThere = false;
        lose(cause);
    }

    /** An event of the driver. */
    void on(HardwareEvent told) {
        HardwareMirror before = mirror;
        if (before == null || !driverThere) {
            return;
        }
        boolean late = told instanceof HardwareEvent.ToldLate;
        HardwareEvent event = told instanceof HardwareEvent.ToldLate toldLate ? toldLate.event() : told;
        if (event.evseId() != 0 && !before.evses().containsKey(event.evseId())) {
            LOG.debug("station={} nobody knows EVSE {} any more", stationId, event.evseId()); // its product has changed
            return;
        }
        HardwareMirror.Update update = before.apply(summed(before.model(), event, late), clock.at(happened(told)));
        mirror = update.mirror();
        if (event instanceof HardwareEvent.LinkChanged link) {
            log(link);
            if (!link.up()) {
                lose(Absence.unreached("the link to the hardware is down: " + link.detail()));
            }
            return;
        }
        if (event instanceof HardwareEvent.Snapshot) {
            listener.shown();
        }
        List<StationEvent> events = new ArrayList<>();
        update.events().forEach(this::watchFaults);
        if (event instanceof HardwareEvent.Snapshot && returned()) {
            events.add(new StationEvent.HardwareReturned());
        }
        events.addAll(update.events());
        if (event instanceof HardwareEvent.Snapshot || event instanceof HardwareEvent.Rebooted) {
            update.mirror().seenCabinet().ifPresent(listener::cabinetSeen);
        }
        listener.changed(events);
    }

    private void log(HardwareEvent.LinkChanged link) {
        links.happened(link.up())
                .ifPresent(more -> LOG.info(
                        "station={} hardware link={} {}{}",
                        stationId,
                        link.up() ? "up" : "down",
                        link.detail(),
                        more == 0 ? "" : " (and " + more + " times more since the last such line)"));
    }

    private static Instant happened(HardwareEvent told) {
        return told instanceof HardwareEvent.ToldLate late ? late.happenedAt() : told.at();
    }

    /** The event with the sums of its meters, where the model's meters have to be added up. */
    private HardwareEvent summed(StationModel model, HardwareEvent event, boolean late) {
        if (event instanceof HardwareEvent.Snapshot shown) {
            List<EvseState> evses = shown.evses().stream()
                    .map(evse -> model.hasEvse(evse.evseId())
                            ? evse.withMeter(sums.sum(model, evse.evseId(), evse.meter(), late))
                            : evse)
                    .toList();
            return new HardwareEvent.Snapshot(shown.at(), shown.cabinet(), evses);
        }
        return event instanceof HardwareEvent.Metered metered && event.evseId() != 0
                ? metered.withReading(reading -> sums.sum(model, event.evseId(), reading, late))
                : event;
    }

    /** The station boots: what its meters counted before is read from its state, and stored there from now on. */
    void storeEnergyIn(BlockState own) {
        boolean first = !sums.hasBegun();
        sums.begin(own);
        HardwareMirror before = mirror;
        if (first && before != null && before.seenCabinet().isPresent()) {
            mirror = before.remetered((evseId, reading) -> sums.sum(before.model(), evseId, reading, false));
        }
    }

    /** Stores what the meters have counted; in a step. */
    void storeEnergy() {
        sums.store();
    }

    /** As {@link #storeEnergy}, of a station that ends. */
    void storeAllEnergy() {
        sums.storeAll();
    }

    private void watchFaults(StationEvent event) {
        if (event instanceof StationEvent.EvseChanged evse) {
            problems.changed(evse.before(), evse.after());
        }
    }

    /** The hardware accepted a command; what that changes has no event of its own. */
    List<StationEvent> accepted(HardwareCommand command) {
        HardwareMirror before = mirror;
        if (before == null || !(command instanceof HardwareCommand.SetAvailability set)) {
            return List.of();
        }
        HardwareMirror.Update update = before.operative(set.evseId(), set.operative(), clock.now());
        mirror = update.mirror();
        return update.events();
    }

    /** What a block that begins has to be told; nothing before the hardware has shown itself. */
    List<StationEvent> levels() {
        HardwareMirror now = mirror;
        if (now == null || !now.live()) {
            return lost ? List.of(new StationEvent.HardwareLost(absence.why())) : List.of();
        }
        return now.levels(clock.now());
    }

    /** Whether a decision may be made: the hardware is there, or has had its time. */
    boolean isSettled() {
        return lost || (mirror != null && mirror.live());
    }

    /** What was away is back; whether that had been told. */
    private boolean returned() {
        boolean told = lost;
        lost = false;
        problems.back();
        if (graceTimer != null) {
            graceTimer.cancel();
            graceTimer = null;
        }
        return told;
    }

    private void lose(Absence cause) {
        because(cause);
        if (mirror != null) {
            mirror = mirror.lost();
        }
        startGrace();
    }

    /** The reason may change while the hardware is away: first no driver, then no link. */
    private void because(Absence cause) {
        absence = cause;
        if (lost) {
            problems.away(cause);
        }
    }

    private void startGrace() {
        if (graceTimer == null && !lost && !closed) {
            int round = ++graceRounds;
            graceTimer = time.schedule(grace, () -> loop.post(() -> graceEnded(round)));
        }
    }

    private void graceEnded(int round) {
        if (graceTimer == null || round != graceRounds) {
            return; // it came back at the last moment
        }
        graceTimer = null;
        if (lost) { // before this driver came, which has not found it in its time either
            if (absence.equals(Absence.reaching())) {
                because(Absence.unreached("the driver has no link to the hardware"));
            }
            return;
        }
        lost = true;
        problems.away(absence);
        listener.changed(List.of(new StationEvent.HardwareLost(absence.why())));
        listener.lost();
    }

    /** The station ends: no grace period begins any more. */
    void close() {
        closed = true;
        if (graceTimer != null) {
            graceTimer.cancel();
            graceTimer = null;
        }
    }

    @Override
    public Optional<String> driver() {
        return Optional.ofNullable(driver);
    }

    @Override
    public Status status() {
        if (!driverThere) {
            return Status.MISSING;
        }
        return mirror != null && mirror.live() ? Status.UP : Status.DOWN;
    }

    @Override
    public Optional<CabinetState> cabinet() {
        return mirror == null ? Optional.empty() : mirror.seenCabinet();
    }

    @Override
    public Optional<FirmwareProgress> firmware() {
        return Optional.ofNullable(mirror).map(HardwareMirror::firmware);
    }

    @Override
    public List<EvseState> evses() {
        return mirror == null ? List.of() : List.copyOf(mirror.evses().values());
    }

    @Override
    public Optional<MeterReading> lastReading(int evseId) {
        EvseState evse = mirror == null ? null : mirror.evses().get(evseId);
        return evse == null ? sums.last(evseId) : Optional.of(evse.meter());
    }

    /** What the meters of the EVSEs show. */
    List<EvseMeter> meters() {
        boolean reached = status() == Status.UP;
        return evses().stream()
                .map(evse -> new EvseMeter(
                        evse.evseId(),
                        sums.last(evse.evseId()).map(MeterReading::energyWh).orElse(null),
                        reached ? evse.meter().powerW() : null))
                .toList();
    }

    @Override
    public EvseState evse(int evseId) {
        EvseState evse = mirror == null ? null : mirror.evses().get(evseId);
        if (evse == null) {
            throw new IllegalArgumentException("station " + stationId + " has no EVSE " + evseId);
        }
        return evse;
    }
}
