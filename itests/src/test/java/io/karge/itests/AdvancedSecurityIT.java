package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.site.SiteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** Without the feature karge-advanced-security there are security profiles 1 and 2 only, and the station says so. */
public class AdvancedSecurityIT extends ChargingSupport {
    private static final String FEATURE = "advanced-security";
    private static final String TRIGGER = "{\"requestedMessage\":\"SignChargingStationCertificate\"}";
    private static final String CHAIN_SIZE = "MaxCertificateChainSize";

    /** A root as JSON has it; nobody has its key. */
    private static final String ROOT = "-----BEGIN CERTIFICATE-----\\n"
            + "MIIBdDCCARqgAwIBAgIBATAKBggqhkjOPQQDAjAwMRMwEQYDVQQKDApLYXJnZSBU\\n"
            + "ZXN0MRkwFwYDVQQDDBBJbnRlZ3JhdGlvbiBSb290MCAXDTIwMDEwMTAwMDAwMFoY\\n"
            + "DzIxMjAwMTAxMDAwMDAwWjAwMRMwEQYDVQQKDApLYXJnZSBUZXN0MRkwFwYDVQQD\\n"
            + "DBBJbnRlZ3JhdGlvbiBSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdBCL\\n"
            + "h9/Q3cGs//X9dKDJaJoxw6xie3QJDckosCsxif373LYD/9X5XrZyzaG5OU6cFEoo\\n"
            + "coJFWyxiQ39t4r9cEaMjMCEwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMC\\n"
            + "AQYwCgYIKoZIzj0EAwIDSAAwRQIgB70zZ+yxfqXrs2K/Gon7Kdv/sUCZlXANvmYb\\n"
            + "IglPIHsCIQC+qIutEQ8Fs56pOchdQ6eDInmVURPcpQbxaLpKf1RQhA==\\n"
            + "-----END CERTIFICATE-----\\n";

    @Test
    public void withoutItThereAreProfilesOneAndTwo() throws Exception {
        String station = add("SECURE-3", "hyc-400-eu");
        assertThat(call(
                        station,
                        "InstallCertificate",
                        "{\"certificateType\":\"CSMSRootCertificate\",\"certificate\":\"" + ROOT + "\"}"))
                .contains("Accepted");
        assertThat(security(station)).containsEntry(CHAIN_SIZE, "10000");
        assertThat(highestProfile(station)).isEqualTo("3");

        uninstall(FEATURE);
        try {
            assertThat(security(station)).doesNotContainKey(CHAIN_SIZE).containsEntry("SecurityProfile", "1");
            assertThat(highestProfile(station)).isEqualTo("2");
            assertThat(call(station, "TriggerMessage", TRIGGER)).contains("NotImplemented");
            assertThatThrownBy(() -> call(station, "CertificateSigned", "{\"certificateChain\":\"none\"}"))
                    .hasStackTraceContaining("NotSupported");

            assertThat(set(station, 2, 2)).contains("Accepted");
            assertThat(prefer(station, "2,1")).contains("Accepted");
            assertThat(prefer(station, "1")).contains("Accepted");
            assertThat(set(station, 3, 3)).contains("status");
            assertThat(prefer(station, "3,1")).contains("Rejected").doesNotContain("Accepted");
        } finally {
            install(FEATURE);
        }

        await("the station has it again", WAIT, () -> security(station).containsKey(CHAIN_SIZE));
        assertThat(highestProfile(station)).isEqualTo("3");
        assertThat(call(station, "TriggerMessage", TRIGGER)).contains("Accepted");
        assertThat(prefer(station, "3,1")).as("it has no certificate yet").contains("Rejected");
        assertThat(gateway.station(station).at("/missingBlocks")).isEmpty();
    }

    /** What runs goes on; the cfg of profile 3 counts as soon as everything is there. */
    @Test
    public void aCfgThatWantsProfileThreeSaysWhatIsMissing() throws Exception {
        String station = add("SECURE-4", "hyc-200-eu");
        Path pem = Files.createTempFile("root", ".pem");
        Files.writeString(pem, ROOT.replace("\\n", "\n"));
        uninstall(FEATURE);
        try {
            String file = SiteFiles.stationFile(station);
            List<String> lines = files.lines(file).stream()
                    .filter(line -> !line.startsWith("basicAuthPassword"))
                    .toList();
            lines = SiteFiles.with(lines, "securityProfile", 3);
            lines = SiteFiles.with(lines, "csmsUrl", csmsUrl.replace("ws:", "wss:"));
            files.write(file, SiteFiles.with(lines, "csmsRootCertificates", pem));
            await("the problem is there", WAIT, () -> gateway.station(station)
                    .at("/problems")
                    .toString()
                    .contains("Install the feature karge-advanced-security"));
            assertThat(gateway.station(station).at("/connection").asText()).isEqualTo("online");
            assertThat(gateway.station(station).at("/securityProfile").asInt()).isEqualTo(1);
        } finally {
            install(FEATURE);
        }
        await("now the certificate is missing", WAIT, () -> gateway.station(station)
                .at("/problems")
                .toString()
                .contains("a certificate of the station's own, and it has none"));
        Files.delete(pem);
    }

    private String set(String station, int slot, int profile) {
        return call(
                station,
                "SetNetworkProfile",
                "{\"configurationSlot\":" + slot + ",\"connectionData\":{\"ocppVersion\":\"OCPP20\","
                        + "\"ocppTransport\":\"JSON\",\"ocppCsmsUrl\":\"wss://csms.example/ocpp\","
                        + "\"messageTimeout\":30,\"securityProfile\":" + profile + ",\"ocppInterface\":\"Wired0\"}}");
    }

    private String prefer(String station, String priority) {
        return call(
                station,
                "SetVariables",
                "{\"setVariableData\":[{\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":"
                        + "\"NetworkConfigurationPriority\"},\"attributeValue\":\"" + priority + "\"}]}");
    }

    /** The variables of SecurityCtrlr with their values. */
    private Map<String, String> security(String station) throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode item : gateway.get("/api/v1/stations/" + station + "/variables")) {
            if (item.at("/component/name").asText().equals("SecurityCtrlr")) {
                values.put(
                        item.at("/variable/name").asText(),
                        item.at("/variableAttribute/0/value").asText());
            }
        }
        return values;
    }

    /** The limit of SecurityProfile. */
    private String highestProfile(String station) throws Exception {
        for (JsonNode item : gateway.get("/api/v1/stations/" + station + "/variables")) {
            if (item.at("/variable/name").asText().equals("SecurityProfile")) {
                return item.at("/variableCharacteristics/maxLimit").asText();
            }
        }
        return "none";
    }
}
