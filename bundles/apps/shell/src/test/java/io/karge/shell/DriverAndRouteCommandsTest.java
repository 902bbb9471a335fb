package io.karge.shell;

import static io.karge.shell.Console.json;
import static io.karge.shell.Console.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.routes.RouteTable;
import io.karge.routes.RouteTable.RouteView;
import io.karge.runtime.Gateway.DriverView;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.Test;

class DriverAndRouteCommandsTest {
    private static final DriverView DRIVER = new DriverView(
            "hyc-400-us",
            "0.1.0",
            true,
            "Alpitronic",
            "HYC400",
            4,
            "io.karge.driver.hyc400us [70]",
            "mvn:io.karge/hyc-400-us/0.1.0",
            List.of("CS-1"));
    private static final RouteView ROUTE =
            new RouteView("hardware-events-CS-1", "driver://CS-1/events", "started", 12, 1, 0, 350, Stations.AT);

    private final FakeGateway gateway = new FakeGateway();
    private final RouteTable routes = () -> List.of(ROUTE);

    @Test
    void listsTheDrivers() throws Exception {
        DriverListCommand list = new DriverListCommand();
        list.gateway = gateway;
        assertThat(run(list)).contains("copy its .kar into deploy/", "feature:list", "karge:problems");

        gateway.drivers = List.of(DRIVER);

        assertThat(run(list)).contains("hyc-400-us", "HYC400", "CS-1");
        list.json = true;
        assertThat(json(list).at("/0/evses").asInt()).isEqualTo(4);
    }

    @Test
    void showsADriver() throws Exception {
        gateway.drivers = List.of(DRIVER);
        DriverInfoCommand info = new DriverInfoCommand();
        info.gateway = gateway;
        info.driver = "hyc-400-us";

        assertThat(run(info)).contains("io.karge.driver.hyc400us [70]", "0.1.0", "mvn:io.karge/hyc-400-us/0.1.0");
        info.json = true;
        assertThat(json(info).at("/stations/0").asText()).isEqualTo("CS-1");
        info.driver = "other";
        assertThatThrownBy(info::execute).hasMessageContaining("'other'").hasMessageContaining("driver:list");
    }

    @Test
    void usesAVersionOfADriverOrTheNewest() throws Exception {
        gateway.drivers = List.of(DRIVER);
        DriverUseCommand use = new DriverUseCommand();
        use.gateway = gateway;
        use.driver = "hyc-400-us";
        use.version = "0.1.0";

        assertThat(run(use)).isEqualTo("hyc-400-us 0.1.0 of io.karge.driver.hyc400us [70] is used\n");
        use.version = null;
        run(use);

        assertThat(gateway.done).containsExactly("use hyc-400-us 0.1.0", "use hyc-400-us null");
        use.driver = "other";
        assertThatThrownBy(use::execute).hasMessageContaining("no driver 'other'");
    }

    @Test
    void listsTheRoutesWithTheirStatistics() throws Exception {
        RouteListCommand list = new RouteListCommand();
        list.routes = routes;

        assertThat(run(list)).contains("hardware-events-CS-1", "started", "12", "0.4 ms");
        list.json = true;
        assertThat(json(list).at("/0/failed").asInt()).isEqualTo(1);
        assertThat(json(list).at("/0/last").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    /** It is what route:info wants to be told. */
    @Test
    void keepsTheIdOfARouteInOnePiece() throws Exception {
        RouteListCommand list = new RouteListCommand();
        list.routes = () -> List.of(new RouteView(
                "hardware-commands-SITE-1",
                "driver://SITE-1/commands",
                "started",
                123_456,
                1,
                0,
                36_000,
                Instant.parse("2026-01-01T00:00:00.856Z")));

        assertThat(run(list)).contains("hardware-commands-SITE-1", "36.0 ms", "2026-01-01T00:00:00Z");
    }

    @Test
    void showsARoute() throws Exception {
        RouteInfoCommand info = new RouteInfoCommand();
        info.routes = routes;
        info.routeId = "hardware-events-CS-1";

        assertThat(run(info)).contains("driver://CS-1/events");
        info.routeId = "other";
        assertThatThrownBy(info::execute).hasMessageContaining("'other'").hasMessageContaining("route:list");
    }

    @Test
    void completesTheIds() {
        gateway.stations.add(Stations.charging("CS-1"));
        gateway.drivers = List.of(DRIVER);
        StationIds stationIds = new StationIds();
        stationIds.gateway = gateway;
        DriverIds driverIds = new DriverIds();
        driverIds.gateway = gateway;
        RouteIds routeIds = new RouteIds();
        routeIds.routes = routes;
        List<String> candidates = new ArrayList<>();

        stationIds.complete(null, new ArgumentCommandLine("C", 1), candidates);
        driverIds.complete(null, new ArgumentCommandLine("hyc", 3), candidates);
        routeIds.complete(null, new ArgumentCommandLine("hard", 4), candidates);
        stationIds.complete(null, new ArgumentCommandLine("X", 1), candidates);

        assertThat(candidates).extracting(String::strip).containsExactly("CS-1", "hyc-400-us", "hardware-events-CS-1");
    }
}
