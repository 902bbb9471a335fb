package io.karge.runtime.internal.config;

import io.karge.failure.FailureWords;
import io.karge.runtime.AuditLog;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationView.Problem;
import io.karge.security.AuditText;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every file in {@code etc/} and {@code deploy/} that is added, changed or removed is a line of the audit log, also what
 * happened while the gateway was down. It comes when the file has not changed for a few seconds, so that those who read it
 * have said what they think of it. Of what stands in a file the names of the keys are told, no values.
 */
@Component(immediate = true, service = AuditedFiles.class)
public final class AuditedFiles {
    static final Duration BETWEEN_TWO_LOOKS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(AuditedFiles.class);
    /** How often a file has to look the same. */
    private static final int SETTLED = 2;
    /** How a file looked of which an earlier process has told. */
    private static final String EARLIER = "earlier";

    private static final String GONE = "";
    private static final List<String> REFUSALS =
            List.of(" is refused", " is not read", " has the wrong name", " is a folder");

    private final Map<String, Path> folders;
    private final FileHashes remembered;
    private final AuditLog audit;
    private final Supplier<List<Problem>> problems;
    private final TimeSource time;
    private final Executor disk;
    private final Map<String, Known> known = new TreeMap<>();
    private final Map<String, Change> changes = new TreeMap<>();
    private boolean begun;
    /** Whether a later process would tell of something that was told. */
    private boolean unwritten;
    /** Whether the last look did not come to its end; of a series of these the first is told. */
    private boolean failing;

    private @Nullable Cancellable next;
    private boolean closed;

    private record Known(String stamp, FileContent content) {}

    private record Change(String stamp, int looks) {}

    @Activate
    public AuditedFiles(
            @Reference AuditLog audit,
            @Reference Gateway gateway,
            @Reference TimeSource time,
            @Reference WorkerPool workers) {
        this(Path.of(System.getProperty("karaf.base", ".")), audit, gateway::problems, time, workers);
    }

    /** @param problems in which it is said of a file that it is refused, and why */
    AuditedFiles(Path base, AuditLog audit, Supplier<List<Problem>> problems, TimeSource time, WorkerPool workers) {
        this.folders = Map.of("etc/", base.resolve("etc"), "deploy/", base.resolve("deploy"));
        this.remembered = new FileHashes(base.resolve("store/audit/files"));
        this.audit = audit;
        this.problems = problems;
        this.time = time;
        this.disk = workers.newBlockingSerial("audited files");
        disk.execute(this::look);
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        try {
            Map<String, Path> now = files();
            if (!begun) {
                begin(now);
            }
            compare(now);
            remember();
            failing = false;
        } catch (IOException | UncheckedIOException e) {
            if (!failing) {
                LOG.warn(
                        "The files of the configuration cannot be looked at for the audit log, or what they are like"
                                + " cannot be remembered: {}",
                        FailureWords.of(e));
            }
            failing = true;
        } finally { // whatever it was, the next look may go well
            next = time.schedule(BETWEEN_TWO_LOOKS, () -> disk.execute(this::look));
        }
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            if (Files.isDirectory(folder.getValue())) {
                try (Stream<Path> all = Files.list(folder.getValue())) {
                    all.filter(file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))
                            .forEach(file -> files.put(folder.getKey() + file.getFileName(), file));
                }
            }
        }
        return files;
    }

    /** What an earlier process knew is compared with what is there; else what is there is where it begins. */
    private void begin(Map<String, Path> now) throws IOException {
        Map<String, String> before = remembered.read();
        if (before.isEmpty()) {
            now.forEach((name, file) -> known.put(name, new Known(Stamps.of(file), FileContent.read(file))));
            audit.add(new AuditLog.Entry(
                    "gateway", "begins to look after etc/ and deploy/, " + now.size() + " files", AuditLog.DONE));
            unwritten = true;
        } else {
            before.forEach((name, hash) -> known.put(name, new Known(EARLIER, FileContent.hashed(hash))));
        }
        begun = true;
    }

    private void compare(Map<String, Path> now) throws IOException {
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(known.keySet());
        for (String name : names) {
            Path file = now.get(name);
            String stamp = file == null ? GONE : Stamps.of(file);
            Known before = known.get(name);
            if (stamp.equals(before == null ? GONE : before.stamp())) {
                changes.remove(name);
                continue;
            }
            Change change = changes.get(name);
            int looks = change != null && change.stamp().equals(stamp) ? change.looks() + 1 : 0;
            changes.put(name, new Change(stamp, looks));
            if (looks >= SETTLED) {
                changes.remove(name);
                unwritten |= settled(name, stamp, file, before);
            }
        }
    }

    /** Whether its content is another. */
    private boolean settled(String name, String stamp, @Nullable Path file, @Nullable Known before) {
        if (file == null) {
            known.remove(name);
            audit.add(new AuditLog.Entry("file " + name, "removed" + when(before), AuditLog.DONE));
            return true;
        }
        FileContent content = FileContent.read(file);
        known.put(name, new Known(stamp, content));
        if (before != null && before.content().hash().equals(content.hash())) {
            return false;
        }
        String what = before == null ? "added" : "changed" + when(before) + content.differsFrom(before.content());
        audit.add(new AuditLog.Entry("file " + name + FileContent.owner(file), what, result(name)));
        return true;
    }

    private static String when(@Nullable Known before) {
        return before != null && before.stamp().equals(EARLIER) ? " while the gateway was away" : "";
    }

    private String result(String name) {
        String plain = name.substring(name.indexOf('/') + 1);
        return problems.get().stream()
                .filter(problem ->
                        REFUSALS.stream().anyMatch(end -> problem.what().equals(plain + end)))
                .findFirst()
                .map(problem -> "refused: " + AuditText.line(problem.why()))
                .orElse(AuditLog.DONE);
    }

    private void remember() throws IOException {
        if (!unwritten) {
            return;
        }
        Map<String, String> hashes = new TreeMap<>();
        known.forEach((name, file) -> hashes.put(name, file.content().hash()));
        remembered.write(hashes);
        unwritten = false;
    }
}
