package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransferQueueTest {
    private final TransferQueue<String> queue = new TransferQueue<>();

    @Test
    void givesEachStationItsTurn() {
        queue.add("A", "a1");
        queue.add("A", "a2");
        queue.add("A", "a3");
        queue.add("B", "b1");
        queue.add("C", "c1");

        assertThat(queue.next()).contains("a1");
        assertThat(queue.next()).contains("b1");
        assertThat(queue.next()).contains("c1");
        assertThat(queue.next()).contains("a2");
        queue.add("B", "b2");
        assertThat(queue.next()).contains("a3");
        assertThat(queue.next()).contains("b2");
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void forgetsWhatIsRemoved() {
        queue.add("A", "a1");
        queue.add("A", "a2");

        assertThat(queue.remove("A", "a1")).isTrue();
        assertThat(queue.remove("A", "a1")).isFalse();
        assertThat(queue.remove("B", "a2")).isFalse();
        assertThat(queue.next()).contains("a2");
        assertThat(queue.next()).isEmpty();
    }
}
