package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.VendorEvent;
import io.karge.driver.StationDriver;
import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.RecordingSink;
import io.karge.driver.testkit.TestContext;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told once is told again when it comes again. */
class PollDefectTest {
    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);
    private final RecordingSink sink = new RecordingSink();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    @TempDir
    Path staging;

    private StationDriver driver;

    @BeforeEach
    void start() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8)); // where the tests' logger writes
        TestContext context = TestContext.in(time, staging).withUri("modbus-tcp://192.0.2.10");
        driver = HycDriver.over(cabinet, TestModels.dc(2), context, HycOptions.parse(context.uri()));
        driver.start(sink);
        time.runUntilIdle();
    }

    @AfterEach
    void restore() {
        driver.stop(Duration.ZERO);
        System.setErr(standardError);
    }

    @Test
    void logsADefectOnceAndEveryLaterOneToo() {
        failPolls(new IllegalStateException("first defect"));
        failPolls(new IllegalStateException("second defect"));

        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("first defect")
                .containsOnlyOnce("second defect");
    }

    @Test
    void logsADefectThatComesWhileTheLinkIsDown() {
        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(5));
        failPolls(new IllegalStateException("a defect"));

        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("a defect");
    }

    @Test
    void goesOnPollingAfterAnError() {
        failPolls(new NoClassDefFoundError("its bundle has gone"));

        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true, false, true);
    }

    @Test
    void tellsOfARefusedLimitAgainAfterTheLinkWasLost() {
        driver.execute(new SetLimit(1, 20_000));
        time.runUntilIdle();
        cabinet.refusesWrites = true;
        time.advance(Duration.ofSeconds(10));
        assertThat(sink.events(VendorEvent.class)).hasSize(1);

        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(5));
        cabinet.reachable(true);
        time.advance(Duration.ofSeconds(10));
        assertThat(sink.events(VendorEvent.class)).hasSize(2);
    }

    /** Polls fail for a while, and succeed again. */
    private void failPolls(Throwable defect) {
        cabinet.onRequest = () -> {
            if (defect instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) defect;
        };
        time.advance(Duration.ofSeconds(20));
        cabinet.onRequest = () -> {};
        cabinet.reachable(true);
        time.advance(Duration.ofSeconds(20));
        assertThat(sink.last(LinkChanged.class).up()).isTrue();
    }
}
