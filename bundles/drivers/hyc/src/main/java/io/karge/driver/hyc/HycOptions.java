package io.karge.driver.hyc;

import io.karge.driver.NetworkHost;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a cabinet is and how it is polled: the {@code driverUri}, {@code modbus-tcp://host:port?unitId=1}.
 *
 * @param unitId the Modbus unit
 * @param poll how often the cabinet is read while it is used
 * @param idlePoll how often it is read while nothing happens at it; no less than {@code poll}
 * @param timeout how long a request may take
 * @param transferFolder where firmware images are put for the cabinet to fetch, null when there is none
 */
public record HycOptions(
        String host,
        int port,
        int unitId,
        Duration poll,
        Duration idlePoll,
        Duration timeout,
        @Nullable Path transferFolder) {
    private static final String SCHEME = "modbus-tcp";
    private static final String UNIT_ID = "unitId";
    private static final String POLL_MILLIS = "pollMillis";
    private static final String IDLE_POLL_MILLIS = "idlePollMillis";
    private static final String TIMEOUT_MILLIS = "timeoutMillis";
    private static final String TRANSFER_FOLDER = "transferFolder";
    private static final int IDLE_POLL_MILLIS_UNLESS_SAID = 1000;
    private static final int LONGEST_POLL_MILLIS = 2000;
    private static final List<String> OPTIONS =
            List.of(UNIT_ID, POLL_MILLIS, IDLE_POLL_MILLIS, TIMEOUT_MILLIS, TRANSFER_FOLDER);

    /**
     * Reads a driver URI. The port is 502 unless given; {@code unitId} is 1, {@code pollMillis} 250 (50 to 2000, for
     * limits must be renewed well within 5 s), {@code idlePollMillis} 1000 or {@code pollMillis} where that is more (up to
     * 2000), {@code timeoutMillis} 1000 (100 to 3000).
     *
     * @throws IllegalArgumentException when a part is wrong; the message names it and the remedy
     */
    public static HycOptions parse(URI uri) {
        if (!SCHEME.equals(uri.getScheme())) {
            throw wrong(uri, "the scheme is " + uri.getScheme() + ", only " + SCHEME + " is possible");
        }
        String host = uri.getHost();
        if (host == null) {
            throw wrong(uri, "the host is missing or is no host name");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw wrong(uri, "the port is " + uri.getPort() + ", 1 to 65535 are possible");
        }
        if (uri.getUserInfo() != null
                || uri.getFragment() != null
                || !Set.of("", "/").contains(uri.getPath())) {
            throw wrong(uri, "only host, port and options are possible, no user, path or fragment");
        }
        Map<String, String> options = options(uri);
        String folder = options.get(TRANSFER_FOLDER);
        int pollMillis = number(uri, options, POLL_MILLIS, 250, 50, LONGEST_POLL_MILLIS);
        int idlePollMillis = number(
                uri,
                options,
                IDLE_POLL_MILLIS,
                Math.max(pollMillis, IDLE_POLL_MILLIS_UNLESS_SAID),
                pollMillis,
                LONGEST_POLL_MILLIS);
        return new HycOptions(
                host,
                uri.getPort() < 0 ? 502 : uri.getPort(),
                number(uri, options, UNIT_ID, 1, 0, 255),
                Duration.ofMillis(pollMillis),
                Duration.ofMillis(idlePollMillis),
                Duration.ofMillis(number(uri, options, TIMEOUT_MILLIS, 1000, 100, 3000)),
                folder == null ? null : Path.of(folder));
    }

    /**
     * Names the cabinet: the unit behind the address, however the host is written; polling and files do not matter. Waits
     * for DNS.
     */
    public String hardware() {
        return SCHEME + "://" + NetworkHost.canonical(host) + ":" + port + "?" + UNIT_ID + "=" + unitId;
    }

    private static Map<String, String> options(URI uri) {
        Map<String, String> options = new TreeMap<>();
        if (uri.getRawQuery() == null) {
            return options;
        }
        for (String option : uri.getRawQuery().split("&", -1)) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (!OPTIONS.contains(name)) {
                throw wrong(uri, "the option '" + name + "' does not exist, only " + OPTIONS);
            }
            if (equals < 0 || equals == option.length() - 1) {
                throw wrong(uri, "the option " + name + " has no value");
            }
            String value = URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8);
            if (options.put(name, value) != null) {
                throw wrong(uri, "the option " + name + " is there twice");
            }
        }
        return options;
    }

    private static int number(URI uri, Map<String, String> options, String name, int otherwise, int min, int max) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw wrong(uri, name + " is '" + text + "', " + min + " to " + max + " are possible");
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(URI uri, String why) {
        return new IllegalArgumentException(
                "driverUri " + uri + ": " + why + "; write for example " + SCHEME + "://192.0.2.10:502?unitId=1");
    }
}
