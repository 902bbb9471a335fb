package io.karge.security;

import io.karge.security.ChainedLogFiles.Head;
import io.karge.security.internal.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A log that can only be appended to: each line is chained to the one before by a keyed hash, and {@link #check} finds
 * whatever was changed, inserted or cut out since, at the end too. The key lies beside it, sealed under the master key. Who
 * has that, or puts the whole folder back as it was, is not found out. That there was a chain is remembered beside the
 * folder, {@code karge-NAME-log.id}: whoever deletes that as well leaves no trace.
 *
 * <p>The files rotate; a line is on the disk when {@link #append} returns. Thread-safe; all methods block.
 */
public final class ChainedLog {
    private static final int KEY_BYTES = 32;
    /** What the head follows, so that no line can be put in its place. */
    private static final String HEAD = "f".repeat(64);

    static final String ROTATED = "continues after mac=";
    static final String HEAD_MISSING = "the head was missing: whether lines had been cut off at the end is not known";

    private static final String BEGINS_ANEW = "a new chain begins: ";

    private static final String BEGINS_MEANWHILE =
            "the master key cannot be used: a chain begins under an interim key, which the log takes over when it can";

    private static final int LINES_AT_ONCE = 1_000;

    private final ChainedLogFiles files;
    /** Those of the log itself, whichever chain this is. */
    private final ChainedLogFiles log;

    private final SecretKey key;
    private final long maxBytes;
    /** Names the key, and with it the chain, and does not tell it. */
    private final String id;
    /** What was found in the chain of meanwhile, which stays for that. */
    private List<String> faultsOfMeanwhile = List.of();

    private long first;
    private long last;
    private String lastMac;

    /**
     * What a check has found.
     *
     * @param first the number of the oldest line that is kept; 0 for an empty log
     * @param last the number of the newest
     * @param faults what is wrong, in words, each with its file; none when all is as it was written
     */
    public record Check(long first, long last, List<String> faults) {
        public Check {
            faults = List.copyOf(faults);
        }
    }

    private ChainedLog(ChainedLogFiles files, ChainedLogFiles log, SecretKey key, long maxBytes) {
        this.files = files;
        this.log = log;
        this.key = key;
        this.maxBytes = maxBytes;
        this.lastMac = ChainedLine.BEGINNING;
        this.id = ChainedLine.after(ChainedLine.BEGINNING, 0, "id", key).mac().substring(0, 16);
    }

    /**
     * A chain that nobody can check any more.
     *
     * @param folder where what is left of it is
     * @param why in words
     */
    public record Before(Path folder, String why) {}

    /**
     * Opens the log where it ended, or begins it. A chain whose key is missing, or lies under a master key that was given up, is
     * put aside, see {@link #before}, and a new one begins and says so; so it is when the whole folder is gone. What is missing at its end is said in its next line, and every check finds
     * it.
     *
     * <p>While the master key cannot be used, lines go to a chain of their own, in the folder {@code meanwhile} and under an
     * interim key, and {@link #check} knows that one alone. Opened with the master key, the log takes its lines over; one
     * in which something was changed stays where it is, and every check finds it.
     *
     * @param folder made when it is not there
     * @param name of the files
     * @param maxBytes how long a file gets before it is put aside
     * @param generations how many of these are kept
     * @throws IOException when the disk fails, or the key cannot be read; the message says so
     */
    public static ChainedLog open(Path folder, String name, Secrets secrets, long maxBytes, int generations)
            throws IOException {
        ChainedLogFiles files = new ChainedLogFiles(folder, name, generations);
        String purpose = "log " + name;
        if (secrets.unusable().isPresent()) {
            return open(files.meanwhile(), files, purpose, secrets, maxBytes);
        }
        ChainedLog log = open(files, files, purpose, secrets, maxBytes);
        if (Files.exists(files.meanwhile().folder())
                || Files.exists(files.meanwhile().witness())) {
            log.takeOver(purpose, secrets);
        }
        return log;
    }

    private static ChainedLog open(
            ChainedLogFiles files, ChainedLogFiles log, String purpose, Secrets secrets, long maxBytes)
            throws IOException {
        PrivateFiles.createFolder(files.folder());
        if (cannotGoOn(files, secrets)) {
            files.putAside(log);
        }
        ChainedLog opened = new ChainedLog(files, log, key(files.key(), purpose, secrets), maxBytes);
        opened.resume();
        return opened;
    }

    private static boolean cannotGoOn(ChainedLogFiles files, Secrets secrets) throws IOException {
        if (Files.exists(files.key())) {
            return files.isBeingPutAside()
                    || secrets.isGivenUp(Files.readString(files.key()).strip());
        }
        return files.isBeingPutAside() || files.isBegun() || Files.exists(files.witness());
    }

    /** What was written while the master key could not be used: all of it, or, where something is wrong with it, nothing. */
    private void takeOver(String purpose, Secrets secrets) throws IOException {
        ChainedLog meanwhile;
        try {
            meanwhile = open(files.meanwhile(), files, purpose, secrets, maxBytes);
            faultsOfMeanwhile = meanwhile.check().faults();
        } catch (IOException e) {
            faultsOfMeanwhile = List.of(e.toString());
            return;
        }
        if (!faultsOfMeanwhile.isEmpty()) {
            return;
        }
        String taken = "so far what was written while the master key could not be used, up to mac=" + meanwhile.lastMac;
        if (!has(taken)) {
            List<String> lines = new ArrayList<>();
            meanwhile.files.read(
                    line -> ChainedLine.read(line).map(ChainedLine::text).ifPresent(lines::add));
            lines.removeIf(line -> line.startsWith(ROTATED));
            lines.add(taken);
            for (int done = 0; done < lines.size(); done += LINES_AT_ONCE) {
                append(lines.subList(done, Math.min(lines.size(), done + LINES_AT_ONCE)));
            }
        }
        files.forgetMeanwhile();
    }

    private boolean has(String text) throws IOException {
        boolean[] found = new boolean[1];
        files.read(line -> found[0] |= line.startsWith(text));
        return found[0];
    }

    private static SecretKey key(Path file, String purpose, Secrets secrets) throws IOException {
        try {
            if (Files.exists(file)) {
                String sealedText = Files.readString(file).strip();
                String text = secrets.unseal(purpose, sealedText);
                if (!secrets.current(sealedText)) {
                    PrivateFiles.write(file, secrets.seal(purpose, text));
                }
                return keyOf(text);
            }
            byte[] bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            String text = Base64.getEncoder().encodeToString(bytes);
            PrivateFiles.write(file, secrets.sealAnyway(purpose, text));
            return keyOf(text);
        } catch (Secrets.UnreadableSecretException | IllegalArgumentException e) {
            throw new IOException("the key of the log, " + file + ", cannot be used: " + e.getMessage(), e);
        }
    }

    private static SecretKey keyOf(String base64) {
        return new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256");
    }

    private void resume() throws IOException {
        if (Files.exists(files.current())) {
            ChainedLogFiles.cutTornLine(files.current());
        }
        List<Path> present = files.oldestFirst();
        Optional<ChainedLine> newest =
                present.isEmpty() ? Optional.empty() : ChainedLogFiles.lastOf(present.get(present.size() - 1));
        Head head = readHead();
        if (head == null && present.isEmpty() && !Files.exists(files.witness())) {
            first = 1;
            writeHead(); // before the first line: it is never missing
        } else if (head == null) {
            resumeWithoutHead(present, newest);
        } else if (newest.isPresent() && newest.get().seq() >= head.last()) {
            resumeAfter(head.first(), newest.get().seq(), newest.get().mac());
        } else {
            resumeAfter(head.first(), head.last(), head.mac());
            if (last > 0) {
                append(List.of("lines up to seq=" + last + " are missing"));
            }
        }
        if (last == 0) {
            begin();
        }
        if (!Files.exists(files.witness())) {
            PrivateFiles.write(files.witness(), id);
        }
    }

    private void begin() throws IOException {
        List<Before> before = before();
        if (files != log) {
            append(List.of(BEGINS_MEANWHILE));
        } else if (!before.isEmpty()) {
            Before latest = before.get(before.size() - 1);
            append(List.of(BEGINS_ANEW + latest.why() + "; what is left of the one before is in " + latest.folder()));
        }
    }

    private void resumeAfter(long firstSeq, long lastSeq, String mac) {
        first = firstSeq;
        last = lastSeq;
        lastMac = mac;
    }

    private void resumeWithoutHead(List<Path> present, Optional<ChainedLine> newest) throws IOException {
        Optional<ChainedLine> oldest = present.isEmpty() ? Optional.empty() : ChainedLogFiles.firstOf(present.get(0));
        resumeAfter(
                oldest.map(ChainedLine::seq).orElse(1L),
                newest.map(ChainedLine::seq).orElse(0L),
                newest.map(ChainedLine::mac).orElse(ChainedLine.BEGINNING));
        append(List.of(HEAD_MISSING));
    }

    /** Null when there is none, or none of ours. */
    private @Nullable Head readHead() throws IOException {
        if (!Files.exists(files.head())) {
            return null;
        }
        return ChainedLogFiles.lastOf(files.head())
                .filter(line -> line.follows(HEAD, key))
                .map(line -> Head.read(line.text()))
                .orElse(null);
    }

    /**
     * Appends lines.
     *
     * @param texts each one line
     * @throws IllegalArgumentException when one is more
     * @throws IOException when the disk fails: then none of them counts, and they may be appended again
     */
    public synchronized void append(List<String> texts) throws IOException {
        if (texts.stream().anyMatch(text -> text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
            throw new IllegalArgumentException("a line of a log is one line");
        }
        rotateWhenFull();
        boolean begins = !Files.exists(files.current());
        List<ChainedLine> lines = new ArrayList<>();
        if (begins && last > 0) {
            chain(lines, ROTATED + lastMac);
        }
        texts.forEach(text -> chain(lines, text));
        if (!lines.isEmpty()) {
            write(lines);
        }
    }

    private void chain(List<ChainedLine> lines, String text) {
        ChainedLine before = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        lines.add(ChainedLine.after(
                before == null ? lastMac : before.mac(), (before == null ? last : before.seq()) + 1, text, key));
    }

    private void write(List<ChainedLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        PrivateFiles.createFile(files.current());
        try (FileChannel channel = FileChannel.open(files.current(), StandardOpenOption.WRITE)) {
            long end = channel.size();
            try {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
                channel.position(end);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        }
        ChainedLine newest = lines.get(lines.size() - 1);
        last = newest.seq();
        lastMac = newest.mac();
        writeHead();
    }

    private void writeHead() throws IOException {
        String text = new Head(first, last, lastMac).text();
        PrivateFiles.write(
                files.head(), ChainedLine.after(HEAD, last, text, key).toString());
    }

    /** The head lets go of the oldest file before it goes. */
    private void rotateWhenFull() throws IOException {
        if (!Files.exists(files.current()) || Files.size(files.current()) < maxBytes) {
            return;
        }
        List<Path> present = files.oldestFirst();
        if (present.get(0).equals(files.goesNext()) && present.size() > 1) {
            first = ChainedLogFiles.firstOf(present.get(1))
                    .map(ChainedLine::seq)
                    .orElse(first);
            writeHead();
        }
        files.rotate();
    }

    /**
     * Shows the texts of the lines with their numbers and hashes, the oldest first.
     *
     * @throws IOException when a file cannot be read
     */
    public synchronized void read(Consumer<String> line) throws IOException {
        for (ChainedLogFiles before : log.before()) {
            before.read(line);
        }
        log.read(line);
        log.meanwhile().read(line);
    }

    /** The chains before this one, which nobody can check any more: for as long as their folders are there. */
    public List<Before> before() {
        return log.before().stream()
                .map(chain -> new Before(chain.folder(), whyNotChecked(chain)))
                .toList();
    }

    private static String whyNotChecked(ChainedLogFiles chain) {
        if (Files.exists(chain.key())) {
            return "the master key was given up that the key of the one before lay under";
        }
        String key = String.valueOf(chain.key().getFileName());
        return chain.isBegun()
                ? "the key of the one before, " + key + ", was missing"
                : "there was one before, and its folder was emptied or deleted: its lines and its key, " + key
                        + ", were missing";
    }

    /** Whether the files are there that no call takes away: if not, the log has to be opened anew. */
    public synchronized boolean isThere() {
        return Files.exists(files.key());
    }

    /**
     * Reads all of it and compares.
     *
     * @throws IOException when a file cannot be read
     */
    public synchronized Check check() throws IOException {
        ChainCheck check = new ChainCheck(key);
        for (Path file : files.oldestFirst()) {
            check.begin(String.valueOf(file.getFileName()));
            ChainedLogFiles.read(file, check::line);
        }
        Check found = check.end(readHead(), Files.exists(files.head()));
        List<String> all = new ArrayList<>(found.faults());
        String was = Files.exists(files.witness())
                ? Files.readString(files.witness()).strip()
                : "none";
        if (!was.equals(id)) {
            all.add("its chain is " + id + ", and " + files.witness() + " says " + was
                    + ": another chain was put there, or that file was changed or deleted");
        }
        if (Files.exists(log.meanwhile().folder())) {
            faultsOfMeanwhile.forEach(fault -> all.add("meanwhile: " + fault));
        }
        return new Check(found.first(), found.last(), all);
    }
}
