package io.karge.station.testkit;

import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.Holds;
import io.karge.station.StationEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is held at the tester's station, by the block and by whom the test speaks for. */
public final class FakeHolds implements Holds {
    private final BlockTester tester;
    private final Map<Integer, Held> held = new LinkedHashMap<>();
    private final Map<String, Hold> durable = new HashMap<>();
    private int count;

    FakeHolds(BlockTester tester) {
        this.tester = tester;
    }

    @Override
    public List<Held> all() {
        return List.copyOf(held.values());
    }

    /** Another block holds; the block is told. */
    public Hold byAnother(int evseId, HoldEffect... effects) {
        return add(new Held("another", evseId, "because the test says so", Set.of(effects)));
    }

    Hold hold(int evseId, String reason, Set<HoldEffect> effects) {
        return add(new Held("block", evseId, reason, effects));
    }

    Hold durableHold(String key, int evseId, String reason, Set<HoldEffect> effects) {
        Hold before = durable.remove(key);
        if (before != null) {
            before.release();
        }
        Hold hold = hold(evseId, reason, effects);
        durable.put(key, hold);
        return hold;
    }

    private Hold add(Held now) {
        int number = ++count;
        held.put(number, now);
        tester.happened(new StationEvent.HoldsChanged(now.evseId(), now.effects()));
        return () -> {
            if (held.remove(number) != null) {
                tester.happened(new StationEvent.HoldsChanged(now.evseId(), now.effects()));
            }
        };
    }
}
