package io.karge.runtime.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.station.BlockState;
import io.karge.station.BlockState.StateException;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StationStateTest {
    record Session(String id, Instant at, List<Integer> samples) {}

    private static final Session ONE = new Session("t1", Instant.parse("2026-01-01T00:00:00.123Z"), List.of(1, 2));

    private final StationState state = new StationState("CS-1", new TreeMap<>());
    private final BlockState block = state.of("transactions");

    @Test
    void readsWhatWasPutAtOnce() {
        block.put("tx/1", ONE);

        assertThat(block.get("tx/1", Session.class)).contains(ONE);
        assertThat(state.of("other").get("tx/1", Session.class)).isEmpty();
    }

    @Test
    void readsAnewWhatWasStored() {
        block.put("tx/1", ONE);
        SortedMap<String, byte[]> stored = new TreeMap<>();
        for (Write write : state.takeWrites()) {
            stored.put(write.key(), write.value());
        }

        StationState reloaded = new StationState("CS-1", stored);

        assertThat(stored).containsOnlyKeys("station/CS-1/transactions/tx/1");
        assertThat(reloaded.of("transactions").get("tx/1", Session.class)).contains(ONE);
        assertThat(reloaded.hasWrites()).isFalse();
    }

    @Test
    void givesAllUnderAPrefixInTheOrderOfTheirKeys() {
        block.put("tx/2", ONE);
        block.put("tx/1", ONE);
        block.put("txt", ONE);
        state.of("transactions2").put("tx/0", ONE);

        assertThat(block.all("tx/", Session.class)).containsOnlyKeys("tx/1", "tx/2");
        assertThat(block.all("tx/", Session.class).keySet()).containsExactly("tx/1", "tx/2");
        assertThat(block.all("", Session.class)).hasSize(3);
    }

    @Test
    void writesEachKeyOnceWithItsLastValue() {
        block.put("a", ONE);
        block.remove("a");
        block.put("b", ONE);
        block.put("b", new Session("t2", ONE.at(), List.of()));
        block.remove("never there");

        List<Write> writes = state.takeWrites();

        assertThat(writes)
                .extracting(Write::key)
                .containsExactly("station/CS-1/transactions/a", "station/CS-1/transactions/b");
        assertThat(writes.get(0).value()).isNull();
        assertThat(new String(writes.get(1).value(), StandardCharsets.UTF_8)).contains("t2");
        assertThat(state.takeWrites()).isEmpty();
    }

    @Test
    void saysWhichEntryCannotBeReadAndKeepsIt() {
        SortedMap<String, byte[]> stored = new TreeMap<>();
        stored.put("station/CS-1/transactions/a", "{\"v\":2}".getBytes(StandardCharsets.UTF_8));
        StationState broken = new StationState("CS-1", stored);

        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> broken.of("transactions").get("a", Session.class))
                .withMessageContaining("station/CS-1/transactions/a")
                .withMessageContaining("version 1");
        assertThat(broken.hasWrites()).isFalse();
    }

    @Test
    void movesEntriesToAnotherBlockForGood() {
        block.put("tx/1", ONE);
        block.put("other/1", ONE);
        state.takeWrites();

        state.move("transactions", "tx/", "sessions");

        assertThat(block.get("tx/1", Session.class)).isEmpty();
        assertThat(block.get("other/1", Session.class)).contains(ONE);
        assertThat(state.of("sessions").get("tx/1", Session.class)).contains(ONE);
        assertThat(state.takeWrites())
                .extracting(Write::key, write -> write.value() == null)
                .containsExactlyInAnyOrder(
                        tuple("station/CS-1/sessions/tx/1", false), tuple("station/CS-1/transactions/tx/1", true));
    }
}
