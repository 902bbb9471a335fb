package io.karge.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.routes.RouteTable.RouteView;
import io.karge.station.HardwareBus.HardwareChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CamelHardwareBusTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final HardwareEvent PLUGGED = new HardwareEvent.CableChanged(AT, 1, true);
    private static final HardwareCommand STOP = new HardwareCommand.StopEnergy(1);

    private final CamelContext context = new DefaultCamelContext();
    private final HardwareChannels channels = new HardwareChannels();
    private final CamelHardwareBus bus = new CamelHardwareBus(context, channels);
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
    void carriesEventsUpInTheirOrder() {
        HardwareChannel channel = bus.open("CS-1", received::add);
        HardwareEvent unplugged = new HardwareEvent.CableChanged(AT, 1, false);

        channel.post(PLUGGED);
        channel.post(unplugged);

        assertThat(received).containsExactly(PLUGGED, unplugged);
    }

    @Test
    void putsTheRoutesOfAStationUnderManagementButNotTheirSteps() throws Exception {
        Set<ObjectName> before = managed();
        bus.open("CS-1", received::add);

        assertThat(managed().stream().filter(name -> !before.contains(name)))
                .extracting(name -> name.getKeyProperty("type"))
                .contains("routes")
                .doesNotContain("processors");
    }

    private Set<ObjectName> managed() throws Exception {
        return context.getManagementStrategy()
                .getManagementAgent()
                .getMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:context=gateway,*"), null);
    }

    @Test
    void refusesAnEventThatBreaksTheContractAndGoesOn() {
        HardwareChannel channel = bus.open("CS-1", received::add);

        channel.post(new HardwareEvent.CableChanged(AT, -1, true));
        channel.post(PLUGGED);

        assertThat(received).containsExactly(PLUGGED);
        assertThat(route("hardware-events-CS-1").failed()).isEqualTo(1);
        assertThat(route("hardware-events-CS-1").completed()).isEqualTo(1);
    }

    @Test
    void carriesACommandDownOnceAndItsResultUpWhenItComes() {
        HardwareChannel channel = bus.open("CS-1", received::add);
        List<HardwareCommand> commands = new ArrayList<>();
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        channel.attach(command -> {
            commands.add(command);
            return result;
        });

        CompletableFuture<CommandResult> answer = channel.execute(STOP).toCompletableFuture();
        assertThat(answer).isNotDone();
        result.complete(new CommandResult.Accepted());

        assertThat(answer).isCompletedWithValue(new CommandResult.Accepted());
        assertThat(commands).containsExactly(STOP);
    }

    @Test
    void doesNotRepeatACommandThatFails() {
        HardwareChannel channel = bus.open("CS-1", received::add);
        List<HardwareCommand> commands = new ArrayList<>();
        channel.attach(command -> {
            commands.add(command);
            throw new IllegalStateException("broken driver");
        });

        assertThat(channel.execute(STOP).toCompletableFuture())
                .isCompletedWithValueMatching(result -> result instanceof CommandResult.Rejected rejected
                        && rejected.reason().contains("broken"));
        assertThat(commands).hasSize(1);
    }

    @Test
    void answersLinkDownWithoutADriver() {
        HardwareChannel channel = bus.open("CS-1", received::add);
        channel.attach(command -> CompletableFuture.completedFuture(new CommandResult.Accepted()));
        channel.detach();

        assertThat(channel.execute(STOP).toCompletableFuture()).isCompletedWithValue(new CommandResult.LinkDown());
    }

    @Test
    void keepsStationsApartWhateverTheirIds() {
        List<HardwareEvent> other = new ArrayList<>();
        HardwareChannel first = bus.open("RDAM|123", received::add);
        HardwareChannel second = bus.open("RDAM_123", other::add);

        first.post(PLUGGED);

        assertThat(received).hasSize(1);
        assertThat(other).isEmpty();
        assertThatThrownBy(() -> bus.open("RDAM|123", received::add)).hasMessageContaining("RDAM|123");
        second.close();
        first.post(PLUGGED);
        assertThat(received).hasSize(2);
    }

    @Test
    void leavesNoRouteAndNoEndpointBehind() {
        int endpoints = context.getEndpoints().size();
        HardwareChannel channel = bus.open("CS-1", received::add);
        channel.attach(command -> CompletableFuture.completedFuture(new CommandResult.Accepted()));
        channel.execute(STOP);
        channel.close();

        assertThat(context.getRoutes()).isEmpty();
        assertThat(context.getEndpoints().stream().filter(e -> e instanceof ChannelEndpoint))
                .isEmpty();
        assertThat(channel.execute(STOP).toCompletableFuture()).isCompletedWithValue(new CommandResult.LinkDown());
        bus.open("CS-1", received::add).close();
        assertThat(endpoints).isZero();
    }

    private RouteView route(String id) {
        return new CamelRouteTable(context)
                .routes().stream()
                        .filter(route -> route.routeId().equals(id))
                        .findFirst()
                        .orElseThrow();
    }
}
