package io.karge.runtime.internal.config;

import io.karge.configuration.CfgNames;
import io.karge.configuration.CfgText;
import io.karge.configuration.Variables;
import io.karge.failure.FailureWords;
import io.karge.station.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which cfg files lie, whoever they are for: raises what no reader of a cfg can see, because the container
 * reads the file for nobody, or hands on something else than stands in it. Not thread-safe.
 */
public final class CfgFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CfgFolder.class);
    private static final String CFG = ".cfg";

    private record Finding(String what, String why, String remedy) {}

    private final Path folder;
    private final Variables variables;
    private final Problems problems;
    private final Set<String> raised = new TreeSet<>();
    private @Nullable Stamps seen;
    private @Nullable Stamps checked;

    /** @param problems where what is wrong is raised, and cleared once it is right */
    public CfgFolder(Path folder, Variables variables, Problems problems) {
        this.folder = folder;
        this.variables = variables;
        this.problems = problems;
    }

    /** Looks at the files when they have changed, and do not change any more. May block. */
    void look() {
        Stamps now;
        try (Stream<Path> files = Files.list(folder)) {
            now = Stamps.of(files.filter(file ->
                            isCfg(name(file)) || CfgNames.rightName(name(file)).isPresent())
                    .filter(file -> Files.isRegularFile(file) || isFolderLikeACfg(file))
                    .collect(Collectors.toSet()));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} cannot be looked at", folder, e);
            return;
        }
        boolean still = seen == null || now.equals(seen);
        seen = now;
        if (still && !now.equals(checked)) {
            checked = now;
            check(now.byFile().keySet());
        }
    }

    private void check(Set<Path> files) {
        Set<String> right = new TreeSet<>(raised);
        for (Path file : new TreeSet<>(files)) {
            String key = "file." + name(file);
            finding(file).ifPresent(found -> {
                problems.raise(key, found.what(), found.why(), found.remedy());
                raised.add(key);
                right.remove(key);
            });
        }
        right.forEach(problems::clear);
        raised.removeAll(right);
    }

    private Optional<Finding> finding(Path file) {
        String name = name(file);
        if (isFolderLikeACfg(file)) {
            return Optional.of(new Finding(
                    name + " is a folder",
                    "a cfg is a file; nothing that lies in a folder is read",
                    "Put the file itself there, or give the folder another name"));
        }
        Optional<String> rightName = CfgNames.rightName(name);
        if (rightName.isPresent()) {
            return rightName.map(right -> new Finding(
                    name + " has the wrong name",
                    "a cfg file of this name is not read, or not as it is meant",
                    "Call it " + right + ". If it is not to be read, give it another ending, for example .off"));
        }
        try {
            return finding(name, CfgText.read(file));
        } catch (IOException e) {
            return Optional.of(notRead(name, "the gateway's user cannot read it (" + FailureWords.of(e) + ")"));
        }
    }

    private Optional<Finding> finding(String name, CfgText text) {
        Optional<Finding> unset = CfgNames.isOneOfMany(name) // whose reader refuses it
                ? Optional.empty()
                : text.unset(variables)
                        .map(why -> new Finding(
                                name + " names what is not set",
                                why + ", so that the container reads empty text there",
                                "Set it where the gateway is started and start it anew, or write the value itself"));
        Optional<Finding> unknown = CfgNames.keys(name)
                .flatMap(text::unknown)
                .map(why -> new Finding(
                        name + " has a key that nobody reads",
                        why,
                        "Correct the key, or remove it; the others are read"));
        return text.refusal()
                .map(why -> notRead(name, why))
                .or(() -> unset)
                .or(() -> unknown)
                .or(() -> text.repeated()
                        .map(why -> new Finding(name + " has keys more than once", why, "Remove the others")));
    }

    private static Finding notRead(String name, String why) {
        return new Finding(
                name + " is not read",
                why,
                "Correct the file: it is read again by itself. Until then what it said before goes on, if it said"
                        + " anything");
    }

    private static boolean isFolderLikeACfg(Path file) {
        String name = name(file);
        boolean meant = CfgNames.isOurs(name) || CfgNames.rightName(name).isPresent();
        return meant && name.toLowerCase(Locale.ROOT).endsWith(CFG) && Files.isDirectory(file);
    }

    private static boolean isCfg(String name) {
        return name.endsWith(CFG) && !name.startsWith(".");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
