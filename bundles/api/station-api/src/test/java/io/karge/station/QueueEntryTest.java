package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The stored form of what waits in a queue, with an item that has a version of its own. */
class QueueEntryTest {
    record Sample(BigDecimal value) {}

    @StoredVersion(value = 2, migration = RenamedMigration.class)
    record Renamed(BigDecimal reading) {}

    static final class RenamedMigration implements StoredMigration {
        @Override
        public ObjectNode next(int from, ObjectNode data) {
            return data.set("reading", data.get("value"));
        }
    }

    private static QueueEntry read(String stored) {
        return StoredRecord.read(stored.getBytes(StandardCharsets.UTF_8), QueueEntry.class);
    }

    private static String write(QueueEntry entry) {
        return new String(StoredRecord.write(entry), StandardCharsets.UTF_8);
    }

    private static final String STORED =
            "{\"v\":2,\"data\":{\"order\":7,\"messageId\":\"m\",\"sent\":true,\"failures\":1,"
                    + "\"item\":{\"v\":1,\"data\":{\"value\":1234.500}}}}";

    @Test
    void keepsTheItemInAnEnvelopeOfItsOwn() {
        assertThat(write(new QueueEntry(
                        7, "m", true, 1, new StoredItem(new Sample(new BigDecimal("1234.500"))), null, null)))
                .isEqualTo(STORED);
    }

    @Test
    void writesWhatItHasReadAsItWas() {
        QueueEntry entry = read(STORED);
        assertThat(write(entry)).as("before the item is read").isEqualTo(STORED);
        assertThat(entry.item().as(Sample.class)).isEqualTo(new Sample(new BigDecimal("1234.500")));
        assertThat(write(entry)).as("after it").isEqualTo(STORED);
    }

    @Test
    void bringsAnItemUpToTheVersionOfItsRecord() {
        QueueEntry entry = read(STORED);

        assertThat(entry.item().as(Renamed.class)).isEqualTo(new Renamed(new BigDecimal("1234.500")));
        assertThat(write(entry)).contains("\"item\":{\"v\":2,\"data\":{\"reading\":1234.500}}");
    }

    @Test
    void refusesAnItemOfALaterVersionAndKeepsIt() {
        String later = STORED.replace("\"item\":{\"v\":1", "\"item\":{\"v\":9");
        QueueEntry entry = read(later);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry.item().as(Sample.class))
                .withMessageContaining("version 9");
        assertThat(write(entry)).isEqualTo(later);
    }

    @Test
    void takesOverWhatWasStoredBeforeQueuesWereOne() {
        QueueEntry entry = read("{\"v\":1,\"data\":{\"number\":3,\"value\":0.10}}");

        assertThat(entry.order()).isEqualTo(3);
        assertThat(entry.sent()).isFalse();
        assertThat(entry.failures()).isZero();
        assertThat(entry.messageId())
                .hasSize(36)
                .as("the same whenever it is read")
                .isEqualTo(
                        read("{\"v\":1,\"data\":{\"number\":3,\"value\":0.10}}").messageId());
        assertThat(entry.item().as(Sample.class)).isEqualTo(new Sample(new BigDecimal("0.10")));
    }

    @Test
    void refusesWhatIsNoEntry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"v\":1,\"data\":{\"value\":1}}"))
                .withMessageContaining("neither order nor number");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read("{\"v\":2,\"data\":{\"order\":1,\"messageId\":\"m\",\"sent\":true,\"failures\":0}}"))
                .withMessageContaining("no item");
    }
}
