package io.karge.runtime.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.runtime.TransferView;
import io.karge.runtime.internal.StationReports.Certificates;
import io.karge.runtime.internal.StationReports.Configuration;
import io.karge.runtime.internal.StationReports.Hardware;
import io.karge.runtime.internal.StationReports.Problems;
import io.karge.runtime.internal.StationReports.ProcessState;
import io.karge.runtime.internal.StationReports.Queues;
import io.karge.runtime.internal.StationReports.Transfers;
import io.karge.runtime.internal.log.KnownSecrets;
import io.karge.runtime.internal.log.LogExcerpt;
import io.karge.runtime.internal.log.MessageLog;
import io.karge.runtime.internal.log.TokenHashes;
import io.karge.security.Masking;
import io.karge.station.LogSource;
import io.karge.station.StoredRecord;
import java.io.ByteArrayOutputStream;
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

/**
 * What the runtime puts into the log archives of one station (N01): what it is and does now, its configuration, hardware,
 * queues, certificates and variables, what it has stored, its messages, and what the log of the process says of it. Tokens
 * stand there as hashes, secrets not at all. On the loop; the content is written beside it, from copies.
 */
final class StationLogs {
    private static final ObjectWriter JSON = new JsonMapper().writerWithDefaultPrettyPrinter();
    private static final OcppCodec CODEC = new OcppCodec();
    /** What {@link io.karge.security.Secrets} have sealed: of no use to whoever reads an archive. */
    private static final Pattern SEALED = Pattern.compile("v\\d+:[0-9a-f]{16}:[A-Za-z0-9+/=]+");

    private final GatewayParts gateway;
    private final MessageLog messages;
    private final Supplier<StationView> view;
    private final Supplier<StationConfig> config;
    private final TokenHashes tokens;

    StationLogs(GatewayParts gateway, MessageLog messages, Supplier<StationView> view, Supplier<StationConfig> config) {
        this.gateway = gateway;
        this.messages = messages;
        this.view = view;
        this.config = config;
        this.tokens = new TokenHashes(gateway.secrets());
    }

    /** The source that the station offers while this core runs. */
    LogSource of(StationCore core) {
        return (log, oldest, latest) -> switch (log) {
            case SecurityLog -> List.of(security(core.stationId(), oldest, latest));
            case DiagnosticsLog -> diagnostics(core, oldest, latest);
        };
    }

    /**
     * The same, without what the station knows to be secret: a part may hold it under another name than those that are masked, or
     * in running text.
     *
     * @param passwords those of the station now
     */
    LogSource masked(LogSource source, StationCore core, Supplier<List<String>> passwords) {
        return (log, oldest, latest) -> {
            List<LogSource.Part> parts = source.parts(log, oldest, latest);
            if (parts.isEmpty()) {
                return parts;
            }
            KnownSecrets known = new KnownSecrets(core.state().stored(), tokens);
            core.hardware().evses().forEach(evse -> known.token(evse.evccId()));
            passwords.get().forEach(known::password);
            ConfiguredSecrets.of(config.get()).forEach(known::password);
            return parts.stream()
                    .map(part -> new LogSource.Part(part.name(), out -> known.writeMasked(part.content(), out)))
                    .toList();
        };
    }

    private LogSource.Part security(String stationId, Optional<Instant> oldest, Optional<Instant> latest) {
        return new LogSource.Part("security.log", out -> gateway.securityLog()
                .read(stationId, oldest, latest, line -> write(line + "\n", out)));
    }

    private List<LogSource.Part> diagnostics(StationCore core, Optional<Instant> oldest, Optional<Instant> latest) {
        List<LogSource.Part> parts = new ArrayList<>();
        String versions = versions(core);
        parts.add(new LogSource.Part("versions.txt", out -> {
            write(versions, out);
            gateway.process().bundles().get().forEach(bundle -> write(bundle + "\n", out));
        }));
        parts.add(shown("station.json", view));
        parts.add(shown("configuration.json", () -> Configuration.of(config.get())));
        parts.add(shown("hardware.json", () -> Hardware.of(core, tokens)));
        parts.add(shown("queues.json", () -> Queues.of(core)));
        parts.add(shown("certificates.json", () -> new Certificates(CertificateAccess.view(core))));
        parts.add(shown("transfers.json", () -> new Transfers(transfers(core.stationId()))));
        parts.add(new LogSource.Part(
                "problems.json", out -> show(new Problems(gateway.problems().get()), out)));
        Instant clock = core.clock().now();
        boolean set = core.clock().synchronised();
        Instant now = gateway.time().wallClock();
        parts.add(new LogSource.Part(
                "process.json", out -> show(ProcessState.of(now, clock, set, gateway.stagingFolder()), out)));
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

    private List<TransferView> transfers(String stationId) {
        return gateway.transfers().all().stream()
                .filter(transfer -> transfer.stationId().equals(stationId))
                .toList();
    }

    private String versions(StationCore core) {
        return "Karge " + gateway.process().version() + "\nJava " + Runtime.version() + " of "
                + System.getProperty("java.vendor") + "\nOperating system " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\nDriver "
                + core.model().driver() + " for " + core.model().vendor() + " "
                + core.model().model() + ", hardware " + core.model().hardwareVersions() + ", firmware "
                + core.model().firmwareVersions() + "\nBlocks " + core.blocks().names() + "\n";
    }

    /** Taken now, and written without secrets. */
    private static LogSource.Part shown(String name, Supplier<? extends Record> state) {
        LogSource.Part taken = LogSource.Part.taken(name, state);
        return new LogSource.Part(name, out -> {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            taken.content().writeTo(text);
            write(Masking.text(text.toString(StandardCharsets.UTF_8)), out);
        });
    }

    private static void show(Record state, OutputStream out) {
        write(Masking.text(StoredRecord.text(state)), out);
    }

    private void variables(List<ReportDataType> variables, OutputStream out) throws IOException {
        JsonNode report =
                CODEC.payload(NotifyReportRequest.of(0, Instant.EPOCH, 0).withReportData(variables));
        write(Masking.mask("NotifyReport", JSON.writeValueAsString(report.path("reportData")), tokens), out);
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
