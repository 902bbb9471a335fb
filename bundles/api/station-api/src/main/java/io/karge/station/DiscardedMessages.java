package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.failure.TimeWords;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.IdTokenType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of what the queues of one block have given up. A problem of the station says that there are any. Of more than
 * {@link #MOST} the oldest goes, which the log says. On the loop only.
 */
final class DiscardedMessages {
    /** How many are kept. */
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DiscardedMessages.class);
    private static final String PROBLEM = "discarded";
    private static final OcppCodec CODEC = new OcppCodec();

    private final StationContext context;
    /** By key, the oldest first. */
    private final Map<String, DiscardedMessage> kept = new LinkedHashMap<>();

    private int next;

    DiscardedMessages(StationContext context) {
        this.context = context;
        context.state().all(DiscardedMessage.PREFIX, DiscardedMessage.class).entrySet().stream()
                .sorted(Comparator.comparing(entry -> at(entry.getValue())))
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        tell();
    }

    private static Instant at(DiscardedMessage message) {
        Instant at = message.at();
        return at == null ? Instant.MIN : at;
    }

    /** Keeps a copy, in this step. */
    void add(String messageId, OcppRequest request, int attempts, String why) {
        if (kept.size() >= MOST) {
            String oldest = kept.keySet().iterator().next();
            LOG.warn(
                    "station={} more than {} discarded messages are kept, this one goes: {}",
                    context.stationId(),
                    MOST,
                    kept.get(oldest));
            remove(oldest);
        }
        JsonNode payload = CODEC.payload(request);
        DiscardedMessage copy = new DiscardedMessage(
                messageId, request.action().wire(), context.clock().now(), attempts, why, payload);
        String key = freeKey();
        kept.put(key, copy);
        context.state().put(key, copy);
        LOG.warn(
                "station={} a {} is discarded after {}: {}. {}",
                context.stationId(),
                copy.action(),
                attempts(attempts),
                why,
                copy.about());
        tell();
    }

    /** Takes the token out of all copies (N10). */
    void erase(IdTokenType token) {
        kept.replaceAll((key, message) -> {
            DiscardedMessage erased = message.without(token);
            if (!erased.equals(message)) {
                context.state().put(key, erased);
            }
            return erased;
        });
    }

    private String freeKey() {
        while (kept.containsKey(DiscardedMessage.PREFIX + next)) {
            next = (next + 1) % MOST;
        }
        return DiscardedMessage.PREFIX + next;
    }

    /** Somebody has them elsewhere. */
    void remove(Collection<String> keys) {
        keys.forEach(this::remove);
        tell();
    }

    private void remove(String key) {
        kept.remove(key);
        context.state().remove(key);
    }

    private static String attempts(int attempts) {
        return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }

    private void tell() {
        if (kept.isEmpty()) {
            context.problems().clear(PROBLEM);
            return;
        }
        DiscardedMessage first = kept.values().iterator().next();
        DiscardedMessage last = first;
        for (DiscardedMessage message : kept.values()) {
            last = message;
        }
        String id = context.stationId();
        String them = kept.size() == 1 ? "it" : "them";
        context.problems()
                .raise(
                        PROBLEM,
                        (kept.size() == 1 ? "1 message was" : kept.size() + " messages were")
                                + " given up: the CSMS did not accept " + them,
                        "since " + (first.at() == null ? "an earlier release" : TimeWords.of(first.at()))
                                + "; the last, a " + last.action() + ", after " + attempts(last.attempts()) + ": "
                                + last.why(),
                        "Repair the CSMS and have " + them + " entered by hand: station:discarded " + id + " lists "
                                + them + ", station:discarded --export " + id + " moves " + them + " to a file");
    }
}
