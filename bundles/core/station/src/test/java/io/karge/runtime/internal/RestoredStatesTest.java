package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.Action;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A restored store of which a part is encrypted with a master key that is away: nothing of it is lost. */
class RestoredStatesTest {
    private static final String EVENT = "station/CS-1/transactions/events/0";
    private static final String COPY = "station/CS-1/transactions/discarded/0";
    private static final String SETTING = "station/CS-1/transactions/setting";
    private static final String KEY = "station/CS-1/transactions/certificate";

    private final TestBlock block = new TestBlock("transactions", Action.RequestStopTransaction);

    private Map<String, String> restored(
            SortedMap<String, byte[]> backup, @Nullable SortedMap<String, byte[]> last, boolean continuous) {
        SortedMap<String, byte[]> store = new TreeMap<>(backup);
        for (Write write : new RestoredStates(backup, last, continuous, List.of(block)).writes()) {
            byte[] value = write.value();
            if (value == null) {
                store.remove(write.key());
            } else {
                store.put(write.key(), value);
            }
        }
        Map<String, String> texts = new TreeMap<>();
        store.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
        return texts;
    }

    private static SortedMap<String, byte[]> store(String... keysAndValues) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put(keysAndValues[i], keysAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    private static String sealed(String text) {
        return "{\"sealed\":\"" + text + "\"}";
    }

    private static String message(String id) {
        return "{\"v\":2,\"data\":{\"order\":5,\"messageId\":\"" + id
                + "\",\"sent\":false,\"failures\":0,\"item\":{\"v\":1,\"data\":{}}}}";
    }

    @Test
    void whatCannotBeReadIsAsItWasLast() {
        SortedMap<String, byte[]> backup = store(
                EVENT, sealed("delivered since"), SETTING, "of the backup", KEY, "{\"key\":\"sealed with another\"}");
        SortedMap<String, byte[]> last = store(
                "station/CS-1/transactions/events/1",
                sealed("new"),
                COPY,
                sealed("given up"),
                SETTING,
                "changed since");

        assertThat(restored(backup, last, true))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "station/CS-1/transactions/events/1",
                        sealed("new"),
                        COPY,
                        sealed("given up"),
                        SETTING,
                        "of the backup",
                        KEY,
                        "{\"key\":\"sealed with another\"}"));
    }

    @Test
    void whatTheBackupCannotTellIsAsItWasLast() {
        assertThat(restored(
                        store("station/CS-1/transactions/b", sealed("x")),
                        store("station/CS-1/transactions/b", "y"),
                        true))
                .containsExactly(Map.entry("station/CS-1/transactions/b", "y"));
    }

    @Test
    void allOfTheBackupStaysWhereNothingIsKnownOfTheLastStore() {
        SortedMap<String, byte[]> backup = store(EVENT, sealed("waits"), COPY, sealed("given up"), SETTING, "s");

        assertThat(restored(backup, null, false))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(EVENT, sealed("waits"), COPY, sealed("given up"), SETTING, "s"));
    }

    @Test
    void messagesOfTheBackupThatMayNotHaveBeenDeliveredWaitForTheKey() {
        SortedMap<String, byte[]> backup = store(EVENT, sealed("old"), SETTING, "of the backup");
        SortedMap<String, byte[]> last = store(EVENT, message("new"));

        assertThat(restored(backup, last, false))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        EVENT,
                        message("new"),
                        SETTING,
                        "of the backup",
                        "withheld/0/" + EVENT,
                        sealed("old"),
                        "withheld/0/" + SETTING,
                        "of the backup"));
    }

    @Test
    void whatWasWithheldIsAsItWasLast() {
        assertThat(restored(
                        store("withheld/0/" + EVENT, sealed("sent since")),
                        store("withheld/0/" + COPY, sealed("of now")),
                        true))
                .containsExactly(Map.entry("withheld/0/" + COPY, sealed("of now")));
        assertThat(restored(store("withheld/0/" + EVENT, sealed("of then")), null, false))
                .containsExactly(Map.entry("withheld/0/" + EVENT, sealed("of then")));
    }

    @Test
    void whatWasWithheldInBothIsInTheOrderOfTheStores() {
        SortedMap<String, byte[]> backup = store("withheld/0/" + EVENT, sealed("first"), EVENT, sealed("second"));

        assertThat(restored(backup, store("withheld/0/" + EVENT, sealed("third")), false))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "withheld/0/" + EVENT, sealed("first"),
                        "withheld/1/" + EVENT, sealed("second"),
                        "withheld/2/" + EVENT, sealed("third")));
    }

    @Test
    void copiesOfWhatWasGivenUpAreAsTheyWereLastAndOfBothWhereNobodyKnows() {
        SortedMap<String, byte[]> backup = store(COPY, "exported since");
        SortedMap<String, byte[]> last = store(COPY, "new");

        assertThat(restored(backup, last, true)).containsExactly(Map.entry(COPY, "new"));
        assertThat(restored(backup, last, false).values()).containsExactly("new", "exported since");
    }
}
