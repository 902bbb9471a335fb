package io.karge.runtime;

import io.karge.security.AuditText;
import io.karge.station.PasswordString;
import io.karge.transport.WebSocketEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a station's cfg says, checked. The csms members are seeds for network profile slot 1 and the trust store.
 *
 * @param stationId the OCPP identity (Part 4, 3.1.1): at most 48 characters of an identifierString, no colon
 * @param driver the driver id
 * @param driverUri where the hardware is
 * @param csmsUrl ws or wss; the station id is appended by the transport
 * @param securityProfile 1, 2 or 3
 * @param basicAuthPassword null for profile 3 and where the device model alone holds it; else as
 *     {@link #refusalOfPassword} wants it
 * @param driverGrace how long a driver or a link may be away before the connectors are reported Unavailable
 * @param driverProperties the cfg's properties that start with {@code driver.}, without that prefix
 * @param passwordSource for people: where the password is written, such as a file or a variable of the environment
 */
public record StationConfig(
        String stationId,
        String driver,
        URI driverUri,
        URI csmsUrl,
        int securityProfile,
        @Nullable String basicAuthPassword,
        List<PemFile> csmsRootCertificates,
        List<PemFile> manufacturerRootCertificates,
        Duration driverGrace,
        Map<String, String> driverProperties,
        String passwordSource) {

    /** How long a driver may be away unless the cfg says otherwise. */
    public static final Duration DEFAULT_DRIVER_GRACE = Duration.ofSeconds(10);

    private static final String GIVEN = "basicAuthPassword of the station's configuration";
    private static final Pattern STATION_ID = Pattern.compile("[A-Za-z0-9*\\-_=+|@.]{1,48}");
    private static final int PASSWORD_MIN = 16;
    private static final int PASSWORD_MAX = 40;

    /**
     * @throws IllegalArgumentException when a member is wrong; the message begins with the key of the cfg, and says the
     *     value (never a password) and the remedy
     */
    public StationConfig {
        csmsRootCertificates = List.copyOf(csmsRootCertificates);
        manufacturerRootCertificates = List.copyOf(manufacturerRootCertificates);
        driverProperties = Map.copyOf(driverProperties);
        require(
                STATION_ID.matcher(stationId).matches(),
                "stationId",
                "'" + stationId + "' is no OCPP identity; use 1 to 48 letters, digits and * - _ = + | @ .");
        require(!driver.isBlank(), "driver", "is empty; name an installed driver, for example hyc-400-us");
        require(driverUri.isAbsolute(), "driverUri", "'" + driverUri + "' has no scheme, as in modbus-tcp://host:502");
        requireUrl(csmsUrl, stationId);
        String scheme = csmsUrl.getScheme();
        require(
                securityProfile >= 1 && securityProfile <= 3,
                "securityProfile",
                securityProfile + " does not exist; use 1, 2 or 3");
        require(
                (securityProfile == 1) == scheme.equals("ws"),
                "csmsUrl",
                "'" + csmsUrl + "' does not fit securityProfile " + securityProfile
                        + "; profile 1 needs ws://, profiles 2 and 3 need wss://");
        require(
                securityProfile == 1 || !csmsRootCertificates.isEmpty(),
                "csmsRootCertificates",
                "is missing; securityProfile " + securityProfile + " needs the PEM file of the CSMS root certificate");
        if (basicAuthPassword != null) {
            refusalOfPassword(basicAuthPassword).ifPresent(why -> require(false, "basicAuthPassword", why));
        }
        require(
                !driverGrace.isNegative() && driverGrace.compareTo(Duration.ofHours(1)) <= 0,
                "driverGraceSeconds",
                driverGrace.toSeconds() + " is out of range; use 0 to 3600");
    }

    /** A station whose configuration was read from no file. */
    public StationConfig(
            String stationId,
            String driver,
            URI driverUri,
            URI csmsUrl,
            int securityProfile,
            @Nullable String basicAuthPassword,
            List<PemFile> csmsRootCertificates,
            List<PemFile> manufacturerRootCertificates,
            Duration driverGrace,
            Map<String, String> driverProperties) {
        this(
                stationId,
                driver,
                driverUri,
                csmsUrl,
                securityProfile,
                basicAuthPassword,
                csmsRootCertificates,
                manufacturerRootCertificates,
                driverGrace,
                driverProperties,
                GIVEN);
    }

    /**
     * Why a text cannot be a station's password, wherever it comes from: 16 to 40 characters of a passwordString (Part 2,
     * 2.1.4; A00.FR.205).
     *
     * @return empty when it can be; else words that go on after what it is, and do not tell it
     */
    public static Optional<String> refusalOfPassword(String password) {
        return PasswordString.problem(password)
                .or(() -> password.length() < PASSWORD_MIN || password.length() > PASSWORD_MAX
                        ? Optional.of(
                                "has " + password.length() + " characters; use " + PASSWORD_MIN + " to " + PASSWORD_MAX)
                        : Optional.empty());
    }

    /** A station with security profile 1 and nothing special. */
    public static StationConfig of(String stationId, String driver, URI driverUri, URI csmsUrl, String password) {
        return new StationConfig(
                stationId,
                driver,
                driverUri,
                csmsUrl,
                1,
                password,
                List.of(),
                List.of(),
                DEFAULT_DRIVER_GRACE,
                Map.of());
    }

    /** The password as an Optional. */
    public Optional<String> password() {
        return Optional.ofNullable(basicAuthPassword);
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return "StationConfig[stationId=" + stationId + ", driver=" + driver + ", driverUri="
                + AuditText.address(driverUri.toString()) + ", csmsUrl=" + AuditText.address(csmsUrl.toString())
                + ", securityProfile=" + securityProfile + "]";
    }

    private static void requireUrl(URI csmsUrl, String stationId) {
        try {
            WebSocketEndpoint.connectionUrl(csmsUrl.toString(), stationId);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "csmsUrl: " + e.getMessage() + "; write for example wss://csms.example.com/ocpp", e);
        }
    }

    private static void require(boolean holds, String key, String what) {
        if (!holds) {
            throw new IllegalArgumentException(key + " " + what);
        }
    }
}
