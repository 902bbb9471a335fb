package io.karge.runtime.internal;

import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the .kar files in {@code deploy/} of which nothing can be installed or nothing was: the container says so in its log
 * only. What is told of the bundles of a .kar is told with them and not twice. A file is opened again only when it has
 * changed, and when it was the same in two looks: before, it is being copied. On the thread of {@link UnfitDrivers}.
 */
final class UninstalledKars implements Supplier<List<Unfit>> {
    private static final String ENDING = ".kar";

    /** What the container has now. */
    interface Container {
        /** The addresses from which its bundles were installed. */
        Set<String> locations();

        /** The bundles that it has unpacked of .kar files. */
        List<BundleManifest> unpacked();

        /** The names and versions of its bundles. */
        Set<String> names();
    }

    /** A file since it is as it is. */
    private static final class Seen {
        private final long modified;
        private final long size;
        private @Nullable KarFile content;
        private int without;
        private int with;

        Seen(long modified, long size) {
            this.modified = modified;
            this.size = size;
        }
    }

    private final Path folder;
    private final Supplier<List<Unfit>> bundles;
    private final Container container;
    private final Map<Path, Seen> seen = new HashMap<>();

    /**
     * @param folder where .kar files are dropped; need not be there
     * @param bundles what is wrong with the bundles that came; it is found here too
     */
    UninstalledKars(Path folder, Supplier<List<Unfit>> bundles, Container container) {
        this.folder = folder;
        this.bundles = bundles;
        this.container = container;
    }

    @Override
    public List<Unfit> get() {
        List<Unfit> found = new ArrayList<>(bundles.get());
        List<Path> kars = kars();
        seen.keySet().retainAll(new HashSet<>(kars));
        if (kars.isEmpty()) {
            return List.copyOf(found);
        }
        Set<String> told = found.stream().map(Unfit::name).collect(Collectors.toSet());
        Here here = new Here(container.locations(), container.names(), container.unpacked());
        for (Path kar : kars) {
            look(kar, here)
                    .filter(unfit -> told.stream().noneMatch(name -> name.endsWith(" of " + kar.getFileName())))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private List<Path> kars() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING)
                            && !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // it must not be read, and the container says so of its own folder
        }
    }

    private Optional<Unfit> look(Path kar, Here here) {
        try {
            long modified = Files.getLastModifiedTime(kar).toMillis();
            long size = Files.size(kar);
            Seen before = seen.get(kar);
            if (before == null || before.modified != modified || before.size != size) {
                seen.put(kar, new Seen(modified, size));
                return Optional.empty();
            }
            KarFile content = before.content;
            if (content == null) {
                content = KarFile.read(kar);
                before.content = content;
            }
            return unfit(kar, before, content, here);
        } catch (IOException e) {
            return Files.exists(kar)
                    ? Optional.of(told(
                            kar, "it cannot be read: " + e.getMessage(), "Let the user that runs the gateway read it"))
                    : Optional.empty();
        }
    }

    private static Optional<Unfit> unfit(Path kar, Seen file, KarFile content, Here here) {
        if (!content.wrong().isEmpty()) {
            return Optional.of(told(
                    kar,
                    content.wrong(),
                    "Build the driver anew and take the .kar of its target/; copy it whole under another name, such as"
                            + " driver.tmp, and rename it then to " + kar.getFileName() + "; or remove the file"));
        }
        List<String> nowhere = content.absent().stream()
                .filter(address -> !here.locations().contains(address))
                .toList();
        boolean there = nowhere.isEmpty() && here.hasAnyOf(kar, content);
        if (content.bundles().isEmpty() || there) {
            file.without = 0;
            file.with++;
            return Optional.empty();
        }
        file.without++;
        // One that ran for long with this very file was taken away on purpose, and its .kar left.
        boolean on = file.without <= DriverBundles.LOOKS_TO_INSTALL || file.with > DriverBundles.LOOKS_TO_INSTALL;
        return on ? Optional.empty() : Optional.of(told(kar, notInstalled(nowhere), remedy(nowhere)));
    }

    private static String notInstalled(List<String> nowhere) {
        return nowhere.isEmpty()
                ? "the container has installed nothing that its features.xml names"
                : "its features.xml names " + String.join(" and ", nowhere)
                        + ", which is neither in the file nor installed";
    }

    private static String remedy(List<String> nowhere) {
        return (nowhere.isEmpty()
                        ? "See data/log/karaf.log for what its features lack"
                        : "Correct the address in features.xml, or let the build put the bundle into the .kar; see"
                                + " data/log/karaf.log for what else is lacking")
                + ", build it anew and replace the file, or remove it if the driver is not wanted";
    }

    private static Unfit told(Path kar, String why, String remedy) {
        String name = "deploy/" + kar.getFileName();
        return new Unfit(name, Unfit.NO_BUNDLE, "The file " + name + " is not installed", why, remedy);
    }

    /** What the container has in this look. */
    private record Here(Set<String> locations, Set<String> names, List<BundleManifest> unpacked) {
        boolean hasAnyOf(Path kar, KarFile content) {
            String file = kar.getFileName().toString();
            String name = file.substring(0, file.length() - ENDING.length());
            return content.bundles().stream().anyMatch(locations::contains)
                    || unpacked.stream().anyMatch(jar -> jar.kar().equals(name) && names.contains(jar.name()));
        }
    }
}
