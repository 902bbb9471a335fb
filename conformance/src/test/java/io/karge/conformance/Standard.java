package io.karge.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The text of the standard, where it is at hand: it is no part of the repository. */
record Standard(Path folder) {
    private static final String PROPERTY = "karge.specification";
    private static final Pattern REQUIREMENT = Pattern.compile("[A-Z]\\d\\d\\.FR\\.\\d+");
    private static final Pattern ROW = Pattern.compile("\\| (" + REQUIREMENT + ") \\|.*");

    /** In the folder that the property names, or beside the repository; without it the test is aborted. */
    static Standard beside(Path repository) {
        String named = System.getProperty(PROPERTY);
        Path shared = named == null ? repository.resolveSibling("shared") : Path.of(named);
        Path folder = shared.resolve("ocpp-2.0.1");
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "the standard is not in " + folder + ": -D" + PROPERTY + " names it");
        return new Standard(folder);
    }

    /** What the description of each case lists, by its id. */
    Map<String, Set<String>> requirementsOfCases() throws IOException {
        Map<String, Set<String>> all = new HashMap<>();
        for (Path file : files("test-cases", "TC_")) {
            Set<String> listed = new TreeSet<>();
            Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("| Requirement"))
                    .forEach(line -> REQUIREMENT.matcher(line).results().forEach(id -> listed.add(id.group())));
            all.put(file.getFileName().toString().replace(".md", ""), listed);
        }
        return all;
    }

    /** The requirements of these functional blocks, such as {@code M}, and use cases, such as {@code N01}. */
    Set<String> requirements(Set<String> parts) throws IOException {
        Set<String> all = new TreeSet<>();
        for (String part : parts) {
            for (Path file : files("use-cases", part)) {
                Files.readAllLines(file).stream()
                        .map(ROW::matcher)
                        .filter(Matcher::matches)
                        .forEach(row -> all.add(row.group(1)));
            }
        }
        return all;
    }

    private List<Path> files(String kind, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(kind))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
