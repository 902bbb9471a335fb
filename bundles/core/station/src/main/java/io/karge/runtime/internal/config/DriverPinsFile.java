package io.karge.runtime.internal.config;

import io.karge.configuration.CfgFile;
import io.karge.configuration.CfgText;
import io.karge.configuration.Variables;
import io.karge.file.WholeFile;
import io.karge.runtime.internal.DriverPins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code io.karge.drivers.cfg}: which version of a driver is used, a line {@code <driver> = <version>} each. */
public final class DriverPinsFile implements DriverPins {
    /** The PID of the file. */
    public static final String PID = "io.karge.drivers";

    private final Path file;

    public DriverPinsFile(Path etc) {
        file = etc.resolve(PID + ".cfg");
    }

    /**
     * What the container has read of the file; nothing when it is not there.
     *
     * @throws IllegalArgumentException when it is no text; the message says what to do
     */
    public static Map<String, String> read(@Nullable Dictionary<String, ?> properties) {
        Map<String, Object> all = new TreeMap<>();
        if (properties != null) {
            Collections.list(properties.keys()).forEach(key -> all.put(key, properties.get(key)));
        }
        return CfgFile.read(all, Variables.ofProcess(), Set.of(), "").values();
    }

    @Override
    public synchronized Map<String, String> put(String driver, @Nullable String version) {
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            String others = CfgText.without(text, driver);
            String changed = version == null ? others : others + driver + " = " + version + "\n";
            WholeFile.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
            Map<String, String> pins = new TreeMap<>();
            CfgText.of(changed).values().forEach((key, value) -> pins.put(key, value.strip()));
            return pins;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
