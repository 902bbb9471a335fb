package io.karge.runtime.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.log.LogExcerpt;
import io.karge.runtime.internal.log.MessageLog;
import io.karge.runtime.internal.log.TokenHashes;
import io.karge.security.Masking;
import io.karge.station.LogSource;
import io.karge.station.StoredRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime puts into the log archives of one station (N01): what it is and does now, its hardware, its variables, what
 * it has stored (queues, transactions, cache), its messages, and what the log of the process says of it. Tokens stand there as
 * hashes, secrets not at all. On the loop; the content is written beside it, from copies.
 */
final class StationLogs {
    private static final ObjectWriter JSON = new JsonMapper().writerWithDefaultPrettyPrinter();
    private static final JsonMapper TREE = new JsonMapper();
    private static final OcppCodec CODEC = new OcppCodec();
    /** What {@link io.karge.security.Secrets} have sealed: of no use to whoever reads an archive. */
    private static final Pattern SEALED = Pattern.compile("v\\d+:[0-9a-f]{16}:[A-Za-z0-9+/=]+");

    private final GatewayParts gateway;
    private final MessageLog messages;
    private final Supplier<StationView> view;
    private final TokenHashes tokens;

    StationLogs(GatewayParts gateway, MessageLog messages, Supplier<StationView> view) {
        this.gateway = gateway;
        this.messages = messages;
        this.view = view;
        this.tokens = new TokenHashes(gateway.secrets());
    }

    /** The source that the station offers while this core runs. */
    LogSource of(StationCore core) {
        return (log, oldest, latest) -> switch (log) {
            case SecurityLog -> List.of(security(core.stationId(), oldest, latest));
            case DiagnosticsLog -> diagnostics(core, oldest, latest);
        };
    }

    private LogSource.Part security(String stationId, Optional<Instant> oldest, Optional<Instant> latest) {
        return new LogSource.Part("security.log", out -> gateway.securityLog()
                .read(stationId, oldest, latest, line -> write(line + "\n", out)));
    }

    private List<LogSource.Part> diagnostics(StationCore core, Optional<Instant> oldest, Optional<Instant> latest) {
        List<LogSource.Part> parts = new ArrayList<>();
        parts.add(text("versions.txt", versions(core)));
        StationView now = view.get();
        parts.add(new LogSource.Part("station.json", out -> pretty(StoredRecord.write(now), out)));
        Hardware hardware = Hardware.of(core, tokens);
        parts.add(new LogSource.Part("hardware.json", out -> pretty(StoredRecord.write(hardware), out)));
        List<ReportDataType> variables = core.deviceModel().report(ReportBaseEnumType.FullInventory);
        parts.add(new LogSource.Part("variables.json", out -> variables(variables, out)));
        SortedMap<String, byte[]> stored = core.state().stored();
        parts.add(new LogSource.Part("state.txt", out -> state(stored, out)));
        parts.addAll(messages.parts(oldest, latest));
        Path logs = gateway.process().logFolder();
        if (logs != null) {
            parts.add(new LogSource.Part(
                    "gateway.log", out -> new LogExcerpt(logs, core.stationId(), oldest, latest).writeTo(out)));
        }
        return parts;
    }

    private static LogSource.Part text(String name, String text) {
        return new LogSource.Part(name, out -> write(text, out));
    }

    private String versions(StationCore core) {
        return "Karge " + gateway.process().version() + "\nJava " + Runtime.version() + " of "
                + System.getProperty("java.vendor") + "\nOperating system " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\nDriver "
                + core.model().driver() + " for " + core.model().vendor() + " "
                + core.model().model() + ", hardware " + core.model().hardwareVersions() + ", firmware "
                + core.model().firmwareVersions() + "\nBlocks " + core.blocks().names() + "\n";
    }

    /** What is known of the hardware, with the ids of vehicles as hashes. */
    record Hardware(String status, @Nullable CabinetState cabinet, List<EvseState> evses) {
        static Hardware of(StationCore core, TokenHashes hashes) {
            return new Hardware(
                    core.hardware().status().name(),
                    core.hardware().cabinet().orElse(null),
                    core.hardware().evses().stream()
                            .map(evse -> {
                                String evccId = evse.evccId();
                                return evccId == null ? evse : evse.withEvccId(hashes.apply(evccId));
                            })
                            .toList());
        }
    }

    private static void pretty(byte[] json, OutputStream out) throws IOException {
        write(Masking.text(JSON.writeValueAsString(TREE.readTree(json).path("data"))), out);
    }

    private static void variables(List<ReportDataType> variables, OutputStream out) throws IOException {
        JsonNode report =
                CODEC.payload(NotifyReportRequest.of(0, Instant.EPOCH, 0).withReportData(variables));
        write(Masking.mask("NotifyReport", JSON.writeValueAsString(report.path("reportData"))), out);
    }

    /** A line for each entry. */
    private void state(SortedMap<String, byte[]> stored, OutputStream out) throws IOException {
        for (String key : stored.keySet()) {
            byte[] value = stored.get(key);
            String json = value == null ? "" : new String(value, StandardCharsets.UTF_8);
            String masked = SEALED.matcher(Masking.mask("", json, tokens)).replaceAll(Masking.MASK);
            write(key + " " + masked + "\n", out);
        }
    }

    private static void write(String text, OutputStream out) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
