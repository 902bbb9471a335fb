package io.karge.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A station at a moment. The names and values of the components are those of the gateway's REST interface.
 *
 * @param connection online, connecting or offline
 * @param nextAttempt when the next attempt to connect is due; null while none is waited for
 * @param registration Accepted, Pending, Rejected or none
 * @param networkProfile the slot that the station is connected through, or was last
 * @param securityProfile of that connection
 * @param hardware up, down or missing
 * @param csmsUrl of the network profile that the station is connected through, or was last, without who logs in
 */
public record StationView(
        String stationId,
        String driver,
        @Nullable String product,
        String connection,
        @Nullable Instant nextAttempt,
        String registration,
        int networkProfile,
        int securityProfile,
        List<NetworkProfile> networkProfiles,
        String hardware,
        List<Evse> evses,
        List<Transaction> transactions,
        Queue queue,
        List<Hold> holds,
        List<String> missingBlocks,
        List<Problem> problems,
        String csmsUrl,
        Equipment equipment) {
    public StationView {
        networkProfiles = List.copyOf(Objects.requireNonNullElse(networkProfiles, List.of())); // of an earlier release
        evses = List.copyOf(evses);
        transactions = List.copyOf(transactions);
        holds = List.copyOf(holds);
        missingBlocks = List.copyOf(missingBlocks);
        problems = List.copyOf(problems);
        csmsUrl = Objects.requireNonNullElse(csmsUrl, ""); // of an earlier release
        equipment = Objects.requireNonNullElse(equipment, Equipment.UNKNOWN);
    }

    /** The same with other transactions and another queue. */
    public StationView with(List<Transaction> others, Queue other) {
        return new StationView(
                stationId,
                driver,
                product,
                connection,
                nextAttempt,
                registration,
                networkProfile,
                securityProfile,
                networkProfiles,
                hardware,
                evses,
                others,
                other,
                holds,
                missingBlocks,
                problems,
                csmsUrl,
                equipment);
    }

    /**
     * What drives the station's hardware, and what the hardware is.
     *
     * @param driverUri where it is; empty when it is not known any more
     * @param driverVersion of the driver that drives it; null while none does
     * @param firmware that the cabinet told last; null when it never did
     * @param serialNumber of the cabinet; null when it never told it
     * @param meters those that have told their serial number
     */
    public record Equipment(
            String driverUri,
            @Nullable String driverVersion,
            @Nullable String firmware,
            @Nullable String serialNumber,
            List<Meter> meters) {
        /** Of which nothing is known. */
        public static final Equipment UNKNOWN = new Equipment("", null, null, null, List.of());

        public Equipment {
            meters = List.copyOf(meters);
        }
    }

    /** The meter of an EVSE. */
    public record Meter(int evseId, String serialNumber) {}

    /**
     * A slot that holds a network profile.
     *
     * @param active whether the station is connected through it, or was last
     * @param failed when and why the last attempt through it failed; null when it did not
     */
    public record NetworkProfile(
            int slot,
            String csmsUrl,
            int securityProfile,
            boolean active,
            @Nullable String failed) {}

    public record Evse(
            int evseId,
            List<Connector> connectors,
            @Nullable String transactionId) {
        public Evse {
            connectors = List.copyOf(connectors);
        }
    }

    public record Connector(int connectorId, String status) {}

    /**
     * A transaction that has not ended.
     *
     * @param queued how many of its events the CSMS has not confirmed
     * @param waiting since when the oldest of its events waits, and for what; null when none does
     * @param suspended why the station withholds energy; null when it does not, or it is not known
     */
    public record Transaction(
            String transactionId,
            int evseId,
            String chargingState,
            Instant startedAt,
            long energyWh,
            int queued,
            @Nullable String waiting,
            @Nullable String suspended) {
        /** One of which no event waits, or it is not known for what. */
        public Transaction(
                String transactionId, int evseId, String chargingState, Instant startedAt, long energyWh, int queued) {
            this(transactionId, evseId, chargingState, startedAt, energyWh, queued, null, null);
        }
    }

    /**
     * The events of transactions that the CSMS has not confirmed.
     *
     * @param oldest when the first of them happened; null when there is none
     * @param waiting what they wait for: the connection, the registration, the next attempt, the store; null when none does
     */
    public record Queue(
            int length, @Nullable Instant oldest, @Nullable String waiting) {
        /** One of which it is not known what it waits for. */
        public Queue(int length, @Nullable Instant oldest) {
            this(length, oldest, null);
        }
    }

    /**
     * What a block keeps an EVSE, or with 0 the station, from.
     *
     * @param effects REFUSES_SESSIONS, SHOWN_UNAVAILABLE, KEEPS_BUSY
     */
    public record Hold(String block, int evseId, String reason, List<String> effects) {
        public Hold {
            effects = List.copyOf(effects);
        }
    }

    public record Problem(Instant since, String what, String why, String remedy) {}
}
