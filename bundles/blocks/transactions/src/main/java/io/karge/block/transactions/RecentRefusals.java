package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenType;
import io.karge.station.IdTokens;
import io.karge.station.Refusals;
import io.karge.station.StationContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people who was refused, by whom and why: in the log, and the latest to whoever asks. */
final class RecentRefusals implements Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(RecentRefusals.class);

    /** Enough for a look at what has happened since lunch. */
    private static final int MOST = 20;

    private final StationContext context;
    private final Deque<Refusal> latest = new ArrayDeque<>();

    RecentRefusals(StationContext context) {
        this.context = context;
    }

    void add(int evseId, IdTokenType token, String by, String why) {
        Refusal refusal = new Refusal(context.clock().now(), evseId, IdTokens.masked(token), by, why);
        if (latest.size() == MOST) {
            latest.removeLast();
        }
        latest.addFirst(refusal);
        LOG.info(
                "station={} evse={} token={} event=refused by=\"{}\" why=\"{}\"",
                context.stationId(),
                evseId,
                refusal.token(),
                by,
                why);
    }

    @Override
    public List<Refusal> latest() {
        return List.copyOf(latest);
    }
}
