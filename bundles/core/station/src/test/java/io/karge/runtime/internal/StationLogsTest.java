package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.LogSource;
import io.karge.station.StationContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** N01.FR.03, N01.FR.04: what the runtime puts into the archives. */
class StationLogsTest {
    private final GatewayHarness h = new GatewayHarness().online();

    record Held(IdTokenType idToken) {}

    record Noted(String evccId, String text) {}

    private StationContext context() {
        return h.transactions.contexts.get(h.transactions.contexts.size() - 1);
    }

    private Map<String, String> parts(LogEnumType log) throws IOException {
        List<LogSource> sources = context().ports(LogSource.class);
        Map<String, String> texts = new LinkedHashMap<>();
        for (LogSource source : sources) {
            for (LogSource.Part part : source.parts(log, Optional.empty(), Optional.empty())) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                part.content().writeTo(out);
                texts.put(part.name(), out.toString(StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void tellsWhatASupportEngineerNeeds() throws IOException {
        Map<String, String> parts = parts(LogEnumType.DiagnosticsLog);
        assertThat(parts.keySet())
                .containsExactly(
                        "versions.txt",
                        "station.json",
                        "configuration.json",
                        "hardware.json",
                        "queues.json",
                        "certificates.json",
                        "transfers.json",
                        "problems.json",
                        "process.json",
                        "variables.json",
                        "state.txt",
                        "messages.jsonl");
        assertThat(parts.get("versions.txt")).contains("Karge embedded", "Java", "transactions");
        assertThat(parts.get("station.json")).contains("\"stationId\" : \"" + GatewayHarness.ID + "\"");
        assertThat(parts.get("hardware.json")).contains("\"status\" : \"UP\"", "\"evses\"");
        assertThat(parts.get("variables.json"))
                .contains("NetworkConfigurationPriority")
                .doesNotContain(GatewayHarness.PASSWORD);
        assertThat(parts.get("messages.jsonl")).contains("BootNotification");
        assertThat(parts.get("queues.json")).contains("\"transactions\" : [");
        assertThat(parts.get("certificates.json")).contains("\"certificates\"");
        assertThat(parts.get("problems.json")).contains("\"gateway\" : [");
        assertThat(parts.get("process.json")).contains("\"heapOctets\"", "\"freeDiskOctets\"", "\"clockSet\" : true");
    }

    @Test
    void showsNoTokenAndNothingThatIsSealed() throws IOException {
        context()
                .post(() ->
                        context().state().put("held", new Held(IdTokenType.of("04A2B3C4", IdTokenEnumType.ISO14443))));
        h.time.runUntilIdle();
        assertThat(parts(LogEnumType.DiagnosticsLog).get("state.txt"))
                .contains("/held ", "\"idToken\":\"hash:")
                .doesNotContainIgnoringCase("04A2B3C4");
    }

    /** Until the CSMS has accepted a connection with the new one it takes the one before. */
    @Test
    void masksBothPasswordsWhileOneIsOnTrial() throws IOException {
        setPassword("fedcba9876543210");
        h.csms.handshakeBy(endpoint -> 401);
        setPassword("another-one-0123");
        context()
                .offer(
                        LogSource.class,
                        LogSource.diagnostics("block.json", () -> new Noted("", "fedcba9876543210 another-one-0123")));

        assertThat(parts(LogEnumType.DiagnosticsLog).get("block.json")).contains("\"*** ***\"");
    }

    private void setPassword(String password) {
        h.now(h.gateway.setVariable(
                GatewayHarness.ID,
                SetVariableDataType.of(
                        password, ComponentType.of("SecurityCtrlr"), VariableType.of("BasicAuthPassword"))));
        h.time.advance(Duration.ofMinutes(1)); // it connects anew
    }

    @Test
    void masksInEveryPartWhatOnePartTellsToBeSecret() throws IOException {
        String vehicle = "00A0B0C0D0E0";
        StationContext context = context();
        context.offer(LogSource.class, LogSource.diagnostics("block.json", () -> {
            String text = vehicle.toLowerCase(Locale.ROOT) + " " + GatewayHarness.PASSWORD;
            return new Noted("", text);
        }));
        context.post(() -> context.state().put("session", new Noted(vehicle, "vehicle " + vehicle + ", at its door")));
        h.time.runUntilIdle();

        Map<String, String> parts = parts(LogEnumType.DiagnosticsLog);

        assertThat(parts.get("state.txt")).contains("vehicle hash:", ", at its door");
        assertThat(parts.get("block.json")).contains("\"text\" : \"hash:");
        assertThat(parts.values())
                .allSatisfy(text ->
                        assertThat(text).doesNotContainIgnoringCase(vehicle).doesNotContain(GatewayHarness.PASSWORD));
    }
}
