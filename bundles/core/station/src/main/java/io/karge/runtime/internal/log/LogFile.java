package io.karge.runtime.internal.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.karge.failure.FailureWords;
import io.karge.runtime.LoggedMessage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JSON lines of one station: {@code <station>.jsonl}, and the older ones in {@code <station>.1.jsonl} and so on.
 * All methods block; one thread at a time.
 */
public final class LogFile {
    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializedString END_OF_LINE = new SerializedString("\n");
    static final int GENERATIONS = 3;
    private static final Pattern SEQ = Pattern.compile("\\{\"seq\":(\\d{1,18}),");
    private static final Pattern AT = Pattern.compile("\\{\"seq\":\\d{1,18},\"at\":\"(\\d{4}-[0-9T:.-]+Z)\"");
    private static final int HEAD = 40;
    private static final int CHUNK = 8_192;

    private final Path folder;
    private final String name;
    private final long maxBytes;
    /** How many messages could not be written since the last that was; of the first attempt some may stand there. */
    private long missing;

    /** @param maxBytes how long the file gets before it is put aside */
    public LogFile(Path folder, String stationId, long maxBytes) {
        this.folder = folder;
        this.name = safe(stationId);
        this.maxBytes = maxBytes;
    }

    /** A name for files and folders of a station. */
    public static String safe(String stationId) {
        return URLEncoder.encode(stationId, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    /** Appends messages. A disk that fails costs the log and nothing else. */
    void append(List<LoggedMessage> messages) {
        try {
            Files.createDirectories(folder);
            rotate();
            try (BufferedWriter out =
                            Files.newBufferedWriter(current(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    JsonGenerator json = JSON.createGenerator(out)) {
                json.setRootValueSeparator(END_OF_LINE);
                for (LoggedMessage message : messages) {
                    write(message, json);
                }
                json.writeRaw('\n');
            }
            if (missing > 0) {
                LOG.warn(
                        "the message log {} is written again, up to {} messages are missing in it", current(), missing);
                missing = 0;
            }
        } catch (IOException e) {
            if (missing == 0) {
                LOG.warn(
                        "the message log {} cannot be written: {}. Make room, or check its owner",
                        current(),
                        FailureWords.of(e));
            }
            missing += messages.size();
        }
    }

    /** The number of the last message that was written; 0 when there is none. */
    long lastSeq() {
        long found = lastSeq(current());
        return found > 0 ? found : lastSeq(generation(1));
    }

    /** The sequence number is the first member of a line, and lines may be long: the last one is sought backwards. */
    private static long lastSeq(Path path) {
        if (!Files.isRegularFile(path)) {
            return 0;
        }
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(startOfLastLine(in));
            byte[] head = new byte[HEAD];
            int length = Math.max(0, in.read(head));
            Matcher seq = SEQ.matcher(new String(head, 0, length, StandardCharsets.UTF_8));
            return seq.lookingAt() ? Long.parseLong(seq.group(1)) : 0;
        } catch (IOException e) {
            LOG.warn("the message log {} cannot be read: {}. Its numbers begin anew", path, FailureWords.of(e));
            return 0;
        }
    }

    private static long startOfLastLine(RandomAccessFile in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long end = Math.max(0, in.length() - 1); // the file ends with the end of its last line
        while (end > 0) {
            int length = (int) Math.min(CHUNK, end);
            in.seek(end - length);
            in.readFully(chunk, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    /**
     * Copies the messages of one file; nothing when it is not there. On any thread: a file that is put aside meanwhile is read
     * to its end.
     *
     * @param age 0 for the newest file, at most {@link #GENERATIONS}
     * @param oldest what is older is left out
     * @param latest what is later is left out
     */
    void copy(int age, Optional<Instant> oldest, Optional<Instant> latest, OutputStream out) throws IOException {
        Path file = age == 0 ? current() : generation(age);
        if (!Files.exists(file)) {
            return;
        }
        Writer to = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher at = AT.matcher(line);
                if (!at.lookingAt() || isWithin(Instant.parse(at.group(1)), oldest, latest)) {
                    to.write(line);
                    to.write('\n');
                }
            }
        }
        to.flush();
    }

    private static boolean isWithin(Instant at, Optional<Instant> oldest, Optional<Instant> latest) {
        return oldest.filter(at::isBefore).isEmpty()
                && latest.filter(at::isAfter).isEmpty();
    }

    /** Writes messages as they stand in a file; nothing where there are none. */
    static void write(List<LoggedMessage> messages, OutputStream out) throws IOException {
        if (messages.isEmpty()) {
            return;
        }
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setRootValueSeparator(END_OF_LINE);
            for (LoggedMessage message : messages) {
                write(message, json);
            }
            json.writeRaw('\n');
        }
    }

    private static void write(LoggedMessage message, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", message.seq());
        json.writeStringField("at", message.at().toString());
        json.writeStringField("direction", message.direction());
        json.writeStringField("type", message.type());
        json.writeStringField("action", message.action());
        json.writeStringField("messageId", message.messageId());
        json.writeStringField("frame", message.frame());
        json.writeEndObject();
    }

    private void rotate() throws IOException {
        if (!Files.exists(current()) || Files.size(current()) < maxBytes) {
            return;
        }
        for (int older = GENERATIONS; older > 0; older--) {
            Path newer = older == 1 ? current() : generation(older - 1);
            if (Files.exists(newer)) {
                Files.move(newer, generation(older), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path current() {
        return folder.resolve(name + ".jsonl");
    }

    private Path generation(int age) {
        return folder.resolve(name + "." + age + ".jsonl");
    }
}
