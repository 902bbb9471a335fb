package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of one {@code io.karge.station-<name>.cfg}.
 *
 * @param config what it says
 * @param plainPassword whether the password stands in the file itself
 */
public record StationCfg(StationConfig config, boolean plainPassword) {
    private static final Set<String> KEYS = Set.of(
            "stationId",
            "driver",
            "driverUri",
            "csmsUrl",
            "securityProfile",
            "basicAuthPassword",
            "basicAuthPasswordFile",
            "csmsRootCertificates",
            "manufacturerRootCertificates",
            "driverGraceSeconds");
    private static final String DRIVER_PREFIX = "driver.";
    private static final String ENV = "${env:";
    private static final int LONGEST_PASSWORD_FILE = 1_000;

    /** What decoding puts in place of bytes that are no text. */
    private static final char NO_TEXT = '\uFFFD';

    private record Password(@Nullable String value, boolean plain) {}

    /**
     * Reads and checks.
     *
     * @param properties as the configuration admin has them
     * @param environment the variables of the process
     * @param base what relative paths are relative to
     * @throws IllegalArgumentException when something is wrong; the message names key, value and remedy
     */
    public static StationCfg read(Map<String, ?> properties, Map<String, String> environment, Path base) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> ofDriver = new HashMap<>();
        properties.forEach((key, value) -> {
            String text = String.valueOf(value).strip();
            if (key.startsWith(DRIVER_PREFIX)) {
                ofDriver.put(key.substring(DRIVER_PREFIX.length()), text);
            } else if (KEYS.contains(key)) {
                values.put(key, text);
            } else if (!key.contains(".")) { // service.pid, felix.fileinstall.filename ... are the container's
                throw new IllegalArgumentException(key + " is not known; the keys are "
                        + KEYS.stream().sorted().toList() + " and driver.*");
            }
        });
        Password password = password(values, environment, base);
        StationConfig config = new StationConfig(
                required(values, "stationId"),
                required(values, "driver"),
                uri(values, "driverUri"),
                uri(values, "csmsUrl"),
                number("securityProfile", required(values, "securityProfile")),
                password.value(),
                files(values, "csmsRootCertificates", base),
                files(values, "manufacturerRootCertificates", base),
                grace(values),
                ofDriver);
        if (config.securityProfile() < 3 && config.basicAuthPassword() == null) {
            throw new IllegalArgumentException("basicAuthPassword is missing; securityProfile "
                    + config.securityProfile()
                    + " needs it: write basicAuthPasswordFile = <path>, or basicAuthPassword = ${env:NAME}");
        }
        return new StationCfg(config, password.plain());
    }

    private static Password password(Map<String, String> values, Map<String, String> environment, Path base) {
        String written = values.get("basicAuthPassword");
        String file = values.get("basicAuthPasswordFile");
        if (written != null && file != null) {
            throw new IllegalArgumentException(
                    "basicAuthPasswordFile stands beside basicAuthPassword; keep one of the two");
        }
        if (file != null) {
            return new Password(passwordIn(path("basicAuthPasswordFile", file, base)), false);
        }
        if (written == null) {
            return new Password(null, false);
        }
        if (written.startsWith(ENV) && written.endsWith("}")) {
            String name = written.substring(ENV.length(), written.length() - 1);
            String value = environment.get(name);
            if (value == null) {
                throw new IllegalArgumentException("basicAuthPassword '" + written + "' names the environment variable "
                        + name + ", which is not set; set it for the gateway's process");
            }
            return new Password(value, false);
        }
        // The container replaces ${env:NAME} itself before we see it.
        return new Password(written, !environment.containsValue(written));
    }

    private static String passwordIn(Path file) {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(LONGEST_PASSWORD_FILE);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "basicAuthPasswordFile '" + file + "' cannot be read (" + e
                            + "); name a file whose first line is the password",
                    e);
        }
        String text = new String(begin, StandardCharsets.UTF_8);
        if (begin.length == LONGEST_PASSWORD_FILE || text.indexOf(NO_TEXT) >= 0) {
            throw new IllegalArgumentException("basicAuthPasswordFile '" + file
                    + "' is no short text; name a file whose first line is the password");
        }
        return text.lines().findFirst().orElse("").strip();
    }

    /** A file of the cfg; a name that no file can have is a wrong value like others. */
    private static Path path(String key, String name, Path base) {
        try {
            return base.resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + " is no name of a file: " + e.getReason(), e);
        }
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(key + " is missing; write " + key + " = ...");
        }
        return value;
    }

    private static URI uri(Map<String, String> values, String key) {
        String value = required(values, key);
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(key + " '" + value + "' is no URI: " + e.getReason(), e);
        }
    }

    private static int number(String key, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " '" + value + "' is no whole number", e);
        }
    }

    private static Duration grace(Map<String, String> values) {
        String seconds = values.get("driverGraceSeconds");
        return seconds == null
                ? StationConfig.DEFAULT_DRIVER_GRACE
                : Duration.ofSeconds(number("driverGraceSeconds", seconds));
    }

    private static List<Path> files(Map<String, String> values, String key, Path base) {
        return Stream.of(values.getOrDefault(key, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> readable(key, path(key, name, base)))
                .toList();
    }

    private static Path readable(String key, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(key + " '" + file + "' cannot be read; name PEM files, comma-separated");
        }
        return file;
    }
}
