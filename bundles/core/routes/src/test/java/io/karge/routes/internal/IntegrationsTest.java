package io.karge.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareEvent;
import io.karge.station.HardwareBus.HardwareChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes of integrators come and go beside the channels of the stations. */
class IntegrationsTest {
    private static final HardwareEvent PLUGGED =
            new HardwareEvent.CableChanged(Instant.parse("2026-01-01T00:00:00Z"), 1, true);

    private final CamelContext context = new DefaultCamelContext();
    private final HardwareChannels channels = new HardwareChannels();
    private final CamelHardwareBus bus = new CamelHardwareBus(context, channels);
    private final Integrations integrations = new Integrations(context);
    private final List<HardwareEvent> received = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        GatewayContext.start(context, channels);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void addsTheRoutesOfAnIntegratorAndTakesThemAway() throws Exception {
        HardwareChannel channel = bus.open("CS-1", received::add);
        BlockingQueue<Object> copies = new LinkedBlockingQueue<>();
        RoutesBuilder site = telemetry("site", copies);

        channel.post(new HardwareEvent.CableChanged(PLUGGED.at(), 1, false)); // nobody reads yet: dropped
        integrations.add(site);
        channel.post(PLUGGED);

        assertThat(copies.poll(10, TimeUnit.SECONDS)).isEqualTo(PLUGGED);
        assertThat(routeIds()).hasSize(3).contains("site");
        integrations.remove(site);
        assertThat(routeIds()).containsExactlyInAnyOrder("hardware-events-CS-1", "hardware-commands-CS-1");
    }

    @Test
    void keepsTheLinesOfStationsWholeWhenAReaderOfTheirTelemetryGoes() {
        HardwareChannel channel = bus.open("CS-1", received::add);
        RoutesBuilder site = telemetry("site", new LinkedBlockingQueue<>());
        integrations.add(site);
        integrations.remove(site);

        channel.post(PLUGGED);

        assertThat(received).containsExactly(PLUGGED);
        assertNothingFailed("hardware-events-CS-1");
    }

    @Test
    void keepsTheTelemetryOfOneIntegratorWhenAnotherOneOrAStationGoes() throws Exception {
        HardwareChannel channel = bus.open("CS-1", received::add);
        HardwareChannel other = bus.open("CS-2", received::add);
        BlockingQueue<Object> copies = new LinkedBlockingQueue<>();
        RoutesBuilder leaving = telemetry("leaving", new LinkedBlockingQueue<>());
        integrations.add(telemetry("staying", copies));
        integrations.add(leaving);

        integrations.remove(leaving);
        other.close();
        channel.post(PLUGGED);

        assertThat(copies.poll(10, TimeUnit.SECONDS)).isEqualTo(PLUGGED);
    }

    @Test
    void givesEveryIntegratorEachCopyAlsoOneThatReturns() throws Exception {
        HardwareChannel channel = bus.open("CS-1", received::add);
        BlockingQueue<Object> first = new LinkedBlockingQueue<>();
        BlockingQueue<Object> second = new LinkedBlockingQueue<>();
        RoutesBuilder returning = telemetry("second", new LinkedBlockingQueue<>());
        integrations.add(telemetry("first", first));
        integrations.add(returning);
        integrations.remove(returning);

        integrations.add(telemetry("second", second));
        channel.post(PLUGGED);

        assertThat(first.poll(10, TimeUnit.SECONDS)).isEqualTo(PLUGGED);
        assertThat(second.poll(10, TimeUnit.SECONDS)).isEqualTo(PLUGGED);
    }

    @Test
    void isNotHeldUpByATelemetryReaderThatHangs() throws Exception {
        HardwareChannel channel = bus.open("CS-1", received::add);
        CountDownLatch release = new CountDownLatch(1);
        integrations.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("telemetry:hardware").process(exchange -> release.await());
            }
        });

        for (int i = 0; i < 2000; i++) {
            channel.post(PLUGGED);
        }

        assertThat(received).hasSize(2000);
        assertNothingFailed("hardware-events-CS-1");
        release.countDown();
    }

    @Test
    void takesInTheNextVersionOfAnIntegration() {
        RoutesBuilder first = passOn("site", "direct:site");
        integrations.add(first);
        integrations.remove(first);

        integrations.add(passOn("site", "direct:site"));

        assertThat(routeIds()).containsExactly("site");
        assertThat(context.getRouteController().getRouteStatus("site").isStarted())
                .isTrue();
    }

    @Test
    void leavesTheRoutesOfOthersAlone() {
        RoutesBuilder mine = passOn("mine", "direct:mine");
        RoutesBuilder theirs = passOn("theirs", "direct:theirs");
        integrations.add(mine);
        integrations.add(theirs);
        bus.open("CS-1", received::add);

        integrations.remove(mine);

        assertThat(routeIds()).containsExactlyInAnyOrder("theirs", "hardware-events-CS-1", "hardware-commands-CS-1");
    }

    @Test
    void refusesAnIntegrationThatWouldReplaceTheRouteOfAStation() {
        HardwareChannel channel = bus.open("CS-1", received::add);
        RoutesBuilder hijack = passOn("hardware-events-CS-1", "direct:hijack");

        integrations.add(hijack);
        channel.post(PLUGGED);

        assertThat(received).containsExactly(PLUGGED);
        integrations.remove(hijack);
        assertThat(routeIds()).contains("hardware-events-CS-1");
    }

    @Test
    void leavesNothingBehindOfAnIntegrationThatFailsHalfWay() {
        RoutesBuilder broken = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:good").routeId("good").to("log:good");
                from("there-is-no-such-component:x").routeId("bad").to("log:bad");
            }
        };

        integrations.add(broken);

        assertThat(context.getRoutes()).isEmpty();
        integrations.remove(broken);
        integrations.add(passOn("good", "direct:good"));
        assertThat(routeIds()).containsExactly("good");
    }

    @Test
    void goesOnWhenAnIntegratorsCodeThrows() {
        integrations.add(new RouteBuilder() {
            @Override
            public void configure() {
                throw new IllegalStateException("no broker configured");
            }
        });
        integrations.add(passOn("next", "direct:next"));

        assertThat(routeIds()).containsExactly("next");
    }

    private void assertNothingFailed(String routeId) {
        assertThat(new CamelRouteTable(context).routes())
                .filteredOn(route -> route.routeId().equals(routeId))
                .singleElement()
                .satisfies(route -> assertThat(route.failed()).isZero());
    }

    private List<String> routeIds() {
        return context.getRoutes().stream().map(Route::getRouteId).toList();
    }

    private static RoutesBuilder telemetry(String id, BlockingQueue<Object> copies) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("telemetry:hardware")
                        .routeId(id)
                        .process(exchange -> copies.add(exchange.getMessage().getBody()));
            }
        };
    }

    private static RoutesBuilder passOn(String id, String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to("log:site");
            }
        };
    }
}
