package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.StationReports.Configuration;
import io.karge.station.StoredRecord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an archive of logs says of the cfg. */
class StationReportsTest {
    private static final String SECRET = "swordfish";

    private static String shown(String driverUri, String csmsUrl, Map<String, String> properties) {
        return StoredRecord.text(Configuration.of(new StationConfig(
                "CS-1",
                "memory",
                URI.create(driverUri),
                URI.create(csmsUrl),
                1,
                GatewayHarness.PASSWORD,
                List.of(),
                List.of(),
                Duration.ofSeconds(7),
                properties)));
    }

    @Test
    void tellsWhatTheStationIsAndWhereItsHardwareAndItsCsmsAre() {
        assertThat(shown("modbus-tcp://10.0.0.7:502?unitId=3", "ws://csms.example/ocpp", Map.of("pollMillis", "500")))
                .contains("\"driverUri\" : \"modbus-tcp://10.0.0.7:502?unitId=3\"")
                .contains("\"csmsUrl\" : \"ws://csms.example/ocpp\"")
                .contains("\"pollMillis\" : \"500\"", "\"driverGraceSeconds\" : 7", "\"basicAuthPassword\" : true");
    }

    @Test
    void tellsNoPassword() {
        String shown = shown(
                "modbus-tcp://tech:" + SECRET + "@10.0.0.7?password=" + SECRET,
                "ws://csms.example/ocpp",
                Map.of("password", SECRET, "apiSecret", SECRET, "cabinet.url", "http://u:" + SECRET + "@h/x"));

        assertThat(shown)
                .contains("10.0.0.7", "csms.example", "\"password\" : \"***\"")
                .doesNotContain(SECRET)
                .doesNotContain(GatewayHarness.PASSWORD);
    }
}
