package io.karge.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A factory reset that is done: nothing of the station's state is left.
 *
 * @param note what is still open, for people: that the hardware could not be put back into service yet, and why; null
 *     when nothing is
 * @param ended the transactions that ran and do not any more
 * @param kept what the CSMS has not got; null when it has got everything
 */
public record FactoryReset(
        @Nullable String note, List<Ended> ended, @Nullable Kept kept) {

    /** With nothing to tell. */
    public static final FactoryReset DONE = new FactoryReset(null, List.of(), null);

    public FactoryReset {
        ended = List.copyOf(ended);
    }

    /** The same with something still open. */
    public FactoryReset withNote(@Nullable String open) {
        return new FactoryReset(open, ended, kept);
    }

    /** A transaction, and where it ran; 0 when it had no EVSE yet. */
    public record Ended(String transactionId, int evseId) {
        @Override
        public String toString() {
            return transactionId + (evseId == 0 ? " without an EVSE" : " on EVSE " + evseId);
        }
    }

    /**
     * A copy of what was deleted and never reached the CSMS.
     *
     * @param file on the gateway's disk, readable by its user only, a JSON object a line
     * @param messages how many messages are in it
     */
    public record Kept(String file, int messages) {}
}
