package io.karge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.CollectLogs;
import io.karge.driver.TokenType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.runtime.StationConfig;
import io.karge.station.LogArchives.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** N01: the archive of a whole gateway, made while a vehicle charges: what is in it, and what is not. */
class LogArchiveTest extends GatewayInFolder {
    private static final String TOKEN = "04D1E2A3B4C5F6";
    private static final String BLOCKED = "04FFEEDDCCBBAA";
    /** EVCCIDs: with Autocharge they are tokens. */
    private static final String VEHICLE = "00A0B0C0D0E0";

    private static final String FORMER_VEHICLE = "00A0B0C0D0E1";
    private static final String HARDWARE_PASSWORD = "swordfish";

    @Override
    StationConfig config() {
        StationConfig plain = super.config();
        return new StationConfig(
                plain.stationId(),
                plain.driver(),
                URI.create("memory://tech:" + HARDWARE_PASSWORD + "@cabinet/1?password=" + HARDWARE_PASSWORD),
                plain.csmsUrl(),
                plain.securityProfile(),
                plain.basicAuthPassword(),
                plain.csmsRootCertificates(),
                plain.manufacturerRootCertificates(),
                plain.driverGrace(),
                Map.of());
    }

    private Map<String, String> archive(EmbeddedGateway gateway, LogEnumType log) throws Exception {
        Archive made = done(gateway.gateway().logs(STATION, log, folder.resolve(log + ".zip")));
        Map<String, String> texts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(made.file()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void holdsWhatASupportEngineerNeedsAndNothingSecret() throws Exception {
        Map<String, String> texts;
        try (EmbeddedGateway gateway = open()) {
            driver.hardware(STATION).answerBy(LogArchiveTest::collect);
            charge(gateway, BLOCKED);
            beginToCharge(gateway, FORMER_VEHICLE);
            driver.hardware(STATION).identifyVehicle(1, FORMER_VEHICLE);
            driver.hardware(STATION).presentToken(1, FORMER_VEHICLE, TokenType.ISO14443);
            await().until(() -> view(gateway).transactions().isEmpty());
            driver.hardware(STATION).unplug(1);
            beginToCharge(gateway, TOKEN);
            driver.hardware(STATION).identifyVehicle(1, VEHICLE);
            driver.hardware(STATION).presentToken(2, BLOCKED, TokenType.ISO14443);
            texts = archive(gateway, LogEnumType.DiagnosticsLog);
            assertThat(view(gateway).transactions().get(0).chargingState()).isEqualTo("Charging");
        }

        assertThat(texts.keySet())
                .contains(
                        "authorization.json",
                        "certificates.json",
                        "configuration.json",
                        "contents.txt",
                        "firmware.json",
                        "hardware.json",
                        "messages.jsonl",
                        "problems.json",
                        "process.json",
                        "queues.json",
                        "state.txt",
                        "station.json",
                        "transactions.json",
                        "transfers.json",
                        "variables.json",
                        "versions.txt");
        assertThat(texts.get("transactions.json")).contains("\"chargingState\" : \"Charging\"");
        assertThat(texts.get("authorization.json")).contains("\"entries\" : 3");
        assertThat(texts.get("configuration.json")).contains("cabinet");
        assertThat(texts.get("hardware/board.log")).contains("card hash:", "login ***");
        assertThat(texts.get("hardware.json")).contains("\"evccId\" : \"hash:");
        assertThat(texts.get("messages.jsonl")).contains("TransactionEvent");
        assertThat(holding(texts, TOKEN, BLOCKED, VEHICLE, FORMER_VEHICLE)).isEmpty();
        assertThat(holding(texts, PASSWORD, HARDWARE_PASSWORD, "PRIVATE KEY", masterKey()))
                .isEmpty();
    }

    /** The driver has taken nothing out. */
    private static @Nullable CommandResult collect(HardwareCommand command) {
        if (command instanceof CollectLogs logs) {
            try {
                Files.writeString(
                        logs.folder().resolve("board.log"),
                        "card " + BLOCKED + ", vehicle " + VEHICLE + ", login " + HARDWARE_PASSWORD);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return null;
    }

    @Test
    void holdsTheSecurityLogAlone() throws Exception {
        try (EmbeddedGateway gateway = open()) {
            assertThat(archive(gateway, LogEnumType.SecurityLog)).containsOnlyKeys("security.log", "contents.txt");
        }
    }

    private String masterKey() throws Exception {
        return Files.readString(folder.resolve("karge-master.key")).strip();
    }

    /** Where any of the words is, in any case of letters. */
    private static List<String> holding(Map<String, String> texts, String... words) {
        List<String> holding = new ArrayList<>();
        texts.forEach((name, text) -> {
            for (String word : words) {
                if (text.toUpperCase(Locale.ROOT).contains(word.toUpperCase(Locale.ROOT))) {
                    holding.add(name + " has " + word);
                }
            }
        });
        return holding;
    }
}
