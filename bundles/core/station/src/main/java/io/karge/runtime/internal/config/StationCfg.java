package io.karge.runtime.internal.config;

import io.karge.configuration.CfgFile;
import io.karge.configuration.Variables;
import io.karge.runtime.StationConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of one {@code io.karge.station-<name>.cfg}.
 *
 * @param config what it says
 * @param plainPassword whether the password stands in the file itself
 */
record StationCfg(StationConfig config, boolean plainPassword) {
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

    private record Password(@Nullable String value, boolean plain, String source) {}

    /**
     * Reads and checks.
     *
     * @param properties as the configuration admin has them
     * @param environment the variables of the process
     * @param files reads what the cfg names, and knows afterwards which files these are, also when it is refused
     * @throws IllegalArgumentException when something is wrong; the message names key, value and remedy
     */
    static StationCfg read(Map<String, ?> properties, Map<String, String> environment, NamedFiles files) {
        Map<String, String> values = CfgFile.read(properties, Variables.of(environment), KEYS, DRIVER_PREFIX)
                .values();
        int profile = number("securityProfile", required(values, "securityProfile"));
        Password password = password(values, environment, files);
        StationConfig config = new StationConfig(
                required(values, "stationId"),
                required(values, "driver"),
                uri(values, "driverUri"),
                uri(values, "csmsUrl"),
                profile,
                password.value(),
                files.certificates("csmsRootCertificates", values.getOrDefault("csmsRootCertificates", "")),
                files.certificates(
                        "manufacturerRootCertificates", values.getOrDefault("manufacturerRootCertificates", "")),
                grace(values),
                ofDriver(values),
                password.source());
        if (config.basicAuthPassword() == null && profile < 3) {
            throw new IllegalArgumentException("basicAuthPassword is missing; securityProfile "
                    + config.securityProfile()
                    + " needs it: write basicAuthPasswordFile = <path>, or basicAuthPassword = ${env:NAME}");
        }
        return new StationCfg(config, password.plain());
    }

    private static Map<String, String> ofDriver(Map<String, String> values) {
        Map<String, String> ofDriver = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(DRIVER_PREFIX)) {
                ofDriver.put(key.substring(DRIVER_PREFIX.length()), value);
            }
        });
        return ofDriver;
    }

    private static Password password(Map<String, String> values, Map<String, String> environment, NamedFiles files) {
        String written = values.get("basicAuthPassword");
        String file = values.get("basicAuthPasswordFile");
        if (written != null && file != null) {
            throw new IllegalArgumentException(
                    "basicAuthPasswordFile stands beside basicAuthPassword; keep one of the two");
        }
        if (file != null) {
            String password = files.password("basicAuthPasswordFile", file);
            String path = files.passwordFile().map(Path::toString).orElse(file);
            return new Password(password, false, "the file " + path + " (basicAuthPasswordFile of its cfg)");
        }
        String key = "basicAuthPassword of its cfg"; // whatever the file is called: renamed, it says the same
        if (written == null) {
            return new Password(null, false, key);
        }
        if (written.startsWith(ENV) && written.endsWith("}")) {
            String name = written.substring(ENV.length(), written.length() - 1);
            String value = environment.get(name);
            if (value == null) {
                throw new IllegalArgumentException("basicAuthPassword '" + written + "' names the environment variable "
                        + name + ", which is not set; set it for the gateway's process");
            }
            return new Password(value, false, variable(name, key));
        }
        // The container replaces ${env:NAME} itself before we see it.
        return environment.entrySet().stream()
                .filter(variable -> variable.getValue().equals(written))
                .findFirst()
                .map(variable -> new Password(written, false, variable(variable.getKey(), key)))
                .orElseGet(() -> new Password(written, true, key));
    }

    private static String variable(String name, String key) {
        return "the environment variable " + name + ", as it was when the gateway was started (" + key + ")";
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
}
