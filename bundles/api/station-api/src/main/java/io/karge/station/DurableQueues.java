package io.karge.station;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.IdTokenType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues of one block, for those who implement {@link StationContext}. Everything that they do goes through the context,
 * so a context that is closed silences them. On the station's loop only.
 */
public final class DurableQueues {
    private static final Logger LOG = LoggerFactory.getLogger(DurableQueues.class);

    private final StationContext context;
    private final Map<String, StoredQueue<?, ?>> queues = new LinkedHashMap<>();
    private @Nullable DiscardedMessages discarded;

    public DurableQueues(StationContext context) {
        this.context = context;
    }

    /**
     * The items of a queue in what a block has stored, in the order of their keys, for those who look at a store that no
     * block uses. Entries that cannot be read are passed over.
     */
    public static <T extends Record> List<T> stored(Map<String, byte[]> stored, String name, Class<T> type) {
        List<T> items = new ArrayList<>();
        stored.forEach((key, bytes) -> {
            if (key.startsWith(StoredQueue.prefix(name))) {
                try {
                    items.add(StoredRecord.read(bytes, QueueEntry.class).item().as(type));
                } catch (IllegalArgumentException | NullPointerException damaged) {
                    LOG.debug("{} is no item of the queue {}", key, name, damaged);
                }
            }
        });
        return items;
    }

    /**
     * What a block has stored, with the messages of an older store of it in front of those of the same queue: they wait and
     * are sent first. One that waits there already is not added.
     */
    public static Map<String, byte[]> after(Map<String, byte[]> older, Map<String, byte[]> stored) {
        Map<String, byte[]> all = new TreeMap<>(stored);
        Map<String, QueueEntry> waiting = entries(stored);
        Set<String> known = waiting.values().stream().map(QueueEntry::messageId).collect(Collectors.toSet());
        entries(older).entrySet().stream()
                .filter(entry -> !known.contains(entry.getValue().messageId()))
                .sorted(Comparator.comparing(entry -> -entry.getValue().order()))
                .forEach(entry -> {
                    String queue = entry.getKey().substring(0, entry.getKey().lastIndexOf('/') + 1);
                    long first = waiting.entrySet().stream()
                            .filter(other -> other.getKey().startsWith(queue))
                            .mapToLong(other -> other.getValue().order())
                            .min()
                            .orElse(0);
                    int slot = freeSlot(all, queue);
                    QueueEntry moved = entry.getValue().at(first - 1);
                    waiting.put(queue + slot, moved);
                    all.put(queue + slot, StoredRecord.write(moved));
                });
        return all;
    }

    /**
     * What a block goes on with, with the messages that it had {@code before} in front of its own, and the copies of what was
     * given up then and since.
     */
    public static Map<String, byte[]> joined(
            Map<String, byte[]> goesOn, Map<String, byte[]> before, Map<String, byte[]> since) {
        Map<String, byte[]> all = after(before, goesOn);
        for (Map<String, byte[]> copies : List.of(before, since)) {
            copies.forEach((key, copy) -> {
                if (key.startsWith(DiscardedMessage.PREFIX) && !isThere(all, copy)) {
                    all.put(DiscardedMessage.PREFIX + freeSlot(all, DiscardedMessage.PREFIX), copy);
                }
            });
        }
        return all;
    }

    private static boolean isThere(Map<String, byte[]> all, byte[] copy) {
        return all.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith(DiscardedMessage.PREFIX) && Arrays.equals(copy, entry.getValue()));
    }

    /** Whether an entry of a block is a message of a queue, or the copy of one that was given up. */
    static boolean isMessage(String key, byte[] stored) {
        return key.startsWith(DiscardedMessage.PREFIX)
                || UnsentMessage.read(stored).isPresent();
    }

    /**
     * What a block has stored, with one more message at the end of one of its queues.
     *
     * @param item as its block stores it
     * @param action what is sent of it
     */
    public static Map<String, byte[]> with(Map<String, byte[]> stored, String name, Record item, Action action) {
        Map<String, byte[]> all = new TreeMap<>(stored);
        String queue = StoredQueue.prefix(name);
        long last = entries(stored).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(queue))
                .mapToLong(entry -> entry.getValue().order())
                .max()
                .orElse(-1);
        QueueEntry added = new QueueEntry(
                last + 1, UUID.randomUUID().toString(), false, 0, new StoredItem(item), null, action.wire());
        all.put(queue + freeSlot(all, queue), StoredRecord.write(added));
        return all;
    }

    private static int freeSlot(Map<String, byte[]> stored, String queue) {
        int slot = 0;
        while (stored.containsKey(queue + slot)) {
            slot++;
        }
        return slot;
    }

    /** All entries of queues. */
    private static Map<String, QueueEntry> entries(Map<String, byte[]> stored) {
        Map<String, QueueEntry> entries = new TreeMap<>();
        stored.forEach((key, bytes) -> {
            if (UnsentMessage.read(bytes).isPresent()) {
                entries.put(key, StoredRecord.read(bytes, QueueEntry.class));
            }
        });
        return entries;
    }

    /** As {@link StationContext#queue}. */
    public <T extends Record> DurableQueue<T> open(String name, Class<T> type, Delivery<T, ?> policy) {
        if (queues.containsKey(name)) {
            throw new IllegalStateException("the queue " + name + " is open already");
        }
        StoredQueue<T, ?> queue = new StoredQueue<>(context, name, type, policy, discarded());
        queues.put(name, queue);
        return queue;
    }

    private DiscardedMessages discarded() {
        DiscardedMessages there = discarded;
        if (there == null) {
            there = new DiscardedMessages(context); // once somebody queues: until then the state is not to be read
            discarded = there;
        }
        return there;
    }

    /** Forgets copies of what was given up, by their keys in the state of the block: somebody has them elsewhere. */
    public void forgetDiscarded(Collection<String> keys) {
        discarded().remove(keys);
    }

    /** Takes the token out of the copies of what was given up (N10). */
    public void eraseDiscarded(IdTokenType token) {
        discarded().erase(token);
    }

    /** What the queues do now. */
    public List<QueueState> states() {
        return queues.values().stream().map(StoredQueue::queueState).toList();
    }

    /** A message that the CSMS has not confirmed. */
    public record Waiting(String messageId, OcppRequest request) {}

    /** How many messages wait in all queues. */
    public int size() {
        return queues.values().stream().mapToInt(StoredQueue::size).sum();
    }

    /** What waits in all queues. */
    public List<Waiting> waiting() {
        return queues.values().stream()
                .flatMap(queue -> queue.waiting().stream())
                .toList();
    }

    /** Something happened at the station; to be told before the block is. */
    public void on(StationEvent event) {
        queues.values().forEach(queue -> queue.on(event));
    }
}
