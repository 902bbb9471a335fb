package io.karge.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a station has counted and timed since the process started, and what its meters show.
 *
 * @param at the time of the station's clock, which is that of the CSMS once it has told it
 * @param meters of the EVSEs that the station has or had
 * @param messages that went over the wire, one entry per direction and type, also of those that never did
 */
public record StationMeasurements(
        String stationId,
        Instant at,
        List<EvseMeter> meters,
        List<MessageCount> messages,
        Counts counts,
        Timings timings) {
    public StationMeasurements {
        meters = List.copyOf(meters);
        messages = List.copyOf(messages);
    }

    /**
     * What the meter of an EVSE shows.
     *
     * @param energyWh what it has counted in all, never falling; null while that is not known
     * @param powerW what the vehicle draws; null while the hardware is not reached
     */
    public record EvseMeter(
            int evseId, @Nullable Long energyWh, @Nullable Integer powerW) {}

    /**
     * How many messages there were.
     *
     * @param direction in (from the CSMS) or out
     * @param type CALL, CALLRESULT, CALLERROR or unreadable
     */
    public record MessageCount(String direction, String type, long count) {}

    /**
     * How often something happened.
     *
     * @param boots of the station's OCPP side
     * @param connections that came about with the CSMS
     * @param disconnections of them that ended
     */
    public record Counts(
            long boots, long connections, long disconnections, long transactionsStarted, long transactionsEnded) {}

    /**
     * How long something took.
     *
     * @param response from a request of the CSMS to the station's answer
     * @param csmsResponse from a request of the station to the answer of the CSMS
     * @param commit from handing a batch of writes to the store until it is on the disk
     * @param lateness by which what has to be done on the station's loop begins late
     */
    public record Timings(
            DurationHistogram response,
            DurationHistogram csmsResponse,
            DurationHistogram commit,
            DurationHistogram lateness) {}
}
