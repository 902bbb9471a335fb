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
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HardwareNamesTest {
    private static final URI CABINET = URI.create("tcp://cabinet:5025");

    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private final OneHangingCall threads = new OneHangingCall(time);
    private final HardwareNames names = new HardwareNames(threads, time, problems);
    private final Naming driver = new Naming();
    private final DriverEntry entry = DriverEntry.of("acme", driver, new DriverSource("com.acme [7]", "1.2.0", ""));

    @AfterEach
    void end() throws InterruptedException {
        threads.end();
    }

    @Test
    void takesWhatTheDriverSays() {
        CompletionStage<String> name = names.ask(entry, CABINET);
        time.runUntilIdle();
        assertThat(name.toCompletableFuture()).isCompletedWithValue("the cabinet");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void takesTheTextOfTheUriWhenTheDriverHangsAndSaysSoUntilItReturns() throws InterruptedException {
        driver.hangs = true;
        threads.expect();
        CompletionStage<String> name = names.ask(entry, CABINET);
        time.advance(Duration.ofSeconds(9));
        assertThat(name.toCompletableFuture()).isNotDone();

        time.advance(Duration.ofSeconds(2));
        assertThat(name.toCompletableFuture()).isCompletedWithValue("tcp://cabinet:5025");
        assertThat(problems.all()).hasSize(1);
        StationView.Problem problem = problems.all().get(0);
        assertThat(problem.what()).isEqualTo("The driver acme 1.2.0 of com.acme [7] hangs");
        assertThat(problem.why())
                .contains("tcp://cabinet:5025", "StationDriverFactory.hardware(URI) has not returned since");

        names.ask(entry, CABINET);
        time.runUntilIdle();
        assertThat(driver.asked).as("what hangs is not asked again").hasValue(1);
        CompletionStage<String> another = names.ask(entry, URI.create("tcp://other"));
        driver.hangs = false;
        time.runUntilIdle();
        assertThat(another.toCompletableFuture()).as("the others go on").isCompletedWithValue("the cabinet");
        assertThat(problems.all()).hasSize(1);

        threads.end();
        assertThat(problems.all()).isEmpty();
        CompletionStage<String> again = names.ask(entry, CABINET);
        time.runUntilIdle();
        assertThat(again.toCompletableFuture()).isCompletedWithValue("the cabinet");
    }

    @Test
    void saysNothingMoreOfADriverThatIsGone() {
        driver.hangs = true;
        threads.expect();
        names.ask(entry, CABINET);
        time.advance(Duration.ofSeconds(11));
        names.forget(entry);
        assertThat(problems.all()).isEmpty();
    }

    private final class Naming implements StationDriverFactory {
        private volatile boolean hangs;
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public StationModel model() {
            return TestModels.dc(1);
        }

        @Override
        public String product() {
            return "{}";
        }

        @Override
        public String hardware(URI uri) {
            asked.incrementAndGet();
            if (hangs) {
                threads.hang();
            }
            return "the cabinet";
        }

        @Override
        public StationDriver create(DriverContext context) {
            return new InMemoryDriverFactory(model(), "{}").create(context);
        }
    }
}
