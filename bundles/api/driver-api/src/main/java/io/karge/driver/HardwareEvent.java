package io.karge.driver;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the hardware did. {@code at} is the {@link io.karge.time.TimeSource#wallClock() wall clock} at which the driver
 * learned of it; {@code evseId} counts from 1, 0 is the station as a whole.
 */
public sealed interface HardwareEvent {

    Instant at();

    int evseId();

    /** The events that concern the station as a whole. */
    sealed interface OfStation extends HardwareEvent {
        @Override
        default int evseId() {
            return 0;
        }
    }

    /**
     * The events of an EVSE that can carry the meter's reading of their moment. A driver that has it gives it: what the
     * event begins or ends is accounted with it, otherwise with the latest reading before.
     */
    sealed interface Metered extends HardwareEvent {
        /** The reading that belongs to the event; null when the driver has none, or the event is the station's. */
        @Nullable
        MeterReading reading();

        /** The same event with another reading in place of the one that it has; without one it stays as it is. */
        default Metered withReading(UnaryOperator<MeterReading> change) {
            MeterReading before = reading();
            return before == null ? this : HardwareEvents.with(this, change.apply(before));
        }
    }

    /** The link to the hardware came up or was lost. {@code detail} says to what, or why. */
    record LinkChanged(Instant at, boolean up, String detail) implements OfStation {}

    /** Everything the driver knows of the hardware; the first event after each start and each regained link. */
    record Snapshot(Instant at, CabinetState cabinet, List<EvseState> evses) implements OfStation {
        public Snapshot {
            evses = List.copyOf(evses);
        }
    }

    /**
     * The cable was plugged into, or pulled out of, the vehicle.
     *
     * @param connectorId at which connector of the EVSE, 1 where it has no other
     */
    record CableChanged(
            Instant at,
            int evseId,
            int connectorId,
            boolean pluggedIn,
            @Nullable MeterReading reading) implements Metered {
        public CableChanged(Instant at, int evseId, boolean pluggedIn, @Nullable MeterReading reading) {
            this(at, evseId, 1, pluggedIn, reading);
        }

        public CableChanged(Instant at, int evseId, boolean pluggedIn) {
            this(at, evseId, pluggedIn, null);
        }
    }

    record VehicleStateChanged(
            Instant at,
            int evseId,
            VehicleState vehicle,
            @Nullable MeterReading reading) implements Metered {
        public VehicleStateChanged(Instant at, int evseId, VehicleState vehicle) {
            this(at, evseId, vehicle, null);
        }
    }

    /** The contactors closed or opened: measured, not assumed from a command. */
    record PowerPathChanged(
            Instant at,
            int evseId,
            boolean closed,
            @Nullable MeterReading reading) implements Metered {
        public PowerPathChanged(Instant at, int evseId, boolean closed) {
            this(at, evseId, closed, null);
        }
    }

    /** The EVSE went out of service or came back: switched at the hardware, or by SetAvailability. */
    record OperativeChanged(
            Instant at,
            int evseId,
            boolean operative,
            @Nullable MeterReading reading) implements Metered {
        public OperativeChanged(Instant at, int evseId, boolean operative) {
            this(at, evseId, operative, null);
        }
    }

    /** A reading of the EVSE's meter: periodic while anything is plugged in, and the answer to a ReadMeter. */
    record MeterSampled(Instant at, int evseId, MeterReading reading) implements Metered {}

    /**
     * A token was presented. {@code evseId} is the EVSE chosen on the display, 0 if none was.
     *
     * @param uid as the reader has it; of a vehicle its id, of a start button nothing
     */
    record TokenPresented(Instant at, int evseId, String uid, TokenType type) implements HardwareEvent {}

    /** The vehicle made itself known by its EVCC id, in upper-case hexadecimal. */
    record VehicleInfo(Instant at, int evseId, String evccId) implements HardwareEvent {}

    /** What the EVSE can give at the moment changed. */
    record LimitsChanged(Instant at, int evseId, int maxPowerW, int minPowerW) implements HardwareEvent {}

    record FaultRaised(
            Instant at, int evseId, Fault fault, @Nullable MeterReading reading) implements Metered {
        public FaultRaised(Instant at, int evseId, Fault fault) {
            this(at, evseId, fault, null);
        }
    }

    record FaultCleared(
            Instant at, int evseId, Fault fault, @Nullable MeterReading reading) implements Metered {
        public FaultCleared(Instant at, int evseId, Fault fault) {
            this(at, evseId, fault, null);
        }
    }

    /** The driver of the vehicle pressed the stop button. */
    record StopRequested(Instant at, int evseId, @Nullable MeterReading reading) implements Metered {
        public StopRequested(Instant at, int evseId) {
            this(at, evseId, null);
        }
    }

    /**
     * The cabinet restarted: its boot counter changed. A Snapshot follows. When the link was lost meanwhile, LinkChanged
     * and the Snapshot that belongs to it come first and tell the new boot counter already.
     */
    record Rebooted(Instant at, long bootCounter, BootReason reason) implements OfStation {}

    /**
     * How a firmware installation goes on; {@code failure} says what went wrong when the state is VERIFICATION_FAILED or
     * FAILED.
     */
    record FirmwareProgress(
            Instant at,
            FirmwareState state,
            int percent,
            @Nullable String failure) implements OfStation {}

    /**
     * Something that the hardware tells late: it happened at a time of its own, before the driver learned of it.
     *
     * @param happenedAt wall clock of when it happened, of the driver's clock, not the hardware's; not after {@code event.at}
     * @param event what happened; {@code at} is when the driver learned of it
     */
    record ToldLate(Instant happenedAt, HardwareEvent event) implements HardwareEvent {
        public ToldLate {
            if (event instanceof ToldLate || event instanceof Snapshot || event instanceof LinkChanged) {
                throw new IllegalArgumentException(event.getClass().getSimpleName() + " is never told late");
            }
            if (happenedAt.isAfter(event.at())) {
                throw new IllegalArgumentException(
                        "it happened at " + happenedAt + ", after it was told at " + event.at());
            }
        }

        @Override
        public Instant at() {
            return event.at();
        }

        @Override
        public int evseId() {
            return event.evseId();
        }
    }

    /**
     * Somebody has interfered with the hardware: a sensor for that was triggered, such as one of a door, a seal or a position.
     * Posted once for each time that it is; at any time, also while the link is down. The CSMS is told
     * (TamperDetectionActivated).
     *
     * @param detail what was triggered, for people
     */
    record Tampered(Instant at, int evseId, String detail) implements HardwareEvent {}

    /**
     * What sensors of the cabinet show: those that have changed, or all of them. Posted seldom, some seconds apart: it is for
     * whoever looks after the station, and protects nothing.
     */
    record SensorsRead(Instant at, List<SensorReading> readings) implements OfStation {
        public SensorsRead {
            readings = List.copyOf(readings);
        }
    }

    /** Something that only this vendor knows. */
    record VendorEvent(Instant at, int evseId, String name, Map<String, String> details) implements HardwareEvent {
        public VendorEvent {
            details = Map.copyOf(details);
        }
    }
}
