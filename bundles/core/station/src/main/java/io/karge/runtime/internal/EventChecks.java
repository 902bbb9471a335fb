package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.Metered;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.ToldLate;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.SensorModel;
import io.karge.driver.VehicleState;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What of the events of one driver can be believed: what its model does not have, what comes before the hardware has shown
 * itself and what is no event at all is held back and told as a defect of the driver; what can be put right is. One thread
 * at a time.
 */
final class EventChecks {
    /** How long a link may be up before all of the hardware is told. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    /** More than any hardware has at a time. */
    static final int MOST_FAULTS = 100;

    /** Of one kind at one EVSE in a minute, of what people or restarts do: nobody presents a card each second. */
    static final int MOST_ONCE = 60;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The longest that OCPP carries (Part 2, IdTokenType). */
    private static final int LONGEST_UID = 36;

    /** In tenths of a degree Celsius. */
    private static final int COLDEST = -1_000;

    private static final int HOTTEST = 3_000;

    /** In revolutions a minute. */
    private static final int FASTEST = 100_000;

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final StationModel model;
    private final TimeSource time;
    private final DriverDefects defects;
    private final Consumer<TokenPresented> refused;
    private final ReadingChecks readings;
    private final Seldom<Once> once;
    private final Map<Integer, Set<Fault>> faults = new HashMap<>();
    private boolean up;
    private boolean shown;
    private Cancellable silence = () -> {};

    /** What happens now and then, at one EVSE. */
    private record Once(Class<?> kind, int evseId) {}

    /** @param refused is told of tokens that nobody will hear of */
    EventChecks(StationModel model, TimeSource time, DriverDefects defects, Consumer<TokenPresented> refused) {
        this.model = model;
        this.time = time;
        this.defects = defects;
        this.refused = refused;
        this.readings = new ReadingChecks(model, time, defects);
        this.once = new Seldom<>(time, MINUTE, MOST_ONCE);
    }

    /** The event as it is to be believed; empty when it is not at all. */
    Optional<HardwareEvent> checked(HardwareEvent told) {
        try {
            if (told == null) { // whatever the contract says
                defect("null", "posts null in place of an event", "nothing was taken");
                return Optional.empty();
            }
            HardwareEvent event = dated(told);
            return isThere(event) && isInOrder(event) && isPossible(event) ? believed(event) : Optional.empty();
        } catch (RuntimeException e) { // a part that the contract asks for is not there
            defect("part", "posts an event of which a part is missing", told + ": " + e);
            return Optional.empty();
        }
    }

    /** No look at whether the hardware shows itself is left. */
    void close() {
        silence.cancel();
    }

    private HardwareEvent dated(HardwareEvent told) {
        Instant now = time.wallClock();
        if (told.at() == null) {
            defect("time", "posts events without a time", told + " counts as told now");
            return ToldEvents.at(told, now);
        } else if (told.at().isAfter(now.plus(CLOCKS_DIFFER))) {
            defect("future", "posts events of the future", told + " counts as told now, at " + now);
            return ToldEvents.at(told, now);
        }
        return told;
    }

    private boolean isThere(HardwareEvent event) {
        boolean there = event.evseId() == 0 || model.hasEvse(event.evseId());
        if (!there) {
            defect(
                    "evse",
                    "tells of an EVSE that its model.json does not have",
                    "EVSE " + event.evseId() + ", in " + event.getClass().getSimpleName() + "; there are "
                            + model.evses().size() + ". It is not taken");
        }
        return there;
    }

    // --- the order: LinkChanged(up), Snapshot, then everything else ---

    private boolean isInOrder(HardwareEvent event) {
        if (event instanceof LinkChanged link) {
            linked(link.up());
            return true;
        } else if (event instanceof Snapshot) {
            if (!up) {
                defect("order", "posts a Snapshot without a LinkChanged(up) before it", "the link counts as up");
            }
            up = true;
            shown = true;
            silence.cancel();
            defects.over("silence");
            return true;
        }
        boolean always = event instanceof HardwareEvent.VendorEvent
                || event instanceof HardwareEvent.FirmwareProgress
                || event instanceof HardwareEvent.Tampered;
        if (!shown && !always) {
            defect(
                    "order",
                    "posts events before the Snapshot that begins them",
                    event.getClass().getSimpleName() + " of EVSE " + event.evseId()
                            + (up ? " after LinkChanged(up)" : " while the link is not up")
                            + ". It is not taken: after each start and each LinkChanged(up) the Snapshot comes first");
        }
        return shown || always;
    }

    private void linked(boolean nowUp) {
        up = nowUp;
        shown = false;
        silence.cancel();
        if (nowUp) {
            silence = time.schedule(
                    LONGEST_SILENCE,
                    () -> defect(
                            "silence",
                            "posts no Snapshot",
                            "LinkChanged(up) was posted " + LONGEST_SILENCE.toSeconds()
                                    + " s ago. Until the Snapshot comes nothing is known of the hardware"));
        }
    }

    // --- how often ---

    private boolean isPossible(HardwareEvent told) {
        HardwareEvent event = told instanceof ToldLate late ? late.event() : told;
        boolean seldom = event instanceof TokenPresented
                || event instanceof HardwareEvent.StopRequested
                || event instanceof HardwareEvent.Tampered
                || event instanceof HardwareEvent.Rebooted;
        if (!seldom || once.happened(new Once(event.getClass(), event.evseId())).isPresent()) {
            return true;
        }
        String kind = event.getClass().getSimpleName();
        defect(
                "often." + kind,
                "tells of more than can happen",
                "more than " + MOST_ONCE + " " + kind + " in a minute at EVSE " + event.evseId()
                        + ". Those beyond are not taken, nor answered");
        return false;
    }

    // --- what is in the event ---

    private Optional<HardwareEvent> believed(HardwareEvent event) {
        if (event instanceof ToldLate late) {
            return believed(late.event(), true)
                    .map(inner -> inner == late.event() ? late : new ToldLate(late.happenedAt(), inner));
        }
        return believed(event, false);
    }

    private Optional<HardwareEvent> believed(HardwareEvent event, boolean late) {
        if (event instanceof Snapshot snapshot) {
            return Optional.of(whole(snapshot));
        } else if (event instanceof TokenPresented token) {
            return token(token);
        } else if (event instanceof HardwareEvent.SensorsRead read) {
            List<SensorReading> readings = sensors(read.readings());
            return readings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new HardwareEvent.SensorsRead(read.at(), readings));
        } else if (event instanceof HardwareEvent.LimitsChanged limits
                && (limits.minPowerW() < 0 || limits.maxPowerW() < limits.minPowerW())) {
            defect("limits", "tells of limits that cannot be", limits + " is not taken");
            return Optional.empty();
        } else if (event instanceof CableChanged cable) {
            int connectorId = connector(cable.evseId(), cable.connectorId());
            return metered(
                    connectorId == cable.connectorId()
                            ? cable
                            : new CableChanged(
                                    cable.at(), cable.evseId(), connectorId, cable.pluggedIn(), cable.reading()),
                    late);
        } else if (event instanceof HardwareEvent.VehicleStateChanged vehicle && vehicle.vehicle() == null) {
            throw new IllegalArgumentException("vehicle is null");
        } else if (event instanceof FaultRaised raised && !mayRaise(raised.evseId(), raised.fault())) {
            return Optional.empty();
        } else if (event instanceof HardwareEvent.Tampered tampered && tampered.detail() == null) {
            return Optional.of(new HardwareEvent.Tampered(tampered.at(), tampered.evseId(), ""));
        } else if (event instanceof FaultCleared cleared) {
            cleared(cleared.evseId(), cleared.fault());
        }
        return event instanceof Metered metered ? metered(metered, late) : Optional.of(event);
    }

    private Optional<HardwareEvent> metered(Metered event, boolean late) {
        MeterReading told = event.reading();
        if (told == null || event.evseId() == 0) {
            return event instanceof HardwareEvent.MeterSampled ? ToldEvents.withoutReading(event) : Optional.of(event);
        }
        Optional<MeterReading> reading = readings.checked(model.evse(event.evseId()), told, late);
        return reading.isEmpty()
                ? ToldEvents.withoutReading(event)
                : Optional.of(reading.get().equals(told) ? event : event.withReading(before -> reading.get()));
    }

    /** Words of the token itself are in no text: whoever reads them could use it. */
    private Optional<HardwareEvent> token(TokenPresented token) {
        String uid = token.uid();
        if (uid == null || token.type() == null || uid.length() > LONGEST_UID) {
            defect(
                    "token",
                    "tells of a token that cannot be",
                    token.type() + " token "
                            + (uid == null ? "without a uid" : "with a uid of " + uid.length() + " characters")
                            + ", presented at EVSE " + token.evseId() + ": OCPP carries 1 to " + LONGEST_UID
                            + ". The token is refused");
            refused.accept(token);
            return Optional.empty();
        }
        return Optional.of(token);
    }

    private int connector(int evseId, int connectorId) {
        EvseModel evse = model.evse(evseId);
        if (evse.hasConnector(connectorId)) {
            return connectorId;
        }
        defect(
                "connector",
                "tells of a connector that its model.json does not have",
                "connector " + connectorId + " of EVSE " + evseId + ", which has "
                        + evse.connectors().size() + ". It counts as connector 1");
        return 1;
    }

    // --- snapshots ---

    private Snapshot whole(Snapshot told) {
        if (told.cabinet() == null) {
            throw new IllegalArgumentException("cabinet is null");
        }
        List<EvseState> evses = new ArrayList<>();
        Set<Integer> missing = new TreeSet<>();
        Set<Integer> seen = new HashSet<>();
        model.evses().forEach(evse -> missing.add(evse.evseId()));
        for (EvseState evse : told.evses()) {
            if (!model.hasEvse(evse.evseId())) {
                snapshotDefect("EVSE " + evse.evseId() + " is in it and not in model.json. It is left out");
            } else if (!seen.add(evse.evseId())) {
                snapshotDefect("EVSE " + evse.evseId() + " is in it twice. The first one counts");
            } else {
                missing.remove(evse.evseId());
                evses.add(state(evse));
            }
        }
        if (!missing.isEmpty()) {
            snapshotDefect("the EVSEs " + missing + " are missing in it. They count as out of service");
        }
        return new Snapshot(
                told.at(), told.cabinet().withSensors(sensors(told.cabinet().sensors())), evses);
    }

    /** Those of sensors that there are, and that can be; nobody knows what the others mean. */
    private List<SensorReading> sensors(List<SensorReading> told) {
        List<SensorReading> believed = new ArrayList<>();
        for (SensorReading reading : told) {
            Optional<SensorModel> sensor = model.sensor(reading.sensor());
            Integer value = reading.value();
            if (sensor.isEmpty()) {
                defect(
                        "sensor",
                        "tells of a sensor that its model.json does not have",
                        "'" + reading.sensor() + "'. It is not taken");
            } else if (value != null && !canBe(sensor.get(), value)) {
                defect(
                        "sensor value",
                        "tells what no sensor shows",
                        "'" + reading.sensor() + "' shows " + value + ": tenths of a degree Celsius, or revolutions a"
                                + " minute, are wanted. It counts as not read");
                believed.add(new SensorReading(reading.sensor(), null));
            } else {
                believed.add(reading);
            }
        }
        return believed;
    }

    private static boolean canBe(SensorModel sensor, int value) {
        return sensor.quantity() == SensorModel.Quantity.TEMPERATURE
                ? value >= COLDEST && value <= HOTTEST
                : value >= 0 && value <= FASTEST;
    }

    private void snapshotDefect(String why) {
        defect("snapshot", "posts a Snapshot that does not fit its model.json", why);
    }

    private EvseState state(EvseState told) {
        EvseState state = told;
        if (state.vehicle() == null) {
            defect(
                    "part",
                    "posts an event of which a part is missing",
                    "EVSE " + told.evseId() + " has no vehicle state");
            state = state.withVehicle(told.pluggedIn() ? VehicleState.WAITING : VehicleState.ABSENT);
        }
        int connectorId = connector(told.evseId(), told.connectorId());
        if (connectorId != told.connectorId()) {
            state = state.withConnectorId(connectorId);
        }
        if (told.faults().size() > MOST_FAULTS) {
            tooManyFaults(told.evseId());
            state = state.withFaults(told.faults().stream().limit(MOST_FAULTS).collect(Collectors.toSet()));
        }
        faults.put(told.evseId(), new HashSet<>(state.faults()));
        return state.withMeter(meter(told));
    }

    private MeterReading meter(EvseState told) {
        Optional<MeterReading> reading = Optional.ofNullable(told.meter())
                .flatMap(meter -> readings.checked(model.evse(told.evseId()), meter, false));
        return reading.orElseGet(() -> readings.last(told.evseId()));
    }

    /** Which faults are raised, so that they stay few. */
    private boolean mayRaise(int evseId, Fault fault) {
        Objects.requireNonNull(fault, "fault");
        Set<Fault> now = faults.computeIfAbsent(evseId, id -> new HashSet<>());
        if (now.size() >= MOST_FAULTS && !now.contains(fault)) {
            tooManyFaults(evseId);
            return false;
        }
        now.add(fault);
        return true;
    }

    private void cleared(int evseId, Fault fault) {
        faults.getOrDefault(evseId, new HashSet<>())
                .removeIf(raised -> raised.code().equals(fault.code()) && raised.connectorId() == fault.connectorId());
    }

    private void tooManyFaults(int evseId) {
        defect(
                "faults",
                "tells of more faults than can be",
                "EVSE " + evseId + " has more than " + MOST_FAULTS + " at a time. The others are not taken");
    }

    private void defect(String kind, String what, String why) {
        defects.tell(kind, what, "station " + defects.stationId() + ": " + why);
    }
}
