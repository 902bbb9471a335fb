package io.karge.runtime.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karge.failure.FailureWords;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.internal.log.LogFile;
import io.karge.station.DiscardedMessage;
import io.karge.station.IdTokens;
import io.karge.station.UnsentMessage;
import io.karge.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of what is not kept of a station any more and the CSMS never got: a file each time, readable by the gateway's user only,
 * with a JSON object a line. Of one station the latest stay. All methods block.
 */
final class UndeliveredCopies {
    /** How many files of one station stay. */
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(UndeliveredCopies.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper TREE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final TimeSource time;

    UndeliveredCopies(Path folder, TimeSource time) {
        this.folder = folder;
        this.time = time;
    }

    /**
     * Writes a copy, which is on the disk when this returns.
     *
     * @param payloads the messages as the CSMS would have got them, by message id, as far as they are known; others are
     *     kept as they are stored
     * @throws IOException when it cannot be written; the message names the file
     */
    FactoryReset.Kept keep(String stationId, Undelivered what, Map<String, String> payloads) throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
        Instant now = time.wallClock();
        String name = LogFile.safe(stationId) + "@" + NAME.format(now) + "-"
                + UUID.randomUUID().toString().substring(0, 8) + ".jsonl";
        Path file = folder.resolve(name);
        try (FileChannel out =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines(stationId, what, payloads, now));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
        forgetOldest(stationId);
        return new FactoryReset.Kept(
                file.toString(),
                what.messages().size()
                        + what.discarded().size()
                        + what.unreadable().size());
    }

    /**
     * What copies hold of a customer, one line each, for people (N09).
     *
     * @param erase whether the customer's token is taken out of them (N10); what the file had before is overwritten
     */
    List<String> about(String stationId, IdTokenType idToken, boolean erase) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(stationId)) {
            List<String> lines = Files.readAllLines(file);
            List<String> now =
                    lines.stream().map(line -> without(idToken, line)).toList();
            long naming = IntStream.range(0, lines.size())
                    .filter(i -> !lines.get(i).equals(now.get(i)))
                    .count();
            if (naming > 0) {
                found.add("Copied to " + file.getFileName() + ": " + naming + (naming == 1 ? " message" : " messages")
                        + " that the CSMS has not got" + (erase ? ": token erased" : ""));
            }
            if (naming > 0 && erase) {
                replace(file, now);
            }
        }
        return found;
    }

    private static String without(IdTokenType idToken, String line) {
        try {
            JsonNode tree = TREE.readTree(line);
            return IdTokens.isIn(tree, idToken) ? IdTokens.erased(tree, idToken).toString() : line;
        } catch (JsonProcessingException e) {
            LOG.warn("a line of a copy cannot be read: {}", e.getOriginalMessage());
            return line;
        }
    }

    private static void replace(Path file, List<String> lines) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, OWNER_FILE);
        Files.write(next, lines);
        try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
            out.force(true);
        }
        try (FileChannel before = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            before.write(
                    ByteBuffer.allocate((int) before.size())); // has no name any more, and still its place on the disk
            before.force(true);
        }
    }

    /** What it is a copy of was not deleted. */
    void forget(FactoryReset.Kept kept) {
        try {
            Files.deleteIfExists(Path.of(kept.file()));
        } catch (IOException e) {
            LOG.info(
                    "{} is a copy of messages that still wait, and cannot be deleted: {}",
                    kept.file(),
                    FailureWords.of(e));
        }
    }

    private static byte[] lines(String stationId, Undelivered what, Map<String, String> payloads, Instant copiedAt)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(null);
            for (RunningTransactions.Running one : what.running()) {
                begin(json, stationId, "transaction without an Ended");
                json.writeStringField("transactionId", one.transactionId());
                json.writeNumberField("evseId", one.evseId());
                text(json, "idToken", one.idToken());
                json.writeStringField("startedAt", one.startedAt().toString());
                json.writeStringField("chargingState", one.chargingState());
                json.writeNumberField("energyWh", one.energyWh());
                if (one.registerWh() != null) {
                    json.writeNumberField("registerWh", one.registerWh());
                }
                text(json, "readAt", one.readAt());
                text(json, "copiedAt", copiedAt);
                end(json);
            }
            for (Undelivered.Message one : what.messages()) {
                UnsentMessage message = one.message();
                begin(json, stationId, "message");
                json.writeStringField("messageId", message.messageId());
                json.writeStringField("action", message.action());
                json.writeBooleanField("sent", message.sent());
                String payload = payloads.get(message.messageId());
                raw(json, payload == null ? "stored" : "payload", payload == null ? message.item() : payload);
                end(json);
            }
            for (Map.Entry<String, byte[]> one : what.discarded().entrySet()) {
                discarded(json, stationId, one.getKey(), one.getValue());
            }
            for (Map.Entry<String, byte[]> one : what.unreadable().entrySet()) {
                begin(json, stationId, "encrypted with a master key that was away");
                stored(json, one.getKey(), one.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void discarded(JsonGenerator json, String stationId, String key, byte[] stored) throws IOException {
        begin(json, stationId, "given up before");
        Optional<DiscardedMessage> message = DiscardedMessage.read(stored);
        if (message.isPresent()) {
            json.writeStringField("messageId", message.get().messageId());
            json.writeStringField("action", message.get().action());
            text(json, "givenUpAt", message.get().at());
            json.writeNumberField("attempts", message.get().attempts());
            json.writeStringField("why", message.get().why());
            raw(json, "payload", message.get().payload().toString());
        } else {
            stored(json, key, stored);
            return;
        }
        end(json);
    }

    private static void stored(JsonGenerator json, String key, byte[] stored) throws IOException {
        json.writeStringField("key", key);
        raw(json, "stored", new String(stored, StandardCharsets.UTF_8));
        end(json);
    }

    private static void text(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    private static void begin(JsonGenerator json, String stationId, String kind) throws IOException {
        json.writeStartObject();
        json.writeStringField("stationId", stationId);
        json.writeStringField("kind", kind);
    }

    private static void raw(JsonGenerator json, String field, String value) throws IOException {
        json.writeFieldName(field);
        json.writeRawValue(value);
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Those of a station, the oldest first. */
    private List<Path> files(String stationId) throws IOException {
        String prefix = LogFile.safe(stationId) + "@"; // no safe name has an @
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        }
    }

    private void forgetOldest(String stationId) throws IOException {
        List<Path> files = files(stationId);
        for (Path oldest : files.subList(0, Math.max(0, files.size() - MOST))) {
            LOG.info("station={} more than {} copies are kept, {} goes", stationId, MOST, oldest);
            Files.deleteIfExists(oldest);
        }
    }
}
