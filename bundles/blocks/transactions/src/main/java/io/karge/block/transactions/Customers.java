package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.CustomerRecords;
import io.karge.station.StationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What sessions and waiting events hold of customers (N09, N10). It is needed until the CSMS has it, so nothing is erased at once:
 * a session goes with its vehicle, an event when it is delivered. An event of a cleared transaction that is given up leaves a
 * copy without the token; which transactions these are is durable.
 */
final class Customers implements CustomerRecords {
    private static final String CLEARED = "cleared/";

    private final StationContext context;
    private final Sessions sessions;
    private final DeliveryQueue queue;

    /** A transaction that goes on without a trace of its customer once it is told. */
    record Cleared(String transactionId) {}

    Customers(StationContext context, Sessions sessions, DeliveryQueue queue) {
        this.context = context;
        this.sessions = sessions;
        this.queue = queue;
    }

    @Override
    public List<String> about(IdTokenType idToken) {
        List<String> lines = new ArrayList<>();
        sessions.all().stream()
                .map(Map.Entry::getValue)
                .filter(session -> isOf(session, idToken))
                .map(Customers::line)
                .forEach(lines::add);
        for (String transactionId : waiting(idToken)) {
            lines.add("Transaction " + transactionId + ": " + queue.size(transactionId) + " events wait for the CSMS");
        }
        return lines;
    }

    @Override
    public List<String> clear(IdTokenType idToken) {
        Set<String> transactions = waiting(idToken);
        List<String> lines = new ArrayList<>();
        transactions.forEach(id -> lines.add("Transaction " + id + ": kept until its events are delivered"));
        sessions.all().stream()
                .map(Map.Entry::getValue)
                .filter(session -> isOf(session, idToken))
                .forEach(session -> {
                    Progress progress = session.progress();
                    if (progress == null) {
                        lines.add("A session at EVSE " + session.evseId() + ": kept until the vehicle leaves");
                    } else if (transactions.add(progress.transactionId())) {
                        lines.add("Transaction " + progress.transactionId()
                                + ": kept until it has ended and its events are delivered");
                    }
                });
        forgetDelivered();
        transactions.forEach(id -> context.state().put(CLEARED + id, new Cleared(id)));
        return lines;
    }

    /** The transactions of which an event waits that names the customer. */
    private Set<String> waiting(IdTokenType idToken) {
        Set<String> ids = new TreeSet<>();
        queue.events()
                .filter(event -> Tokens.same(event.event().idToken(), idToken))
                .forEach(event -> ids.add(event.transactionId()));
        return ids;
    }

    private static boolean isOf(Session session, IdTokenType idToken) {
        return Tokens.same(session.grant().idToken(), idToken)
                || Tokens.same(session.grant().groupIdToken(), idToken);
    }

    private static String line(Session session) {
        Progress progress = session.progress();
        return progress == null
                ? "A session at EVSE " + session.evseId() + " without a transaction"
                : "Transaction " + progress.transactionId() + " at EVSE " + session.evseId() + " runs since "
                        + progress.startedAt();
    }

    /** An event as it may stay when it was given up. */
    TransactionEventRequest copy(QueuedEvent event) {
        return context.state()
                        .get(CLEARED + event.transactionId(), Cleared.class)
                        .isPresent()
                ? event.event().withIdToken(null)
                : event.event();
    }

    /** What has ended and is delivered needs no mark any more. */
    void forgetDelivered() {
        context.state().all(CLEARED, Cleared.class).forEach((key, cleared) -> {
            if (queue.size(cleared.transactionId()) == 0
                    && sessions.keyOf(cleared.transactionId()).isEmpty()) {
                context.state().remove(key);
            }
        });
    }
}
