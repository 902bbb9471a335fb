package io.karge.runtime.internal;

import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Connector;
import io.karge.runtime.StationView.Evse;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stations that were removed while transactions ran on them, or while there was what the CSMS has not got: nobody
 * accounts for these, so people have to see them until the cfg is back, or they are discarded, or exported where all that
 * is left are copies of what was given up. Durable, outside of what is stored of the station. Thread-safe.
 */
final class RemovedStations {
    private static final Logger LOG = LoggerFactory.getLogger(RemovedStations.class);
    private static final String PREFIX = "removed/";

    static final String RUNNING = "running";
    /** How many copies there are, while what is stored cannot be read. */
    private static final int UNKNOWN = -1;

    private final Store store;
    private final RestoredStore restored;
    private final TimeSource time;
    private final Executor files;
    private final StoredMap<Removed> removed;

    /** A station as it was when it was removed. */
    record Removed(Instant since, StationView last) {}

    /** A station as it is while transactions run on it, kept with what is stored of it. */
    record Running(StationView now) {}

    /**
     * @param restored brings the store up to date before it is read
     * @param files may block
     */
    RemovedStations(Store store, RestoredStore restored, TimeSource time, Executor files) {
        this.store = store;
        this.restored = restored;
        this.time = time;
        this.files = files;
        this.removed = new StoredMap<>(PREFIX, Removed.class, store, files);
    }

    /** Reads what the gateway of before has left, now or when the store opens. */
    void begin() {
        removed.begin(() -> removed.withheld().forEach(this::missing));
    }

    void close() {
        removed.close();
    }

    /**
     * Whether there is something of a station that nobody accounts for once it is removed.
     *
     * @param others how many messages there are beside the events of transactions: copies of what was given up, and what
     *     other blocks have waiting; asked only where that decides
     */
    static boolean isOpen(StationView station, IntSupplier others) {
        return !station.transactions().isEmpty() || station.queue().length() > 0 || others.getAsInt() > 0;
    }

    /** The same of a station that is removed, of which this is stored, once its copies are gone. */
    boolean isOpenWithoutCopies(String stationId, SortedMap<String, byte[]> entries) {
        return removed.get(stationId)
                .filter(station ->
                        isOpen(stored(stationId, station.last(), entries), () -> waiting(stationId, entries)))
                .isPresent();
    }

    /**
     * How many messages wait for the CSMS that somebody would miss, those of other blocks than that of the transactions too. Of
     * a station that was never connected nobody misses security events: the security log has them.
     */
    static int waiting(String stationId, SortedMap<String, byte[]> entries) {
        boolean known = entries.containsKey(
                StationState.prefix(stationId) + RuntimeVariables.OWNER + "/" + NetworkSlots.REACHED);
        return (int) Undelivered.of(stationId, entries).messages().stream()
                .filter(message -> known
                        || !"SecurityEventNotification".equals(message.message().action()))
                .count();
    }

    /**
     * A station is removed.
     *
     * @param last what it was, with its transactions and what waits for the CSMS
     * @param copies how many there are of messages that were given up
     */
    void put(StationView last, int copies) {
        put(last, copies, 0);
    }

    private void put(StationView last, int copies, int unreadable) {
        Removed station = new Removed(time.wallClock(), last);
        removed.put(last.stationId(), station);
        problems(station.since(), last, copies, unreadable)
                .forEach(problem -> LOG.warn("station={} was removed: {}", last.stationId(), problem.why()));
    }

    /**
     * Keeps in the step that runs how the station is, for the case that its cfg goes while nobody looks.
     *
     * @param own what the runtime stores of the station
     * @param copies how many there are of messages that were given up
     */
    static void keep(BlockState own, StationView now, IntSupplier copies) {
        if (isOpen(now, copies)) {
            own.put(RUNNING, new Running(now));
        } else {
            own.remove(RUNNING);
        }
    }

    /**
     * A station is not configured, and may have been removed, or its cfg have become wrong, while the gateway was down or
     * while nobody could see its transactions: where some run, or their events wait for the CSMS, or copies of what was given up are left, it is listed.
     *
     * @return fails while what is stored cannot be read
     */
    CompletionStage<Void> missing(String stationId) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable look = () -> {
            try {
                String prefix = StationState.prefix(stationId);
                SortedMap<String, byte[]> stored = store.load(prefix);
                SortedMap<String, byte[]> entries = new TreeMap<>(Withheld.readable(stored));
                int unreadable = stored.size()
                        - entries.size()
                        + Withheld.of(stationId, store.load(Withheld.PREFIX)).size();
                byte[] seen = entries.get(prefix + RuntimeVariables.OWNER + "/" + RUNNING);
                int copies = copies(stationId, entries);
                int others = copies + waiting(stationId, entries) + unreadable;
                if ((seen != null || others > 0) && !contains(stationId)) {
                    StationView last = seen == null
                            ? unseen(stationId)
                            : StoredRecord.read(seen, Running.class).now();
                    StationView now = last.with(
                            last.transactions(),
                            WaitingEvents.of(stationId, entries).queue());
                    if (isOpen(now, () -> others)) {
                        put(now, copies, unreadable);
                    }
                }
                done.complete(null);
            } catch (StoreException e) {
                done.completeExceptionally(e);
            } catch (IllegalArgumentException e) {
                LOG.warn("station={} has no cfg; whether transactions run on it cannot be read", stationId, e);
                done.complete(null);
            }
        };
        restored.whenUpToDate(() -> files.execute(look), why -> done.completeExceptionally(new StoreException(why)));
        return done;
    }

    private static int copies(String stationId, SortedMap<String, byte[]> entries) {
        return Undelivered.discarded(stationId, entries).discarded().size();
    }

    /** One that gave messages up after it had last told how it is: only they are known of it. */
    private static StationView unseen(String stationId) {
        return new StationView(
                stationId,
                "",
                null,
                "offline",
                null,
                "none",
                1,
                0,
                List.of(),
                "missing",
                List.of(),
                List.of(),
                new StationView.Queue(0, null),
                List.of(),
                List.of(),
                List.of(),
                "",
                StationView.Equipment.UNKNOWN);
    }

    /** The station runs again without transactions of then, or is discarded. */
    void forget(String stationId) {
        removed.remove(stationId);
    }

    /** What makes a station forgotten for good. */
    static Write deletion(String stationId) {
        return StoredMap.deletion(PREFIX, stationId);
    }

    /** Whether transactions run on a station that is removed. */
    boolean holdsHardware(String stationId) {
        return removed.get(stationId)
                .filter(station -> !station.last().transactions().isEmpty())
                .isPresent();
    }

    boolean contains(String stationId) {
        return removed.get(stationId).isPresent();
    }

    List<String> ids() {
        return List.copyOf(removed.all().keySet());
    }

    /**
     * What people see of the station: what was seen last, with what is stored of it now; empty when it is none.
     *
     * @param loader of the station
     */
    CompletionStage<Optional<StationView>> view(String stationId, StateLoader loader) {
        Removed station = removed.get(stationId).orElse(null);
        if (station == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<StationView>> done = new CompletableFuture<>();
        loader.load(
                entries -> done.complete(Optional.of(view(
                        station,
                        stored(stationId, station.last(), entries),
                        copies(stationId, entries),
                        withheld(stationId)))),
                why -> done.complete(Optional.of(view(station, station.last(), UNKNOWN, 0))));
        return done;
    }

    private int withheld(String stationId) {
        try {
            return Withheld.of(stationId, store.load(Withheld.PREFIX)).size();
        } catch (StoreException e) {
            LOG.debug("station={} what was put aside of it cannot be counted", stationId, e);
            return 0;
        }
    }

    /** Since anybody looked something may have been delivered, and energy metered. */
    private static StationView stored(String stationId, StationView last, SortedMap<String, byte[]> entries) {
        WaitingEvents waiting = WaitingEvents.of(stationId, entries);
        Map<String, Long> energyWh = RunningTransactions.of(stationId, entries).stream()
                .collect(Collectors.toMap(one -> one.transactionId(), one -> one.energyWh()));
        List<StationView.Transaction> transactions = last.transactions().stream()
                .map(one -> new StationView.Transaction(
                        one.transactionId(),
                        one.evseId(),
                        one.chargingState(),
                        one.startedAt(),
                        Math.max(one.energyWh(), energyWh.getOrDefault(one.transactionId(), 0L)),
                        waiting.of(one.transactionId())))
                .toList();
        return last.with(transactions, waiting.queue());
    }

    private static StationView view(Removed station, StationView last, int copies, int unreadable) {
        return new StationView(
                last.stationId(),
                last.driver(),
                last.product(),
                "offline",
                null,
                "none",
                last.networkProfile(),
                last.securityProfile(),
                last.networkProfiles(),
                "missing",
                last.evses().stream().map(RemovedStations::outOfService).toList(),
                last.transactions(),
                last.queue(),
                List.of(),
                List.of(),
                problems(station.since(), last, copies, unreadable),
                last.csmsUrl(),
                StationView.Equipment.UNKNOWN); // another station may drive it by now
    }

    private static Evse outOfService(Evse evse) {
        return new Evse(
                evse.evseId(),
                evse.connectors().stream()
                        .map(connector -> new Connector(connector.connectorId(), "Unavailable"))
                        .toList(),
                evse.transactionId());
    }

    private static List<StationView.Problem> problems(Instant since, StationView last, int copies, int unreadable) {
        List<StationView.Problem> problems = new ArrayList<>();
        if (unreadable > 0) {
            problems.add(unreadable(since, last.stationId(), unreadable));
        }
        if (!last.transactions().isEmpty()) {
            problems.add(running(since, last));
        } else if (last.queue().length() > 0 || (copies == 0 && unreadable == 0)) {
            problems.add(waiting(since, last.stationId()));
        }
        if (copies > 0 || problems.isEmpty()) {
            problems.add(givenUp(since, last.stationId(), copies));
        }
        return problems;
    }

    private static StationView.Problem running(Instant since, StationView last) {
        List<String> running = last.transactions().stream()
                .map(transaction -> transaction.transactionId() + " on EVSE " + transaction.evseId())
                .toList();
        return new StationView.Problem(
                since,
                "The station has no cfg while transactions run",
                "its cfg was removed, or is refused, with " + running
                        + ": vehicles go on charging, nobody accounts for it and the CSMS is told nothing",
                "Put the station's cfg back, or correct it (on a new machine bring it with the files that it names): the"
                        + " transactions go on. Or give them up "
                        + discard(last.stationId()));
    }

    private static StationView.Problem waiting(Instant since, String stationId) {
        return new StationView.Problem(
                since,
                "The station has no cfg while messages wait for the CSMS",
                "its cfg was removed, or is refused, before the CSMS had got them",
                "Put the station's cfg back, or correct it (on a new machine bring it with the files that it names): they are"
                        + " sent then. Or give them up " + discard(stationId));
    }

    private static StationView.Problem unreadable(Instant since, String stationId, int entries) {
        return new StationView.Problem(
                since,
                "The station has no cfg while what it had stored cannot be read",
                (entries == 1 ? "1 entry" : entries + " entries")
                        + " cannot be read without the master key, and may be transactions or messages for the CSMS",
                "Put the right master key back, then the station's cfg, and restart the gateway: they are sent then. If"
                        + " the key is lost, give them up " + discard(stationId));
    }

    private static StationView.Problem givenUp(Instant since, String stationId, int copies) {
        String messages = copies == UNKNOWN ? "messages" : copies == 1 ? "1 message" : copies + " messages";
        return new StationView.Problem(
                since,
                "The station has no cfg while copies of what the CSMS did not accept are left",
                "its cfg was removed, or is refused, before anybody took the copies of " + messages
                        + " that the station had given up",
                "Have them entered by hand at the CSMS: station:discarded " + stationId
                        + " lists them, station:discarded --export " + stationId
                        + " moves them to a file. Or put the station's cfg back, or correct it");
    }

    private static String discard(String stationId) {
        return "for good with station:discard --force " + stationId;
    }
}
