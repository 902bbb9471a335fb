package io.karge.testsystem;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the CSMS was told of all transactions, and what is wrong with it: an event that is lost, out of order, repeated
 * without an interruption or with another content, or stamped with a time that was not. Thread-safe.
 */
public final class TransactionAudit {
    /** An event comes at most so long after it happened: a start, and a disk that was full. */
    private static final Duration LATEST = Duration.ofMinutes(10);

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final TimeSource time;
    private final Map<String, Transaction> transactions = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int events;
    private int repeated;

    public TransactionAudit(TimeSource time) {
        this.time = time;
    }

    private static final class Transaction {
        private final String station;
        private final List<TransactionEventRequest> events = new ArrayList<>();

        Transaction(String station) {
            this.station = station;
        }
    }

    /** A request of a station; for {@link CsmsServer#observe}. */
    public synchronized void received(String station, OcppRequest request) {
        if (request instanceof TransactionEventRequest event) {
            received(station, event, time.wallClock());
        }
    }

    private void received(String station, TransactionEventRequest event, Instant now) {
        events++;
        String id = event.transactionInfo().transactionId();
        List<TransactionEventRequest> before =
                transactions.computeIfAbsent(id, first -> new Transaction(station)).events;
        String what = station + " " + id + " seqNo " + event.seqNo();
        TransactionEventRequest last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (last != null && last.seqNo() == event.seqNo()) {
            repeated++;
            if (!Objects.equals(last.withOffline(null), event.withOffline(null))) {
                faults.add(what + " was repeated with another content: " + last + " then " + event);
            }
            return;
        }
        int due = last == null ? 0 : last.seqNo() + 1;
        if (event.seqNo() != due) {
            faults.add(what + " came when " + due + " was due");
        }
        if ((event.eventType() == TransactionEventEnumType.Started) != (due == 0)) {
            faults.add(what + " is " + event.eventType());
        }
        if (last != null && last.eventType() == TransactionEventEnumType.Ended) {
            faults.add(what + " came after the end");
        }
        if (last != null && event.timestamp().isBefore(last.timestamp())) {
            faults.add(what + " is of " + event.timestamp() + ", the one before of " + last.timestamp());
        }
        checkTime(what, event.timestamp(), now);
        List<MeterValueType> values = event.meterValue();
        if (values != null) {
            values.forEach(value -> checkTime(what + ", a meter value", value.timestamp(), now));
        }
        before.add(event);
    }

    private void checkTime(String what, Instant stamp, Instant now) {
        if (stamp.isBefore(now.minus(LATEST)) || stamp.isAfter(now.plus(CLOCKS_DIFFER))) {
            faults.add(what + " is of " + stamp + " and came at " + now);
        }
    }

    /** Nothing runs any more and nothing waits: every transaction has its end. */
    public synchronized void over() {
        transactions.forEach((id, transaction) -> {
            TransactionEventRequest last = transaction.events.get(transaction.events.size() - 1);
            if (last.eventType() != TransactionEventEnumType.Ended) {
                faults.add(transaction.station + " " + id + " has no end; its last event is " + last.seqNo());
            }
        });
    }

    /** What is wrong, in words. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many came, repeated ones too. */
    public synchronized int events() {
        return events;
    }

    /** How many came twice, each identical but for {@code offline}. */
    public synchronized int repeated() {
        return repeated;
    }

    /** How many there were. */
    public synchronized int transactions() {
        return transactions.size();
    }
}
