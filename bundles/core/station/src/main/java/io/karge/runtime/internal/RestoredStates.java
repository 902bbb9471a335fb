package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.StationState;
import io.karge.station.DurableQueues;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stations go on with after a backup was restored: what was merely set is as in the backup, what has happened as in the
 * store that was in use until then. Each block knows what is which ({@link FunctionalBlockFactory#restored}); of one that is
 * not installed everything is as it was last, where that is known, and else as in the backup. What cannot be read without a
 * master key that is away has happened, whatever it is, and no block is asked about it: it stays where it is until a station
 * finds it there, or goes to what is {@link Withheld}.
 */
final class RestoredStates {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredStates.class);

    /** What the runtime stores of what has happened. */
    private static final Set<String> HAPPENED = Set.of(BootLog.MEMORY, BootLog.TIME, BootLog.UNSET);

    /** What it stores of transactions, besides the view of each. */
    private static final Set<String> OF_TRANSACTIONS = Set.of(MissedEvents.KEY, RemovedStations.RUNNING);

    private static final Set<String> OWN =
            Set.of(RuntimeVariables.OWNER, RuntimeVariables.DEVICE_MODEL, HardwareRelease.PART);

    /** By station, by block, by the block's own key. */
    private final Map<String, Map<String, Map<String, byte[]>>> backup;

    private final @Nullable Map<String, Map<String, Map<String, byte[]>>> last;
    private final SortedMap<String, byte[]> withheldInBackup;
    private final SortedMap<String, byte[]> withheldLast;
    private final boolean continuous;
    private final Map<String, FunctionalBlockFactory> blocks;

    /**
     * @param backup what the store holds, as restored
     * @param last what the one held that was in use until then, null when that is not known
     * @param continuous whether that one had gone on with what was stored when the backup was made. One that began after an
     *     unreadable store had not: what waited then and is not in it may not have been delivered
     * @param installed the blocks that are there
     */
    RestoredStates(
            SortedMap<String, byte[]> backup,
            @Nullable SortedMap<String, byte[]> last,
            boolean continuous,
            Collection<FunctionalBlockFactory> installed) {
        this.backup = StationState.byStation(backup);
        this.last = last == null ? null : StationState.byStation(last);
        this.withheldInBackup = Withheld.in(backup);
        this.withheldLast = last == null ? withheldInBackup : Withheld.in(last);
        this.continuous = continuous;
        this.blocks = installed.stream().collect(Collectors.toMap(FunctionalBlockFactory::name, Function.identity()));
    }

    /** The blocks that have stored something and cannot be asked, because they are not installed. */
    SortedSet<String> missingBlocks() {
        SortedSet<String> missing = new TreeSet<>();
        stations().forEach(stationId -> missing.addAll(parts(stationId)));
        missing.removeAll(OWN);
        missing.removeAll(blocks.keySet());
        return missing;
    }

    /** What has to be written for the stations to go on so. */
    List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        SortedMap<String, byte[]> unread = new TreeMap<>();
        for (String stationId : stations()) {
            for (String part : parts(stationId)) {
                Map<String, byte[]> before = part(backup, stationId, part);
                Map<String, byte[]> lately = last == null ? null : part(last, stationId, part);
                String prefix = StationState.prefix(stationId) + part + "/";
                Map<String, byte[]> now = restored(part, before, lately);
                if (!continuous && !isOwn(part)) {
                    Map<String, byte[]> waiting = asked(part, before, null);
                    if (Withheld.isReadable(waiting)) {
                        now = DurableQueues.joined(now, before, now);
                    } else if (lately != null) {
                        unread.putAll(keyed(prefix, waiting));
                    }
                }
                tell(stationId, part, before, now, lately != null && continuous);
                writes.addAll(StationState.missing(keyed(prefix, now), keyed(prefix, before)));
            }
        }
        writes.addAll(StationState.missing(withheld(unread), withheldInBackup));
        return writes;
    }

    /** Whether a part of what is stored is the runtime's, and no block's. */
    static boolean isOwn(String part) {
        return OWN.contains(part);
    }

    private SortedSet<String> stations() {
        return union(backup, last == null ? Map.of() : last);
    }

    private SortedSet<String> parts(String stationId) {
        return union(
                backup.getOrDefault(stationId, Map.of()),
                last == null ? Map.of() : last.getOrDefault(stationId, Map.of()));
    }

    private static SortedSet<String> union(Map<String, ?> one, Map<String, ?> other) {
        SortedSet<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    private static Map<String, byte[]> part(
            Map<String, Map<String, Map<String, byte[]>>> entries, String stationId, String part) {
        return entries.getOrDefault(stationId, Map.of()).getOrDefault(part, Map.of());
    }

    private static SortedMap<String, byte[]> keyed(String prefix, Map<String, byte[]> entries) {
        SortedMap<String, byte[]> keyed = new TreeMap<>();
        entries.forEach((key, stored) -> keyed.put(prefix + key, stored));
        return keyed;
    }

    private Map<String, byte[]> restored(
            String part, Map<String, byte[]> before, @Nullable Map<String, byte[]> lately) {
        if (part.equals(RuntimeVariables.OWNER)) {
            return ofRuntime(before, lately);
        } else if (part.equals(RuntimeVariables.DEVICE_MODEL)) {
            return before;
        } else if (lately == null || (Withheld.isReadable(before) && Withheld.isReadable(lately))) {
            return asked(part, before, lately);
        }
        Map<String, byte[]> now = new TreeMap<>(asked(part, Withheld.readable(before), Withheld.readable(lately)));
        lately.forEach((key, stored) -> {
            byte[] older = before.get(key);
            if (SealedStore.isSealed(stored) || (older != null && SealedStore.isSealed(older))) {
                now.put(key, stored);
            }
        });
        return now;
    }

    /** As the block says it; of one that is not installed as it was last. */
    private Map<String, byte[]> asked(String part, Map<String, byte[]> before, @Nullable Map<String, byte[]> lately) {
        FunctionalBlockFactory block = blocks.get(part);
        if (block != null) {
            return block.restored(before, lately);
        }
        return lately == null ? before : lately;
    }

    /** What was withheld then has happened too; only where nobody knows what became of the backup's does that count. */
    private SortedMap<String, byte[]> withheld(SortedMap<String, byte[]> unread) {
        if (last == null || continuous) {
            return withheldLast;
        }
        return Withheld.inOrder(List.of(withheldInBackup, Withheld.numbered(0, unread), withheldLast));
    }

    private static Map<String, byte[]> ofRuntime(Map<String, byte[]> before, @Nullable Map<String, byte[]> lately) {
        Map<String, byte[]> now = new TreeMap<>(before);
        now.keySet().removeIf(key -> isOfTransactions(key) || (lately != null && HAPPENED.contains(key)));
        if (lately != null) {
            lately.forEach((key, stored) -> {
                if (isOfTransactions(key) || HAPPENED.contains(key)) {
                    now.put(key, stored);
                }
            });
        }
        return now;
    }

    /** Whether the runtime itself stores it of transactions. */
    static boolean isOfTransactions(String key) {
        return OF_TRANSACTIONS.contains(key) || key.startsWith(RunningTransactions.PREFIX);
    }

    private void tell(
            String stationId, String part, Map<String, byte[]> before, Map<String, byte[]> now, boolean ended) {
        FunctionalBlockFactory block = blocks.get(part);
        if (block == null) {
            return;
        }
        List<String> goOn = block.openTransactions(now);
        Stream<String> dropped = block.openTransactions(before).stream().filter(id -> !goOn.contains(id));
        if (ended) {
            dropped.forEach(id -> LOG.info(
                    "station={} transactionId={} is in the restored backup and has ended since: it is not resumed",
                    stationId,
                    id));
        } else {
            dropped.forEach(id -> LOG.warn(
                    "station={} transactionId={} ran when the restored backup was made; whether it has ended since is not"
                            + " known: it is not resumed. Close it in the CSMS if it is open there",
                    stationId,
                    id));
        }
    }
}
