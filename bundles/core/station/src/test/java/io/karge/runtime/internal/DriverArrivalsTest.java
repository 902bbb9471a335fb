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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverArrivalsTest implements DriverArrivals.Sink {
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private final OneHangingCall threads = new OneHangingCall(time);
    private final DriverArrivals arrivals = new DriverArrivals(this, problems, threads, time);
    private final List<String> used = new ArrayList<>();
    private volatile boolean constructorHangs;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();
    private @Nullable Throwable failure;

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
        CompletionStage<Void> done = add("memory", new Driver());
        time.runUntilIdle();
        assertThat(done).isCompleted();
        assertThat(used).containsExactly("memory");
    }

    @Test
    void refusesADriverThatIsWrongUntilItGoes() {
        Driver driver = new Driver();
        add("other", driver);
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
        CompletionStage<Void> hanging = add("memory", driver);
        time.advance(Duration.ofSeconds(11));
        assertThat(hanging).isCompleted();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).what()).isEqualTo("The driver memory hangs");
        assertThat(problems.all().get(0).why()).contains("bundle acme", "StationDriverFactory.model()");

        add("memory", new Driver());
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
        add("memory", driver);
        time.advance(Duration.ofSeconds(11));
        arrivals.remove(driver);
        assertThat(problems.all()).isEmpty();
        threads.end();
        assertThat(used).isEmpty();
    }

    @Test
    void waitsForNoDriverWhoseConstructorHangsAndTakesItWhenItReturns() throws InterruptedException {
        constructorHangs = true;
        threads.expect();
        CompletionStage<Void> hanging = add("memory", new Driver());
        time.advance(Duration.ofSeconds(11));
        assertThat(hanging).isCompleted();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).what()).isEqualTo("The driver memory hangs");
        assertThat(problems.all().get(0).why())
                .startsWith("bundle acme: the constructor of com.example.Acme has not returned since");
        assertThat(used).isEmpty();

        threads.end();
        assertThat(used).hasSize(1);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void letsGoOfADriverWhoseConstructorReturnsWhenItIsGone() throws InterruptedException {
        constructorHangs = true;
        threads.expect();
        Driver driver = new Driver();
        add("memory", driver);
        time.advance(Duration.ofSeconds(11));
        CompletionStage<Void> gone = arrivals.remove(driver);
        assertThat(gone).as("nothing waits for what hangs").isCompleted();
        assertThat(problems.all()).isEmpty();
        assertThat(released).hasValue(0);

        threads.end();
        time.runUntilIdle();
        assertThat(used).isEmpty();
        assertThat(driver.asked).isFalse();
        assertThat(released).hasValue(1);
    }

    @Test
    void letsGoOfADriverWhenTheGatewayHas() {
        Driver driver = new Driver();
        add("memory", driver);
        time.runUntilIdle();
        CompletionStage<Void> gone = arrivals.remove(driver);
        assertThat(used).isEmpty();
        time.runUntilIdle();
        assertThat(gone).isCompleted();
        assertThat(released).hasValue(1);
    }

    @Test
    void saysWhyADriverCannotBeMade() {
        failure = new DriverArrivals.NotMade("its component X cannot be made: too new", "Build it");
        CompletionStage<Void> done = add("memory", new Driver());
        time.runUntilIdle();
        assertThat(done).isCompleted();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).what()).isEqualTo("The driver memory is not used");
        assertThat(problems.all().get(0).why()).isEqualTo("bundle acme: its component X cannot be made: too new");
        assertThat(problems.all().get(0).remedy()).isEqualTo("Build it");
    }

    @Test
    void saysWhatADriverThrowsAsItIsMade() {
        failure = new UnsupportedClassVersionError("com/example/Acme is too new");
        add("memory", new Driver());
        time.runUntilIdle();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).why()).contains("bundle acme", "com/example/Acme is too new");
    }

    @Test
    void saysNothingOfADriverThatHasGoneBeforeItWasMade() {
        Driver driver = new Driver();
        add("memory", driver);
        arrivals.remove(driver);
        time.runUntilIdle();
        assertThat(used).isEmpty();
        assertThat(problems.all()).isEmpty();
        assertThat(made).hasValue(0);
    }

    @Test
    void namesWhatReturnedNull() {
        Driver driver = new Driver();
        driver.model = null;
        add("memory", driver);
        time.runUntilIdle();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).why()).isEqualTo("bundle acme: StationDriverFactory.model() returned null");

        arrivals.remove(driver);
        driver.model = TestModels.dc(1);
        driver.product = null;
        add("memory", driver);
        time.runUntilIdle();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).why()).isEqualTo("bundle acme: StationDriverFactory.product() returned null");
    }

    private CompletionStage<Void> add(String driver, Driver factory) {
        return arrivals.add(
                factory,
                new Arrival(driver, new Offer(factory), DriverSource.of("acme"), "driver " + driver + " of acme"));
    }

    /** The service of a driver. */
    private final class Offer implements DriverArrivals.Offer {
        private final Driver driver;

        Offer(Driver driver) {
            this.driver = driver;
        }

        @Override
        public String origin() {
            return "bundle acme";
        }

        @Override
        public String making() {
            return "the constructor of com.example.Acme";
        }

        @Override
        public StationDriverFactory get() {
            made.incrementAndGet();
            if (constructorHangs) {
                threads.hang();
            }
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return driver;
        }

        @Override
        public void release() {
            released.incrementAndGet();
        }
    }

    private final class Driver implements StationDriverFactory {
        private volatile boolean hangs;
        private volatile boolean asked;
        private @Nullable StationModel model = TestModels.dc(1);
        private @Nullable String product = "{}";

        @Override
        @SuppressWarnings("NullAway") // a driver may be against its contract
        public StationModel model() {
            asked = true;
            if (hangs) {
                threads.hang();
            }
            return model;
        }

        @Override
        @SuppressWarnings("NullAway")
        public String product() {
            return product;
        }

        @Override
        public StationDriver create(DriverContext context) {
            return new InMemoryDriverFactory(model(), "{}").create(context);
        }
    }
}
