package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.BlockState;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.Holds;
import io.karge.station.StationEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What blocks hold at a station, and what of it is stored under {@code hold/<block>/<key>}. On the loop, in steps only. */
final class StationHolds implements Holds {
    private static final String PREFIX = "hold/";

    /** A hold that is in force until it is released, whoever comes and goes. */
    record StoredHold(int evseId, String reason, List<HoldEffect> effects) {
        StoredHold {
            effects = List.copyOf(effects);
        }
    }

    private final BlockState state;
    private final UndoLog undo;
    private final Consumer<StationEvent> publisher;
    private final List<Entry> entries = new ArrayList<>();

    StationHolds(BlockState state, UndoLog undo, Consumer<StationEvent> publisher) {
        this.state = state;
        this.undo = undo;
        this.publisher = publisher;
        state.all(PREFIX, StoredHold.class).forEach((key, stored) -> entries.add(new Entry(ownerOf(key), key, stored)));
    }

    private static String ownerOf(String key) {
        return key.substring(PREFIX.length(), key.indexOf('/', PREFIX.length()));
    }

    @Override
    public List<Held> all() {
        return entries.stream()
                .map(Entry::held)
                .sorted(Comparator.comparingInt(Held::evseId))
                .toList();
    }

    /** Holds until the epoch is over. */
    Hold hold(BlockEpoch owner, int evseId, String reason, Set<HoldEffect> effects) {
        Entry entry = new Entry(owner.block(), null, new StoredHold(evseId, reason, List.copyOf(effects)));
        add(entry);
        Runnable release = () -> remove(entry);
        owner.atEnd(release);
        return () -> {
            owner.notAtEnd(release);
            undo.changed(() -> owner.atEnd(release));
            remove(entry);
        };
    }

    /** Holds until it is released, in this epoch or a later one. */
    Hold durableHold(BlockEpoch owner, String key, int evseId, String reason, Set<HoldEffect> effects) {
        String storedAs = PREFIX + owner.block() + "/" + key;
        StoredHold wanted = new StoredHold(evseId, reason, List.copyOf(effects));
        Optional<Entry> present =
                entries.stream().filter(entry -> storedAs.equals(entry.key)).findFirst();
        if (present.filter(entry -> entry.hold.equals(wanted)).isEmpty()) {
            present.ifPresent(this::remove);
            state.put(storedAs, wanted);
            add(new Entry(owner.block(), storedAs, wanted));
        }
        return () -> {
            if (owner.may("releasing " + key)) {
                entries.stream()
                        .filter(entry -> storedAs.equals(entry.key))
                        .findFirst()
                        .ifPresent(this::remove);
            }
        };
    }

    private void add(Entry entry) {
        entries.add(entry);
        undo.changed(() -> entries.remove(entry));
        publish(entry);
    }

    private void publish(Entry entry) {
        publisher.accept(
                new StationEvent.HoldsChanged(entry.hold.evseId(), entry.held().effects()));
    }

    private void remove(Entry entry) {
        if (entries.remove(entry)) {
            undo.changed(() -> entries.add(entry));
            if (entry.key != null) {
                state.remove(entry.key);
            }
            publish(entry);
        }
    }

    /** One hold; no two are the same. */
    private static final class Entry {
        private final String owner;
        private final @Nullable String key;
        private final StoredHold hold;

        Entry(String owner, @Nullable String key, StoredHold hold) {
            this.owner = owner;
            this.key = key;
            this.hold = hold;
        }

        Held held() {
            return new Held(owner, hold.evseId(), hold.reason(), Set.copyOf(hold.effects()));
        }
    }
}
