package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollWatchTest {
    private final PollWatch polls = new PollWatch();
    private final Object master = new Object();
    private final Object other = new Object();

    @Test
    void doesNotWaitWithoutAMaster() {
        assertThat(polls.seen(150, false)).isCompleted();
        assertThat(polls.seen(150, true)).isNotDone();
    }

    @Test
    void isSeenOnceTheMasterAsksOnAfterReadingTheRegister() {
        polls.connected(master);
        var seen = polls.seen(150, false);
        poll(master, 0, 53);
        poll(master, 151, 10);
        poll(master, 100, 59);
        assertThat(seen).isNotDone();
        polls.requested(other);
        assertThat(seen).isNotDone();
        polls.requested(master);
        assertThat(seen).isCompleted();
    }

    @Test
    void whatWasReadBeforeTheChangeDoesNotCount() {
        polls.connected(master);
        poll(master, 100, 59);
        var seen = polls.seen(150, false);
        polls.requested(master);
        assertThat(seen).isNotDone();
    }

    @Test
    void isOverWhenTheLastMasterLeaves() {
        polls.connected(master);
        polls.connected(other);
        var seen = polls.seen(150, false);
        var back = polls.seen(1001, true);
        poll(master, 100, 59);
        polls.disconnected(master);
        assertThat(seen).isNotDone();
        polls.disconnected(other);
        assertThat(seen).isCompleted();
        assertThat(back).isNotDone();
        polls.connected(other);
        poll(other, 1000, 33);
        polls.requested(other);
        assertThat(back).isCompleted();
    }

    private void poll(Object by, int address, int count) {
        polls.requested(by);
        polls.answered(by, address, count);
    }
}
