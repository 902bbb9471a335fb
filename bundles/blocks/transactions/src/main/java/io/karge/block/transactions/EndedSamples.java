package io.karge.block.transactions;

import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The meter values that are collected for the Ended event of the transaction at an EVSE (SampledDataTxEnded,
 * AlignedDataTxEnded), durable under {@code samples/<evseId>/<n>}.
 */
final class EndedSamples {
    /** With more than these every second intermediate sample of each kind is dropped (E06.FR.12, FR.13, J02.FR.20). */
    static final int BOUND = 250;

    private static final String PREFIX = "samples/";

    private final BlockState state;
    /** What is kept for each EVSE, read once. */
    private final Map<Integer, List<Kept>> samples = new TreeMap<>();

    /** @param clockAligned one of the two kinds */
    private record Kept(int number, boolean clockAligned) {}

    EndedSamples(BlockState state) {
        this.state = state;
    }

    /** Whether a sample is kept under the key. */
    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    /** Those of an EVSE among what is stored, the oldest first. */
    static List<MeterValueType> stored(Map<String, byte[]> stored, int evseId) {
        return stored.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix(evseId)))
                .map(entry ->
                        StoredRecord.read(entry.getValue(), EndedSample.class).value())
                .sorted(Comparator.comparing(MeterValueType::timestamp))
                .toList();
    }

    void add(int evseId, MeterValueType value) {
        List<Kept> kept = kept(evseId);
        int last = kept.isEmpty() ? -1 : kept.get(kept.size() - 1).number();
        Kept added = new Kept(last + 1, isClockAligned(value));
        kept.add(added);
        state.put(key(evseId, added), new EndedSample(value));
        if (kept.size() > BOUND) {
            thin(evseId, kept);
        }
    }

    /** The kinds alternate as they come: each is thinned on its own, or one might go altogether. */
    private void thin(int evseId, List<Kept> kept) {
        for (boolean clockAligned : new boolean[] {false, true}) {
            List<Kept> kind = kept.stream()
                    .filter(sample -> sample.clockAligned() == clockAligned)
                    .toList();
            for (int i = 1; i < kind.size() - 1; i += 2) {
                kept.remove(kind.get(i));
                state.remove(key(evseId, kind.get(i)));
            }
        }
    }

    /** Takes all samples of an EVSE, oldest first. */
    List<MeterValueType> take(int evseId) {
        List<MeterValueType> values = new ArrayList<>();
        for (Kept sample : kept(evseId)) {
            String key = key(evseId, sample);
            state.get(key, EndedSample.class).map(EndedSample::value).ifPresent(values::add);
            state.remove(key);
        }
        samples.remove(evseId);
        values.sort(Comparator.comparing(MeterValueType::timestamp));
        return values;
    }

    /** Corrects the timestamps of all samples of an EVSE. */
    void correct(int evseId, UnaryOperator<Instant> correction) {
        for (Kept sample : kept(evseId)) {
            String key = key(evseId, sample);
            state.get(key, EndedSample.class).map(EndedSample::value).ifPresent(value -> {
                Instant corrected = correction.apply(value.timestamp());
                if (!corrected.equals(value.timestamp())) {
                    state.put(key, new EndedSample(value.withTimestamp(corrected)));
                }
            });
        }
    }

    private List<Kept> kept(int evseId) {
        return samples.computeIfAbsent(evseId, evse -> {
            List<Kept> stored = new ArrayList<>();
            state.all(prefix(evse), EndedSample.class)
                    .forEach((key, sample) -> stored.add(new Kept(
                            Integer.parseInt(key.substring(prefix(evse).length())), isClockAligned(sample.value()))));
            stored.sort(Comparator.comparingInt(Kept::number));
            return stored;
        });
    }

    private static boolean isClockAligned(MeterValueType value) {
        return value.sampledValue().get(0).context() == ReadingContextEnumType.SampleClock;
    }

    private static String key(int evseId, Kept sample) {
        return prefix(evseId) + sample.number();
    }

    private static String prefix(int evseId) {
        return PREFIX + evseId + "/";
    }
}
