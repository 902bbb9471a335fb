package io.karge.runtime.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bundles in the folder to which the container unpacks .kar files: a feature that does not resolve leaves no bundle
 * behind. A file is read again only when it has changed. On one thread, which may block.
 */
final class UnpackedBundles {
    /** A file as it was when it was read. */
    private record Seen(long modified, long size, @Nullable BundleManifest manifest) {}

    private final Path folder;
    private final Map<Path, Seen> read = new HashMap<>();

    UnpackedBundles(Path folder) {
        this.folder = folder;
    }

    /** Those that are there now. */
    List<BundleManifest> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> jars =
                    tree.filter(file -> file.toString().endsWith(".jar")).toList();
            read.keySet().retainAll(new HashSet<>(jars));
            return jars.stream().map(this::manifest).flatMap(Optional::stream).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // it is being unpacked or removed: the next look sees it whole
        }
    }

    private Optional<BundleManifest> manifest(Path jar) {
        try {
            long modified = Files.getLastModifiedTime(jar).toMillis();
            long size = Files.size(jar);
            Seen seen = read.get(jar);
            if (seen == null || seen.modified != modified || seen.size != size) {
                seen = new Seen(modified, size, read(jar));
                read.put(jar, seen);
            }
            return Optional.ofNullable(seen.manifest);
        } catch (IOException e) {
            return Optional.empty(); // half unpacked, or gone again
        }
    }

    private @Nullable BundleManifest read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                return null;
            }
            Attributes headers = manifest.getMainAttributes();
            return BundleManifest.of(folder.relativize(jar).getName(0).toString(), headers::getValue);
        }
    }
}
