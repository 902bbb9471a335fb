package io.karge.runtime.internal;

import io.karge.driver.MeterReading;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stations go on with when the master key is back and what was {@link Withheld} can be read: each block knows what that
 * and what it has stored since make together ({@link FunctionalBlockFactory#rejoined}).
 */
final class ReturnedStates {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnedStates.class);

    private final NavigableMap<String, byte[]> withheld;
    private final Map<String, SortedSet<String>> blocks;
    private final Map<String, FunctionalBlockFactory> installed;

    /** @param withheld all that is; that of a station of which something cannot be read yet stays */
    ReturnedStates(SortedMap<String, byte[]> withheld, Collection<FunctionalBlockFactory> installed) {
        this.withheld = new TreeMap<>();
        Withheld.blocks(withheld).keySet().stream()
                .map(stationId -> Withheld.of(stationId, withheld))
                .filter(Withheld::isReadable)
                .forEach(this.withheld::putAll);
        this.blocks = Withheld.blocks(this.withheld);
        this.installed =
                installed.stream().collect(Collectors.toMap(FunctionalBlockFactory::name, Function.identity()));
    }

    /** The blocks that cannot be asked, because they are not installed: what was withheld of their stations stays. */
    NavigableSet<String> missingBlocks() {
        NavigableSet<String> missing = new TreeSet<>();
        blocks.values().forEach(missing::addAll);
        missing.removeIf(block -> RestoredStates.isOwn(block) || installed.containsKey(block));
        return missing;
    }

    /**
     * What has to be written.
     *
     * @param stored loads what is stored under a prefix
     */
    List<Write> writes(Function<String, SortedMap<String, byte[]>> stored) {
        NavigableSet<String> missing = missingBlocks();
        List<Write> writes = new ArrayList<>();
        blocks.forEach((stationId, itsBlocks) -> {
            SortedMap<String, byte[]> since = stored.apply(StationState.prefix(stationId));
            if (itsBlocks.stream().noneMatch(missing::contains) && Withheld.isReadable(since)) {
                LOG.info("station={} what it had stored in {} can be read again", stationId, itsBlocks);
                SortedMap<String, byte[]> its = Withheld.of(stationId, withheld);
                writes.addAll(StationState.missing(returned(stationId, its, since), since));
                its.keySet().forEach(key -> writes.add(Write.delete(key)));
            }
        });
        return writes;
    }

    private SortedMap<String, byte[]> returned(
            String stationId, SortedMap<String, byte[]> its, SortedMap<String, byte[]> since) {
        SortedMap<String, byte[]> all = since;
        for (SortedMap<String, byte[]> before : Withheld.byTime(its).values()) {
            all = joined(stationId, before, all);
        }
        return all;
    }

    private SortedMap<String, byte[]> joined(
            String stationId, SortedMap<String, byte[]> before, SortedMap<String, byte[]> since) {
        SortedMap<String, byte[]> all = new TreeMap<>(since);
        Map<String, MeterReading> readings = readings(stationId, before);
        parts(stationId, before).forEach((part, entries) -> {
            String prefix = StationState.prefix(stationId) + part + "/";
            FunctionalBlockFactory block = installed.get(part);
            Map<String, byte[]> now = parts(stationId, since).getOrDefault(part, Map.of());
            all.keySet().removeIf(key -> key.startsWith(prefix));
            Map<String, byte[]> together = block == null ? own(entries, now) : block.rejoined(entries, now, readings);
            together.forEach((key, value) -> all.put(prefix + key, value));
        });
        return all;
    }

    private static Map<String, Map<String, byte[]>> parts(String stationId, SortedMap<String, byte[]> entries) {
        return StationState.byStation(entries).getOrDefault(stationId, Map.of());
    }

    /** Which transactions run their block tells anew. */
    private static Map<String, byte[]> own(Map<String, byte[]> before, Map<String, byte[]> since) {
        Map<String, byte[]> all = new TreeMap<>(before);
        all.keySet().removeIf(RestoredStates::isOfTransactions);
        all.putAll(since);
        return all;
    }

    /** What the meters of the transactions showed last. */
    private static Map<String, MeterReading> readings(String stationId, SortedMap<String, byte[]> before) {
        Map<String, MeterReading> readings = new TreeMap<>();
        RunningTransactions.of(stationId, before).forEach(running -> {
            Long register = running.registerWh();
            Instant at = running.readAt();
            if (register != null && at != null) {
                readings.put(running.transactionId(), MeterReading.at(at).withEnergyWh(register));
            }
        });
        return readings;
    }
}
