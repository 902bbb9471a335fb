package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of bundles that were built for another version of the driver API: such a bundle does not resolve, and the container
 * says so at most in its log, in the words of its resolver. Looks at the bundles that do not run, and into the folder to
 * which the container unpacks a .kar, because a feature that does not resolve leaves no bundle behind.
 */
final class UnfitDrivers {
    private static final Logger LOG = LoggerFactory.getLogger(UnfitDrivers.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /**
     * A bundle that may not resolve.
     *
     * @param name for people
     * @param imports its Import-Package
     */
    record Candidate(String name, String imports) {}

    /** A file as it was when it was read. */
    private record Seen(long modified, long size, @Nullable Candidate candidate) {}

    private final DriverApi api;
    private final Supplier<List<Candidate>> bundles;
    private final Path unpacked;
    private final ProblemList.Part problems;
    private final TimeSource time;
    private final Executor files;
    private final Map<Path, Seen> read = new HashMap<>();
    private Set<String> told = Set.of();
    private @Nullable Cancellable next;
    private boolean closed;

    /**
     * @param bundles those that are installed and not resolved; asked on the thread for files
     * @param unpacked where the container unpacks .kar files
     * @param files a thread that may block; all the looking is done on it
     */
    UnfitDrivers(
            DriverApi api,
            Supplier<List<Candidate>> bundles,
            Path unpacked,
            ProblemList problems,
            TimeSource time,
            Executor files) {
        this.api = api;
        this.bundles = bundles;
        this.unpacked = unpacked;
        this.problems = problems.part("driver-api");
        this.time = time;
        this.files = files;
    }

    /** Looks again and again from now on. */
    void begin() {
        files.execute(this::look);
    }

    synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }

    private void look() {
        try {
            Map<String, String> unfit = new HashMap<>();
            Stream.concat(bundles.get().stream(), unpacked().stream())
                    .forEach(candidate ->
                            api.refusal(candidate.imports()).ifPresent(why -> unfit.put(candidate.name(), why)));
            unfit.forEach((name, why) -> problems.raise(
                    name,
                    "The bundle " + name + " does not run",
                    why,
                    "Build it with the driver API of this gateway (docs/write-a-driver.md), or take a version of it that"
                            + " was, and replace the file"));
            told.stream().filter(name -> !unfit.containsKey(name)).forEach(problems::clear);
            told = Set.copyOf(unfit.keySet());
        } catch (RuntimeException e) {
            LOG.warn("it cannot be seen which drivers were built for another driver API", e);
        }
        again();
    }

    private synchronized void again() {
        if (!closed) {
            next = time.schedule(BETWEEN_LOOKS, () -> files.execute(this::look));
        }
    }

    private List<Candidate> unpacked() {
        if (!Files.isDirectory(unpacked)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(unpacked)) {
            List<Path> jars =
                    tree.filter(file -> file.toString().endsWith(".jar")).toList();
            read.keySet().retainAll(new HashSet<>(jars));
            return jars.stream().map(this::candidate).flatMap(Optional::stream).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // it is being unpacked or removed: the next look sees it whole
        }
    }

    private Optional<Candidate> candidate(Path jar) {
        try {
            long modified = Files.getLastModifiedTime(jar).toMillis();
            long size = Files.size(jar);
            Seen seen = read.get(jar);
            if (seen == null || seen.modified != modified || seen.size != size) {
                seen = new Seen(modified, size, read(jar));
                read.put(jar, seen);
            }
            return Optional.ofNullable(seen.candidate);
        } catch (IOException e) {
            return Optional.empty(); // half unpacked, or gone again
        }
    }

    private static @Nullable Candidate read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String imports =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Import-Package");
            return imports == null
                    ? null
                    : new Candidate(
                            manifest.getMainAttributes().getValue("Bundle-SymbolicName") + " "
                                    + manifest.getMainAttributes().getValue("Bundle-Version"),
                            imports);
        }
    }
}
