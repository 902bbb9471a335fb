package io.karge.runtime.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.driver.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real threads that hang, in virtual time. */
class HardwarePoolTest {
    private static final int BOUND = 2;

    private final VirtualTime time = new VirtualTime();
    private final HardwarePool pool = new HardwarePool(BOUND, time, new NamedThreads("test"));
    private final CountDownLatch hanging = new CountDownLatch(BOUND);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(3);

    @AfterEach
    void stop() {
        release.countDown();
        pool.shutdownNow();
    }

    @Test
    void givesOthersAThreadWhenAllHangAndTakesItBack() throws InterruptedException {
        hangAll();
        for (int i = 0; i < 3; i++) {
            pool.execute(done::countDown);
        }
        time.advance(Duration.ofSeconds(29));
        assertThat(done.getCount()).isEqualTo(3);

        time.advance(Duration.ofSeconds(1));

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.getMaximumPoolSize()).isEqualTo(2 * BOUND);
        release.countDown();
        await().untilAsserted(() -> assertThat(pool.getMaximumPoolSize()).isEqualTo(BOUND));
    }

    @Test
    void looksAgainWhileTasksWait() throws InterruptedException {
        hangAll();
        time.advance(Duration.ofSeconds(20));
        pool.execute(done::countDown);
        pool.execute(done::countDown);
        pool.execute(done::countDown);
        time.advance(Duration.ofSeconds(30));

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsItsBoundWhileNothingHangs() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            pool.execute(done::countDown);
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(pool.getActiveCount()).isZero()); // counting down is not yet the end
        time.advance(Duration.ofMinutes(5));

        assertThat(pool.getMaximumPoolSize()).isEqualTo(BOUND);
        assertThat(time.pendingTimers()).isZero();
    }

    private void hangAll() throws InterruptedException {
        for (int i = 0; i < BOUND; i++) {
            pool.execute(() -> {
                hanging.countDown();
                awaitRelease();
            });
        }
        hanging.await();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
