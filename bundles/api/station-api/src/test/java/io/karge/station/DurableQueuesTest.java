package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What waited in an older store is sent before what waits in a newer one. */
class DurableQueuesTest {
    record Note(String text) {}

    @Test
    void putsOlderMessagesInFrontAndEachOnce() {
        Map<String, byte[]> older = new TreeMap<>();
        older.put("queue/0", entry(4, "second"));
        older.put("queue/1", entry(3, "first"));
        older.put("queue/2", entry(5, "both"));
        older.put("other/0", entry(9, "alone"));
        older.put("session/1", "x".getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> stored = new TreeMap<>();
        stored.put("queue/0", entry(0, "both"));
        stored.put("queue/2", entry(1, "last"));

        Map<String, byte[]> all = DurableQueues.after(older, stored);

        assertThat(all).containsOnlyKeys("queue/0", "queue/1", "queue/2", "queue/3", "other/0");
        assertThat(all).containsEntry("queue/0", stored.get("queue/0"));
        assertThat(order(all, "queue/")).containsExactly("first", "second", "both", "last");
        assertThat(order(all, "other/")).containsExactly("alone");
    }

    @Test
    void joinsTheCopiesOfWhatWasGivenUpEachOnce() {
        Map<String, byte[]> before = Map.of("discarded/0", copy("then"), "discarded/1", copy("both"));
        Map<String, byte[]> since = Map.of("discarded/0", copy("both"), "discarded/1", copy("now"));

        Map<String, byte[]> all = DurableQueues.joined(Map.of("setting", copy("x")), before, since);

        assertThat(all).containsKey("setting").hasSize(4);
        assertThat(all.values())
                .extracting(value -> new String(value, StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("x", "then", "both", "now");
    }

    private static byte[] copy(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> order(Map<String, byte[]> all, String queue) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(queue))
                .map(entry -> StoredRecord.read(entry.getValue(), QueueEntry.class))
                .sorted((a, b) -> Long.compare(a.order(), b.order()))
                .map(QueueEntry::messageId)
                .toList();
    }

    private static byte[] entry(long order, String messageId) {
        return StoredRecord.write(
                new QueueEntry(order, messageId, false, 0, new StoredItem(new Note(messageId)), null, "Heartbeat"));
    }
}
