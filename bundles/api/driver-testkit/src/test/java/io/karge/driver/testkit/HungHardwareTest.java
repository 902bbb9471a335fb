package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.polling.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A read that does not come back: the driver says so, answers, and can be stopped. A thread of its own hangs in it. */
class HungHardwareTest extends PollingBench {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private Future<?> hung = CompletableFuture.completedFuture(null);

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        thread.shutdown();
        assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysWhereItHangsAndAnswersAllCommands() throws Exception {
        hangInTheSecondRead();
        execute("stop", new StopEnergy(1));
        execute("availability", new SetAvailability(1, true));
        pass(29_900);
        assertThat(sink.events(LinkChanged.class)).hasSize(1);
        assertThat(answers).isEmpty();

        pass(200);

        assertThat(sink.last(LinkChanged.class).up()).isFalse();
        assertThat(sink.last(LinkChanged.class).detail())
                .startsWith("the driver hangs: reading the hardware has not come to an end for 30 s")
                .contains("replace the driver");
        assertThat(answers).containsExactly("stop " + new LinkDown(), "availability " + new LinkDown());
        execute("late", new StopEnergy(1));
        assertThat(answers).endsWith("late " + new LinkDown());
    }

    @Test
    void believesNothingThatComesTooLateAndLooksAnew() throws Exception {
        hangInTheSecondRead();
        pass(31_000);
        hardware.pluggedIn = false;
        release.countDown();
        hung.get();
        assertThat(sink.events(LinkChanged.class)).hasSize(2);
        assertThat(sink.events(Snapshot.class)).hasSize(1);
        assertThat(hardware.log).endsWith("close");

        pass(5000);
        runTasks();
        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true, false, true);
        assertThat(sink.last(Snapshot.class).evses().get(0).pluggedIn()).isFalse();
    }

    @Test
    void takesARefusalThatComesTooLateForALostLink() throws Exception {
        hangInTheSecondRead();
        pass(31_000);
        hardware.failure = new RefusedException("busy");
        release.countDown();
        hung.get();
        assertThat(hardware.log).endsWith("close");

        hardware.failure = null;
        pass(5000);
        runTasks();
        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true, false, true);
    }

    @Test
    void isStoppedThoughItHangs() throws Exception {
        hangInTheSecondRead();
        execute("stop", new StopEnergy(1));
        sink.clear();
        driver.stop(Duration.ZERO);

        assertThat(answers).containsExactly("stop " + new TimedOut());
        assertThat(hardware.log).endsWith("close");
        pass(60_000);
        assertThat(sink.events()).isEmpty();
    }

    /** Starts the driver; its second look hangs in another thread, which has reached it when this returns. */
    private void hangInTheSecondRead() throws InterruptedException {
        TestContext plain = TestContext.in(time, staging);
        start(new TestContext(plain.stationId(), plain.uri(), plain.properties(), time, tasks::add, staging));
        runTasks();
        assertThat(sink.events(Snapshot.class)).hasSize(1);
        hardware.onRead = () -> {
            hardware.onRead = () -> {};
            hanging.countDown();
            awaitRelease();
        };
        pass(1000);
        hung = thread.submit(tasks.remove());
        hanging.await();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
