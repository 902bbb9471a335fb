package io.karge.runtime.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one test with real threads. */
class SystemWorkersTest {
    private final SystemTime time = new SystemTime();
    private final SystemWorkers workers = new SystemWorkers(2, 4, 3, time);
    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        workers.stop();
        time.stop();
    }

    @Test
    void runsTheTasksOfOneExecutorInOrderAndOneAtATime() throws InterruptedException {
        Executor serial = workers.newBlockingSerial("test");
        CountDownLatch done = new CountDownLatch(1_000);

        for (int i = 0; i < 1_000; i++) {
            int number = i;
            serial.execute(() -> {
                seen.add(number);
                done.countDown();
            });
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(List.copyOf(seen))
                .isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void runsDifferentExecutorsBesideEachOther() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        for (String name : List.of("one", "two")) {
            workers.newBlockingSerial(name).execute(() -> {
                both.countDown();
                try {
                    if (both.await(10, TimeUnit.SECONDS)) {
                        seen.add(name);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        await().untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("one", "two"));
    }

    @Test
    void startsNoThreadWhileAnotherIsIdle() {
        Executor serial = workers.newBlockingSerial("test");
        for (int i = 1; i <= 20; i++) {
            int number = i;
            serial.execute(() -> seen.add(Thread.currentThread().getName()));
            await().until(() -> seen.size() == number);
        }

        assertThat(seen.stream().distinct()).hasSizeLessThan(4);
    }

    @Test
    void queuesWhatComesWhileAllThreadsAreBusy() {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            workers.newBlockingSerial("test").execute(() -> waitFor(release));
        }
        release.countDown();

        await().untilAsserted(() -> assertThat(seen).hasSize(20).containsOnly(true));
    }

    @Test
    void worksOnFilesWhileAllHardwareThreadsHang() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            workers.newHardwareSerial("driver HYC-" + i).execute(() -> {
                hanging.countDown();
                waitFor(release);
            });
        }
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch written = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            workers.newBlockingSerial("log HYC-" + i).execute(written::countDown);
        }

        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        await().untilAsserted(() -> assertThat(seen).hasSize(10).containsOnly(true));
    }

    @Test
    void leavesTasksToTheThreadsThatAreThereWhenNoneCanBeStarted() {
        AtomicInteger left = new AtomicInteger(1);
        BoundedPool pool = BoundedPool.onDemand(4, task -> {
            if (left.getAndDecrement() <= 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new NamedThreads("test").newThread(task);
        });
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            new SerialExecutor("test", pool).execute(() -> waitFor(release));
        }
        release.countDown();

        await().untilAsserted(() -> assertThat(seen).hasSize(5).containsOnly(true));
        assertThat(pool.getPoolSize()).isEqualTo(1);
        pool.shutdownNow();
    }

    @Test
    void namesTheWorkInThreadDumpsAndGoesOnAfterATaskThatThrows() {
        Executor serial = workers.newHardwareSerial("driver HYC-1");
        serial.execute(() -> {
            throw new IllegalStateException("broken");
        });
        serial.execute(() -> seen.add(Thread.currentThread().getName()));

        await().untilAsserted(
                        () -> assertThat(seen).singleElement().asString().matches("karge-hardware-\\d+ driver HYC-1"));
    }

    @Test
    void takesAnyDelayForATimer() {
        time.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> seen.add("never"));
        time.schedule(Duration.ofSeconds(Long.MIN_VALUE), () -> seen.add("now"));

        await().untilAsserted(() -> assertThat(seen).containsExactly("now"));
    }

    @Test
    void runsTimersAfterATaskThatThrowsAnError() {
        time.schedule(Duration.ZERO, () -> {
            throw new StackOverflowError();
        });
        time.schedule(Duration.ofMillis(1), () -> seen.add("later"));

        await().untilAsserted(() -> assertThat(seen).containsExactly("later"));
    }

    @Test
    void runsTimersUnlessTheyAreCancelled() {
        Cancellable never = time.schedule(Duration.ofMillis(20), () -> seen.add("cancelled"));
        never.cancel();
        time.schedule(Duration.ofMillis(-5), () -> seen.add("now"));
        time.schedule(Duration.ofMillis(40), () -> seen.add("later"));

        await().untilAsserted(() -> assertThat(seen).containsExactly("now", "later"));
    }

    @Test
    void endsAllThreads() {
        workers.computing().execute(() -> seen.add(Thread.currentThread()));
        workers.newBlockingSerial("x").execute(() -> seen.add(Thread.currentThread()));
        workers.newHardwareSerial("x").execute(() -> seen.add(Thread.currentThread()));
        time.schedule(Duration.ZERO, () -> seen.add(Thread.currentThread()));
        await().until(() -> seen.size() == 4);

        workers.stop();
        time.stop();

        await().untilAsserted(() -> assertThat(seen).noneMatch(thread -> ((Thread) thread).isAlive()));
        workers.computing().execute(() -> seen.add("late"));
        assertThat(seen).hasSize(4);
    }

    private void waitFor(CountDownLatch release) {
        try {
            seen.add(release.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
