package io.karge.runtime.internal;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.internal.RunningTransactions.Running;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.DiscardedMessage;
import io.karge.station.UnsentMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a station the CSMS has not got, as it is stored.
 *
 * @param running the transactions that have not ended
 * @param messages what waits to be sent, or confirmed
 * @param discarded what blocks have given up and kept, as JSON by the keys of the store
 * @param unreadable what cannot be read without the master key, by the keys of the store: nobody knows what it is
 */
record Undelivered(
        List<Running> running,
        List<Message> messages,
        SortedMap<String, byte[]> discarded,
        SortedMap<String, byte[]> unreadable) {
    private static final String DISCARDED = "/" + DiscardedMessage.PREFIX;

    /** @param block whose message it is */
    record Message(String block, UnsentMessage message) {
        String kind() {
            String action = message.action();
            return action == null ? "of " + block : action;
        }
    }

    Undelivered {
        running = List.copyOf(running);
        messages = List.copyOf(messages);
    }

    /** What blocks have given up and kept, alone. */
    static Undelivered discarded(StationState state, String stationId) {
        return of(stationId, state.stored(key -> key.contains(DISCARDED)));
    }

    /** The same of a station that does not run, of which this is stored. */
    static Undelivered discarded(String stationId, SortedMap<String, byte[]> entries) {
        return new Undelivered(List.of(), List.of(), of(stationId, entries).discarded(), Collections.emptySortedMap());
    }

    /** The copies of what was given up that can be read, the oldest first, as people see them. */
    List<Gateway.Discarded> copies() {
        return discarded.values().stream()
                .flatMap(stored -> DiscardedMessage.read(stored).stream())
                .sorted(Comparator.comparing(message -> message.at() == null ? Instant.MIN : message.at()))
                .map(message -> new Gateway.Discarded(
                        message.at(),
                        message.action(),
                        message.about(),
                        message.attempts(),
                        message.why(),
                        message.messageId(),
                        message.payload().toString()))
                .toList();
    }

    /** What cannot be read, alone. */
    static Undelivered unreadable(SortedMap<String, byte[]> withheld) {
        SortedMap<String, byte[]> sealed = new TreeMap<>(withheld);
        sealed.values().removeIf(stored -> !SealedStore.isSealed(stored));
        return new Undelivered(List.of(), List.of(), Collections.emptySortedMap(), sealed);
    }

    /** What is lost when all of this is deleted. */
    static Undelivered of(String stationId, SortedMap<String, byte[]> entries) {
        return of(stationId, entries, Collections.emptySortedMap());
    }

    /**
     * The same with what was put aside.
     *
     * @param withheld of the station
     */
    static Undelivered of(String stationId, SortedMap<String, byte[]> entries, SortedMap<String, byte[]> withheld) {
        int prefix = StationState.prefix(stationId).length();
        List<Message> messages = new ArrayList<>();
        SortedMap<String, byte[]> discarded = new TreeMap<>();
        SortedMap<String, byte[]> unreadable = new TreeMap<>();
        Stream.concat(withheld.entrySet().stream(), entries.entrySet().stream()).forEach(entry -> {
            String key = entry.getKey();
            byte[] stored = entry.getValue();
            String original = Withheld.original(key);
            String path = original.substring(Math.min(prefix, original.length()));
            if (SealedStore.isSealed(stored)) {
                unreadable.put(key, stored);
            } else if (path.contains(DISCARDED)) {
                discarded.put(key.equals(original) ? path : key, stored);
            } else {
                String block = path.substring(0, Math.max(0, path.indexOf('/')));
                UnsentMessage.read(stored).ifPresent(message -> messages.add(new Message(block, message)));
            }
        });
        messages.sort(Comparator.comparing(Message::block)
                .thenComparingLong(message -> message.message().order()));
        return new Undelivered(RunningTransactions.of(stationId, entries), messages, discarded, unreadable);
    }

    /** Whether the CSMS has got everything. */
    boolean isNothing() {
        return running.isEmpty() && messages.isEmpty() && discarded.isEmpty() && unreadable.isEmpty();
    }

    /** What is not, in words. */
    String text() {
        List<String> parts = new ArrayList<>();
        if (!running.isEmpty()) {
            parts.add((running.size() == 1 ? "transaction " : "transactions ")
                    + ended().stream().map(Object::toString).collect(Collectors.joining(", "))
                    + (running.size() == 1 ? " runs" : " run"));
        }
        if (!messages.isEmpty()) {
            parts.add((messages.size() == 1 ? "1 message has" : messages.size() + " messages have")
                    + " not reached the CSMS (" + kinds() + ")");
        }
        if (!discarded.isEmpty()) {
            parts.add((discarded.size() == 1 ? "1 message was" : discarded.size() + " messages were")
                    + " given up (station:discarded lists and exports " + (discarded.size() == 1 ? "it)" : "them)"));
        }
        if (!unreadable.isEmpty()) {
            parts.add((unreadable.size() == 1 ? "1 entry" : unreadable.size() + " entries")
                    + " cannot be read without the master key, and may be transactions or messages for the CSMS");
        }
        return String.join(", and ", parts);
    }

    private String kinds() {
        Map<String, Long> kinds =
                messages.stream().collect(Collectors.groupingBy(Message::kind, TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The transactions, for those who are told of a reset. */
    List<FactoryReset.Ended> ended() {
        return running.stream()
                .map(one -> new FactoryReset.Ended(one.transactionId(), one.evseId()))
                .toList();
    }
}
