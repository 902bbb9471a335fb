package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.InMemoryDriver;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Two stations never drive the same hardware at once, whatever their configs say. */
class SharedHardwareTest {
    private final GatewayHarness h = new GatewayHarness();
    private final Cabinets cabinets = new Cabinets();

    private void begin() {
        h.installBlocks();
        h.gateway.addDriver("memory", cabinets, "test");
    }

    @Test
    void letsTheSecondStationWaitAndSaysForWhom() {
        begin();
        put("A", "memory:1");
        put("B", "MEMORY:1");

        assertThat(cabinets.done).containsExactly("start A");
        assertThat(view("A").hardware()).isEqualTo("up");
        assertThat(view("B").hardware()).isEqualTo("missing");
        h.time.advance(Duration.ofSeconds(11));
        assertThat(view("B").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).isEqualTo("station A drives memory:1");
            assertThat(problem.remedy()).contains("driverUri");
        });
    }

    @Test
    void handsTheHardwareOverWhenTheDriverBeforeHasStopped() {
        begin();
        put("A", "memory:1");
        put("B", "memory:1");

        h.now(h.gateway.removeStation("A"));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(cabinets.done).containsExactly("start A", "stop A", "start B");
        assertThat(view("B").hardware()).isEqualTo("up");
        assertThat(view("B").problems()).isEmpty();
    }

    @Test
    void swapsTheHardwareOfTwoStations() {
        begin();
        put("A", "memory:1");
        put("B", "memory:2");
        cabinets.done.clear();

        h.gateway.putStation(config("A", "memory:2"));
        h.gateway.putStation(config("B", "memory:1"));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(cabinets.done.subList(0, 2)).containsExactlyInAnyOrder("stop A", "stop B");
        assertThat(cabinets.done.subList(2, 4)).containsExactlyInAnyOrder("start A", "start B");
        assertThat(view("A").hardware()).isEqualTo("up");
        assertThat(view("B").hardware()).isEqualTo("up");
    }

    @Test
    void doesNotWaitAnyLongerForHardwareThatItsConfigHasLeft() {
        begin();
        put("A", "memory:1");
        put("B", "memory:1");

        put("B", "memory:2");
        h.now(h.gateway.removeStation("A"));
        put("C", "memory:1");

        assertThat(cabinets.done).containsExactly("start A", "start B", "stop A", "start C");
    }

    @Test
    void isFreeAgainWhenADriverCannotBeMade() {
        begin();
        cabinets.refused = "A";
        put("A", "memory:1");

        put("B", "memory:1");

        assertThat(cabinets.done).containsExactly("start B");
    }

    /** What a driver says of its hardware is as untrusted as all that it does. */
    @Test
    void takesTheTextOfTheUriWhenTheDriverCannotNameItsHardware() {
        begin();
        for (Object answer :
                new Object[] {" ", new IllegalStateException("broken"), new NoClassDefFoundError("gone")}) {
            cabinets.answer = answer;
            cabinets.done.clear();

            put("A", "memory:1");
            put("B", "memory:1");
            put("C", "MEMORY:1");

            assertThat(cabinets.done).containsExactly("start A", "start C");
            List<CompletionStage<Void>> gone = new ArrayList<>();
            List.of("B", "A", "C").forEach(id -> gone.add(h.gateway.removeStation(id)));
            gone.forEach(h::now);
        }
    }

    @Test
    void letsGoOfTheHardwareWhenTheDriverLeavesAndIsFirstInLineWhenItReturns() {
        begin();
        put("A", "memory:1");
        h.now(h.gateway.removeDriver(cabinets));

        h.gateway.addDriver("memory", cabinets, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(cabinets.done).containsExactly("start A", "stop A", "start A");
    }

    private void put(String stationId, String uri) {
        h.gateway.putStation(config(stationId, uri));
        h.time.advance(Duration.ofSeconds(1));
    }

    private static StationConfig config(String stationId, String uri) {
        return StationConfig.of(
                stationId, "memory", URI.create(uri), URI.create("ws://csms.example/ocpp"), GatewayHarness.PASSWORD);
    }

    private StationView view(String stationId) {
        return h.now(h.gateway.station(stationId));
    }

    /** Tells which drivers run; names of cabinets know no case. */
    private final class Cabinets implements StationDriverFactory {
        final List<String> done = new ArrayList<>();
        String refused = "";
        Object answer = "";

        @Override
        public StationModel model() {
            return h.driver.model();
        }

        @Override
        public String product() {
            return h.driver.product();
        }

        @Override
        public String hardware(URI uri) {
            if (answer instanceof RuntimeException failure) {
                throw failure;
            } else if (answer instanceof Error failure) {
                throw failure;
            }
            return answer.equals("") ? "memory:" + uri.getSchemeSpecificPart() : String.valueOf(answer);
        }

        @Override
        public StationDriver create(DriverContext context) {
            if (context.stationId().equals(refused)) {
                throw new IllegalArgumentException("refused");
            }
            InMemoryDriver driver = h.driver.create(context);
            return new StationDriver() {
                @Override
                public void start(HardwareEventSink sink) {
                    done.add("start " + context.stationId());
                    driver.start(sink);
                }

                @Override
                public CompletionStage<CommandResult> execute(HardwareCommand command) {
                    return driver.execute(command);
                }

                @Override
                public void stop(Duration grace) {
                    driver.stop(grace);
                    done.add("stop " + context.stationId());
                }
            };
        }
    }
}
