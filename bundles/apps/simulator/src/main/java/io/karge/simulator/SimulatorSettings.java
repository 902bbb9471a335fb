package io.karge.simulator;

import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A simulator's cfg, checked. */
record SimulatorSettings(HyperchargerModel model, Nameplate nameplate, InetSocketAddress address) {
    /** The keys of a cfg. */
    static final Set<String> KEYS = Arrays.stream(SimulatorConfig.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Checks a cfg.
     *
     * @param base what a relative transferFolder is relative to
     * @throws IllegalArgumentException when a value cannot be used; the message names key, value and remedy
     */
    static SimulatorSettings of(SimulatorConfig config, Path base) {
        String name = needed("name", config.name());
        return new SimulatorSettings(
                read("model", needed("model", config.model()), HyperchargerModel::of),
                new Nameplate(
                        name,
                        config.stationId().isBlank() ? name : config.stationId().strip(),
                        read("firmware", config.firmware().strip(), FirmwareVersion::parse),
                        folder(config.transferFolder().strip(), base)),
                address(config.host().strip(), needed("port", config.port())));
    }

    private static String needed(String key, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing: add a line '" + key + " = ...'");
        }
        return value.strip();
    }

    private static <T> T read(String key, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(String host, String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("port '" + port + "' is no TCP port: use 1 to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "host '" + host + "' is not known: use an address of this machine, for example 127.0.0.1");
        }
        return address;
    }

    private static @Nullable Path folder(String text, Path base) {
        try {
            return text.isEmpty() ? null : base.resolve(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("transferFolder '" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
