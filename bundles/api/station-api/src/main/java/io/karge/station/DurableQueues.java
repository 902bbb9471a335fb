package io.karge.station;

import io.karge.ocpp.OcppRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** As {@link StationContext#queue}. */
    public <T extends Record> DurableQueue<T> open(String name, Class<T> type, Delivery<T, ?> policy) {
        if (queues.containsKey(name)) {
            throw new IllegalStateException("the queue " + name + " is open already");
        }
        StoredQueue<T, ?> queue = new StoredQueue<>(context, name, type, policy);
        queues.put(name, queue);
        return queue;
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
