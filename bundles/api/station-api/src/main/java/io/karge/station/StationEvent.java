package io.karge.station;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens at a station, told to all its blocks on its loop. */
public sealed interface StationEvent {

    /**
     * The station has booted, and now it is known why: told once for each boot, before the first levels of it. The
     * transactions block is told when it begins if it was not there then.
     */
    record Booted(BootReasonEnumType reason) implements StationEvent {}

    /** The WebSocket is open. {@code bootRequired}: BootNotification must come first. */
    record Connected(boolean bootRequired) implements StationEvent {}

    record Disconnected(String cause) implements StationEvent {}

    /** The CSMS answered a BootNotification. */
    record Registered(RegistrationStatusEnumType status) implements StationEvent {}

    /** Connected and accepted: requests may flow, after {@code offline} without (zero right after a boot). */
    record Online(boolean afterBoot, Duration offline) implements StationEvent {}

    /**
     * The CSMS told the time for the first time since the process began; before {@link TimeChanged}, if that follows. What
     * was stamped by the clock until then, and has not been sent, is to be corrected by {@link #corrected}.
     *
     * @param from the station's time as it was
     * @param to the station's time as it is
     * @param unsetSince what was stamped earlier was stamped by a clock that was set, or has been sent
     * @param known the last time that was stamped by a clock that was set, or sent: nothing of before is later
     */
    record ClockSet(Instant from, Instant to, Instant unsetSince, Instant known) implements StationEvent {
        /** A clock that is less wrong than this is good enough. */
        private static final Duration GOOD = Duration.ofSeconds(5);

        /** By how much the clock was wrong. */
        public Duration error() {
            return Duration.between(from, to);
        }

        /** Whether anything is to be corrected. */
        public boolean wasWrong() {
            return error().abs().compareTo(GOOD) >= 0;
        }

        /** Whether it was stamped by the clock that nobody had set. */
        public boolean concerns(Instant stamp) {
            return wasWrong() && !stamp.isBefore(unsetSince);
        }

        /** What a stamp should have been. */
        public Instant corrected(Instant stamp) {
            return concerns(stamp) ? stamp.plus(error()) : stamp;
        }
    }

    /** The station's time jumped from one value to another because the CSMS told it so. */
    record TimeChanged(Instant from, Instant to) implements StationEvent {}

    /**
     * The state of an EVSE's hardware, by level. Published for each EVSE that a delta changed, and for every EVSE after
     * each snapshot even if nothing changed, so that a block needs one rule: compare {@code after} with what it knows.
     * That is the recovery path after a crash, a lost link and a swapped driver.
     *
     * @param at station time of the change
     */
    record EvseChanged(int evseId, EvseState before, EvseState after, boolean snapshot, Instant at)
            implements StationEvent {}

    /**
     * The station itself has the energy of an EVSE stopped, because something that a session needs is away.
     *
     * @param why for people
     */
    record EnergyStopped(int evseId, String why) implements StationEvent {}

    /**
     * How an EVSE was at a moment at which no transactions block was there. Told to the one that begins next, the oldest
     * first and before the levels as they are; of the meter only the register was kept.
     *
     * @param energyStopped why the station itself had the energy stopped then, null when it did not
     * @param at station time of then
     */
    record EvseMissed(EvseState state, @Nullable String energyStopped, Instant at) implements StationEvent {}

    /**
     * A hardware event that is no level: TokenPresented, StopRequested, VehicleInfo, LimitsChanged, FirmwareProgress,
     * Tampered, VendorEvent, MeterSampled.
     */
    record Hardware(HardwareEvent event, Instant at) implements StationEvent {}

    /** Driver or link have been away for longer than the grace period. */
    record HardwareLost(String why) implements StationEvent {}

    /** They are back; EvseChanged with {@code snapshot} follows for every EVSE. */
    record HardwareReturned() implements StationEvent {}

    /** What a connector would report as its status changed. */
    record ConnectorStatusChanged(int evseId, int connectorId, ConnectorStatusEnumType status)
            implements StationEvent {}

    /** A transaction began, changed or ended. */
    record TransactionChanged(TransactionInfo transaction, Phase phase) implements StationEvent {
        public enum Phase {
            STARTED,
            UPDATED,
            ENDED
        }
    }

    /** Meter values of a running transaction are due to be reported in it. */
    record TransactionMeterValues(String transactionId, SampleOccasion occasion, List<MeterValueType> values)
            implements StationEvent {
        public TransactionMeterValues {
            values = List.copyOf(values);
        }
    }

    /** The CSMS has confirmed every event of a transaction: none waits any more. */
    record TransactionEventsDelivered() implements StationEvent {}

    /**
     * An EVSE, or with 0 the station, is held or is not held any more; {@link StationContext#holds} says what is in force
     * now.
     *
     * @param effects those of the hold that came or went
     */
    record HoldsChanged(int evseId, Set<HoldEffect> effects) implements StationEvent {
        public HoldsChanged {
            effects = Set.copyOf(effects);
        }
    }

    /** A variable got another value. */
    record VariableChanged(VariableKey variable, String value) implements StationEvent {}
}
