package io.karge.station;

import io.karge.ocpp.OcppRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The queues of one block, for those who implement {@link StationContext}. Everything that they do goes through the context,
 * so a context that is closed silences them. On the station's loop only.
 */
public final class DurableQueues {
    private final StationContext context;
    private final Map<String, StoredQueue<?, ?>> queues = new LinkedHashMap<>();

    public DurableQueues(StationContext context) {
        this.context = context;
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
