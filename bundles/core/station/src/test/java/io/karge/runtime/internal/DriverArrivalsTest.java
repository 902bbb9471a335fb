package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.DriverSource;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.DriverArrivals.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverArrivalsTest implements DriverArrivals.Sink {
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private final OneHangingCall threads = new OneHangingCall(time);
    private final DriverArrivals arrivals = new DriverArrivals(this, problems, threads, time);
    private final List<String> used = new ArrayList<>();

    @Override
    public void addDriver(DriverEntry entry) {
        used.add(entry.driver());
    }

    @Override
    public CompletionStage<Void> removeDriver(StationDriverFactory factory) {
        used.clear();
        return CompletableFuture.completedFuture(null);
    }

    @AfterEach
    void end() throws InterruptedException {
        threads.end();
    }

    @Test
    void handsOnADriverThatSaysWhatItIs() {
        CompletionStage<Void> done = arrivals.add(arrival("memory", new Driver()));
        time.runUntilIdle();
        assertThat(done).isCompleted();
        assertThat(used).containsExactly("memory");
    }

    @Test
    void refusesADriverThatIsWrongUntilItGoes() {
        Driver driver = new Driver();
        arrivals.add(arrival("other", driver));
        time.runUntilIdle();
        assertThat(used).isEmpty();
        assertThat(problems.all()).hasSize(1);
        StationView.Problem problem = problems.all().get(0);
        assertThat(problem.what()).isEqualTo("The driver other is not used");
        assertThat(problem.why()).startsWith("bundle acme: \"driver\" in model.json is 'memory'");

        arrivals.remove(driver);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void waitsForNoDriverThatHangsAndTakesItWhenItReturns() throws InterruptedException {
        Driver driver = new Driver();
        driver.hangs = true;
        threads.expect();
        CompletionStage<Void> hanging = arrivals.add(arrival("memory", driver));
        time.advance(Duration.ofSeconds(11));
        assertThat(hanging).isCompleted();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).what()).isEqualTo("The driver memory hangs");
        assertThat(problems.all().get(0).why()).contains("bundle acme", "StationDriverFactory.model()");

        arrivals.add(arrival("memory", new Driver()));
        time.runUntilIdle();
        assertThat(used).as("the others come").hasSize(1);

        threads.end();
        assertThat(used).hasSize(2);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void doesNotTakeADriverThatReturnsWhenItIsGone() throws InterruptedException {
        Driver driver = new Driver();
        driver.hangs = true;
        threads.expect();
        arrivals.add(arrival("memory", driver));
        time.advance(Duration.ofSeconds(11));
        arrivals.remove(driver);
        assertThat(problems.all()).isEmpty();
        threads.end();
        assertThat(used).isEmpty();
    }

    private static Arrival arrival(String driver, StationDriverFactory factory) {
        return new Arrival(driver, factory, DriverSource.of("acme"), "driver " + driver, "bundle acme");
    }

    private final class Driver implements StationDriverFactory {
        private volatile boolean hangs;

        @Override
        public StationModel model() {
            if (hangs) {
                threads.hang();
            }
            return TestModels.dc(1);
        }

        @Override
        public String product() {
            return "{}";
        }

        @Override
        public StationDriver create(DriverContext context) {
            return new InMemoryDriverFactory(model(), "{}").create(context);
        }
    }
}
