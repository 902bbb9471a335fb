package io.karge.block.transactions;

import io.karge.ocpp.types.MeterValueType;
import io.karge.station.BlockState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The meter values that are collected for the Ended event of the transaction at an EVSE (SampledDataTxEnded,
 * AlignedDataTxEnded), durable under {@code samples/<evseId>/<n>}.
 */
final class EndedSamples {
    /** From this number on every second intermediate sample is dropped (E06.FR.12, FR.13). */
    static final int BOUND = 250;

    private final BlockState state;
    /** The keys of each EVSE, read once. */
    private final Map<Integer, List<String>> keys = new TreeMap<>();

    EndedSamples(BlockState state) {
        this.state = state;
    }

    void add(int evseId, MeterValueType value) {
        List<String> kept = keys(evseId);
        int last = kept.isEmpty() ? -1 : number(kept.get(kept.size() - 1));
        String key = prefix(evseId) + (last + 1);
        kept.add(key);
        state.put(key, new EndedSample(value));
        if (kept.size() > BOUND) {
            thin(kept);
        }
    }

    private void thin(List<String> kept) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            boolean intermediate = i > 0 && i < kept.size() - 1;
            if (intermediate && i % 2 == 1) {
                state.remove(kept.get(i));
            } else {
                rest.add(kept.get(i));
            }
        }
        kept.clear();
        kept.addAll(rest);
    }

    /** Takes all samples of an EVSE, oldest first. */
    List<MeterValueType> take(int evseId) {
        List<MeterValueType> values = new ArrayList<>();
        for (String key : keys(evseId)) {
            state.get(key, EndedSample.class).map(EndedSample::value).ifPresent(values::add);
            state.remove(key);
        }
        keys.remove(evseId);
        values.sort(Comparator.comparing(MeterValueType::timestamp));
        return values;
    }

    private List<String> keys(int evseId) {
        return keys.computeIfAbsent(evseId, evse -> state.all(prefix(evse), EndedSample.class).keySet().stream()
                .sorted(Comparator.comparingInt(EndedSamples::number))
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new)));
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    private static String prefix(int evseId) {
        return "samples/" + evseId + "/";
    }
}
