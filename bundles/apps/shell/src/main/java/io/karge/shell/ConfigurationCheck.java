package io.karge.shell;

import io.karge.driver.NetworkHost;
import io.karge.failure.NameWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks for what each cfg file may say and what does not go together: several masters at one cabinet, and waiting times with
 * which the watchdog of a cabinet, or that of systemd, would act while all is well, or would never act.
 */
@Component(service = HealthCheck.class)
public final class ConfigurationCheck implements HealthCheck {
    /** Drivers of cabinets that serve one master well, and drop a limit that is not renewed in time. */
    private static final String SINGLE_MASTER = "hyc-";

    private static final Duration LIMIT_WATCHDOG = Duration.ofSeconds(5);
    private static final Duration LIMIT_RENEWAL = Duration.ofSeconds(2);
    private static final int MODBUS_PORT = 502;
    private static final Duration SHORTEST_SYSTEMD_WATCHDOG = Duration.ofSeconds(20);

    private final Gateway gateway;
    private final TimeSource time;
    private final Map<String, String> environment;

    @Activate
    public ConfigurationCheck(@Reference Gateway gateway, @Reference TimeSource time) {
        this(gateway, time, System.getenv());
    }

    ConfigurationCheck(Gateway gateway, TimeSource time, Map<String, String> environment) {
        this.gateway = gateway;
        this.time = time;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public List<Problem> check() {
        List<Problem> found = new ArrayList<>();
        List<StationView> cabinets = Looking.at(gateway.stations(), List.<StationView>of()).stream()
                .filter(station -> station.driver().startsWith(SINGLE_MASTER)
                        && !station.equipment().driverUri().isEmpty())
                .toList();
        masters(cabinets).forEach((address, stations) -> {
            if (stations.size() > 1) {
                found.add(twoMasters(address, stations));
            }
        });
        cabinets.forEach(station -> limitWatchdog(station).ifPresent(found::add));
        systemdWatchdog().ifPresent(found::add);
        return found;
    }

    // --- several masters ---

    /** The stations by the address that their driver connects to, however it is written. */
    private static Map<String, List<String>> masters(List<StationView> stations) {
        Map<String, List<String>> masters = new TreeMap<>();
        for (StationView station : stations) {
            URI uri = URI.create(station.equipment().driverUri());
            if (uri.getHost() != null) {
                int port = uri.getPort() < 0 ? MODBUS_PORT : uri.getPort();
                masters.computeIfAbsent(NetworkHost.canonical(uri.getHost()) + ":" + port, one -> new ArrayList<>())
                        .add(station.stationId());
            }
        }
        return masters;
    }

    private Problem twoMasters(String address, List<String> stations) {
        return new Problem(
                time.wallClock(),
                "stations " + NameWords.of(stations) + " are masters at one cabinet",
                "their driverUri leads to " + address
                        + ", and such a cabinet serves one master well: connections break, and"
                        + " commands of one are taken for those of the other",
                "Give each station the address of its own cabinet. Behind a gateway with several units this is no problem");
    }

    // --- watchdogs ---

    private Optional<Problem> limitWatchdog(StationView station) {
        URI uri = URI.create(station.equipment().driverUri());
        Duration poll = Duration.ofMillis(option(uri, "pollMillis", 250));
        Duration timeout = Duration.ofMillis(option(uri, "timeoutMillis", 1_000));
        Duration longest = LIMIT_RENEWAL.plus(poll).plus(timeout);
        return longest.compareTo(LIMIT_WATCHDOG) <= 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        time.wallClock(),
                        "station " + station.stationId() + " may renew a power limit too late",
                        "with pollMillis " + poll.toMillis() + " and timeoutMillis " + timeout.toMillis()
                                + " one answer that is lost makes it " + longest.toMillis()
                                + " ms, and the cabinet falls back to a limit of its own after "
                                + LIMIT_WATCHDOG.toMillis() + " ms",
                        "Lower them in driverUri: pollMillis 250 and timeoutMillis 1000 are what most sites need"));
    }

    private static long option(URI uri, String name, long otherwise) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        Matcher matcher =
                Pattern.compile("(?:^|&)" + name + "=([0-9]{1,9})(?:&|$)").matcher(query);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    /** Only where systemd has started the gateway. */
    private Optional<Problem> systemdWatchdog() {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return Optional.empty();
        }
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        if (!micros.matches("[1-9][0-9]{0,15}")) {
            return Optional.of(new Problem(
                    time.wallClock(),
                    "systemd does not watch the gateway",
                    "its unit has no WatchdogSec: a gateway that hangs is not started anew",
                    "Put WatchdogSec=120 and NotifyAccess=all into the unit (systemctl edit karge), and restart it"));
        }
        Duration watchdog = Duration.ofNanos(Long.parseLong(micros) * 1_000);
        return watchdog.compareTo(SHORTEST_SYSTEMD_WATCHDOG) >= 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        time.wallClock(),
                        "systemd may end a gateway that is well",
                        "WatchdogSec is " + watchdog.toMillis() + " ms, and a machine under load, or one that writes a"
                                + " backup, may take as long",
                        "Set WatchdogSec to a minute or more (systemctl edit karge)"));
    }
}
