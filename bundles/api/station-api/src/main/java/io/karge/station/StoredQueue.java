package io.karge.station;

import io.karge.ocpp.OcppResponse;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A queue whose entries are in the block's state under {@code name/<slot>}; slots are used again. */
final class StoredQueue<T extends Record, R extends OcppResponse> implements DurableQueue<T> {
    private static final Duration AFTER_LOSS = Duration.ofSeconds(5);
    /** The share of the bound by which a queue grows before it is asked again what goes: the cost of one item stays flat. */
    private static final int THIN_AGAIN = 16;

    private final StationContext context;
    private final String prefix;
    private final Delivery<T, R> policy;
    private final DiscardedMessages discarded;
    private final Pace pace;
    /** By their order. */
    private final NavigableMap<Long, Entry<T>> entries = new TreeMap<>();

    private final FreeSlots slots = new FreeSlots();
    private @Nullable Cancellable pause;
    private @Nullable Instant pauseEnds;
    /** How long the pause is that a failure has begun; null while none runs. */
    private @Nullable Duration retryPause;

    private boolean open;
    /** From which length on it is asked again what goes, when too much stayed the last time. */
    private int thinAgainAt;

    /** @throws BlockState.StateException when an entry cannot be read; it is kept as it is */
    StoredQueue(
            StationContext context, String name, Class<T> type, Delivery<T, R> policy, DiscardedMessages discarded) {
        this.context = context;
        this.prefix = prefix(name);
        this.policy = policy;
        this.discarded = discarded;
        this.pace = new Pace(context, this::send);
        context.state().all(prefix, QueueEntry.class).entrySet().stream()
                .sorted(Comparator.comparingLong(stored -> stored.getValue().order()))
                .forEach(stored -> {
                    Entry<T> entry = read(stored.getKey(), stored.getValue(), type);
                    entries.put(entry.order, entry);
                    slots.take(entry.slot);
                });
    }

    /** What the keys of a queue begin with. */
    static String prefix(String name) {
        return name + "/";
    }

    private Entry<T> read(String key, QueueEntry stored, Class<T> type) {
        try {
            T item = stored.item().as(type);
            return new Entry<>(
                    Integer.parseInt(key.substring(prefix.length())),
                    entries.isEmpty() ? stored.order() : Math.max(stored.order(), entries.lastKey() + 1),
                    new QueuedItem<>(stored.messageId(), stored.sent(), stored.failures(), item),
                    stored.failure());
        } catch (IllegalArgumentException e) {
            throw new BlockState.StateException(
                    "station=" + context.stationId() + ": the item of " + key + " in the store is no "
                            + type.getSimpleName() + ": " + e.getMessage() + ". It is kept as it is",
                    e);
        }
    }

    @Override
    public void add(T item) {
        long order = entries.isEmpty() ? 0 : entries.lastKey() + 1;
        Entry<T> added = new Entry<>(
                slots.takeNext(), order, new QueuedItem<>(UUID.randomUUID().toString(), false, 0, item), null);
        entries.put(order, added);
        int bound = policy.bound();
        if (entries.size() > bound && entries.size() >= thinAgainAt) {
            thin();
            thinAgainAt = entries.size() > bound ? entries.size() + Math.max(1, bound / THIN_AGAIN) : 0;
        }
        if (entries.containsKey(order)) {
            save(added);
        }
    }

    private void thin() {
        List<Entry<T>> unsent =
                entries.values().stream().filter(entry -> !entry.item.sent()).toList();
        Set<String> dropped = policy
                .thin(unsent.stream().map(entry -> entry.item).toList())
                .stream()
                .map(QueuedItem::messageId)
                .collect(Collectors.toSet());
        unsent.stream()
                .filter(entry -> dropped.contains(entry.item.messageId()))
                .forEach(this::remove);
    }

    @Override
    public void send() {
        if (open || pause != null || entries.isEmpty() || !context.lifeCycle().online() || !pace.take()) {
            return;
        }
        Entry<T> first = entries.firstEntry().getValue();
        open = true;
        if (!first.item.sent()) {
            first.item = first.item.asSent();
            save(first);
        }
        context.call(
                first.item.messageId(),
                policy.request(first.item.item()),
                policy.responseType(),
                CallPermission.ACCEPTED,
                reply -> replied(first, reply));
    }

    private void replied(Entry<T> entry, CallReply<R> reply) {
        open = false;
        if (reply instanceof CallReply.ConnectionLost || reply instanceof CallReply.NotSent) {
            // Online ends the pause; it is for the case that Online came before this reply.
            pauseFor(AFTER_LOSS);
            return;
        }
        Delivery.Outcome outcome = policy.replied(entry.item.item(), reply, entry.item.failures() + 1);
        if (outcome instanceof Delivery.Outcome.RetryAfter retry) {
            entry.item = entry.item.failedOnce();
            entry.failure = reply.text();
            save(entry);
            pauseFor(retry.pause());
            retryPause = retry.pause();
            return;
        }
        remove(entry);
        if (outcome instanceof Delivery.Outcome.Discard discard) {
            discarded.add(
                    entry.item.messageId(), policy.copy(entry.item.item()), entry.item.failures() + 1, discard.why());
            policy.discarded(entry.item.failedOnce(), discard.why());
        } else if (reply instanceof CallReply.Answered<R> answered) {
            policy.delivered(entry.item.item(), answered.response());
        } else if (reply instanceof CallReply.Unreadable<R> unreadable) {
            policy.deliveredUnreadably(entry.item.item(), unreadable);
        }
        if (entries.isEmpty()) {
            policy.emptied();
        }
        send();
    }

    private void pauseFor(Duration time) {
        endPause();
        pauseEnds = context.clock().now().plus(time);
        pause = context.after(time, () -> {
            pause = null;
            send();
        });
    }

    /** How long a failed item waits may have been changed: what has passed of its pause counts. */
    private void planAnew() {
        Duration planned = retryPause;
        Instant ends = pauseEnds;
        if (pause == null || planned == null || ends == null || entries.isEmpty()) {
            return;
        }
        QueuedItem<T> first = entries.firstEntry().getValue().item;
        policy.pauseAfter(first.failures()).filter(now -> !now.equals(planned)).ifPresent(now -> {
            Duration left =
                    Duration.between(context.clock().now(), ends.minus(planned).plus(now));
            pauseFor(left.isNegative() ? Duration.ZERO : left.compareTo(now) > 0 ? now : left);
            retryPause = now;
        });
    }

    private void endPause() {
        retryPause = null;
        Cancellable running = pause;
        if (running != null) {
            running.cancel();
            pause = null;
        }
    }

    /** Something happened at the station: told before the block is. */
    void on(StationEvent event) {
        if (event instanceof StationEvent.VariableChanged) {
            planAnew();
        } else if (event instanceof StationEvent.Disconnected) {
            endPause();
        } else if (event instanceof StationEvent.Online) {
            endPause();
            if (policy.sendsWhenOnline()) {
                send();
            }
        }
    }

    @Override
    public int size() {
        return entries.size();
    }

    /** What waits, the oldest first. */
    List<DurableQueues.Waiting> waiting() {
        return entries.values().stream()
                .map(entry -> new DurableQueues.Waiting(entry.item.messageId(), policy.request(entry.item.item())))
                .toList();
    }

    @Override
    public Stream<T> items() {
        return entries.values().stream().map(entry -> entry.item.item());
    }

    /** What it does now. */
    QueueState queueState() {
        Entry<T> first = entries.isEmpty() ? null : entries.firstEntry().getValue();
        return new QueueState(
                prefix.substring(0, prefix.length() - 1),
                entries.size(),
                open,
                first == null ? 0 : first.item.failures(),
                policy.attempts(),
                first == null ? null : first.failure,
                pause == null ? null : pauseEnds);
    }

    @Override
    public void reviseAll(UnaryOperator<T> revision) {
        revise(entry -> true, revision);
    }

    @Override
    public void reviseUnsent(UnaryOperator<T> revision) {
        revise(entry -> !entry.item.sent(), revision);
    }

    private void revise(Predicate<Entry<T>> which, UnaryOperator<T> revision) {
        for (Entry<T> entry : entries.values()) {
            T revised = which.test(entry) ? revision.apply(entry.item.item()) : entry.item.item();
            if (!revised.equals(entry.item.item())) {
                entry.item = entry.item.revised(revised);
                save(entry);
            }
        }
    }

    @Override
    public void withdraw(Predicate<T> which) {
        List.copyOf(entries.values()).stream()
                .filter(entry -> which.test(entry.item.item()))
                .filter(entry -> !open || entry != entries.firstEntry().getValue())
                .forEach(this::remove);
    }

    private void save(Entry<T> entry) {
        QueuedItem<T> item = entry.item;
        context.state()
                .put(
                        prefix + entry.slot,
                        new QueueEntry(
                                entry.order,
                                item.messageId(),
                                item.sent(),
                                item.failures(),
                                new StoredItem(item.item()),
                                entry.failure,
                                policy.request(item.item()).action().wire()));
    }

    private void remove(Entry<T> entry) {
        entries.remove(entry.order);
        slots.free(entry.slot);
        context.state().remove(prefix + entry.slot);
    }

    private static final class Entry<T extends Record> {
        final int slot;
        final long order;
        QueuedItem<T> item;

        @Nullable
        String failure;

        Entry(int slot, long order, QueuedItem<T> item, @Nullable String failure) {
            this.failure = failure;
            this.slot = slot;
            this.order = order;
            this.item = item;
        }
    }
}
