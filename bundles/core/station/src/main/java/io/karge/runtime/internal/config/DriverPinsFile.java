package io.karge.runtime.internal.config;

import io.karge.configuration.CfgFile;
import io.karge.configuration.Variables;
import io.karge.runtime.internal.DriverPins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code io.karge.drivers.cfg}: which version of a driver is used, a line {@code <driver> = <version>} each. */
public final class DriverPinsFile implements DriverPins {
    /** The PID of the file. */
    public static final String PID = "io.karge.drivers";

    private static final Pattern LINE = Pattern.compile("\\s*([^#!\\s=:][^\\s=:]*)\\s*[=:]\\s*(.*?)\\s*");

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
            List<String> lines = new ArrayList<>(
                    Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of());
            lines.removeIf(line -> driver.equals(driver(line)));
            if (version != null) {
                lines.add(driver + " = " + version);
            }
            Path next = file.resolveSibling("." + file.getFileName() + ".new");
            Files.write(next, lines, StandardCharsets.ISO_8859_1);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Map<String, String> pins = new TreeMap<>();
            lines.forEach(line -> {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    pins.put(matcher.group(1), matcher.group(2));
                }
            });
            return pins;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static @Nullable String driver(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
