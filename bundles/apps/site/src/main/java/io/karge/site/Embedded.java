package io.karge.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * What a jar has inside of other artifacts: those of its list ({@code META-INF/embedded.txt}, as Maven's dependency:list writes
 * it), and those that have left their Maven coordinates.
 */
record Embedded(String group, String name, String version) implements Comparable<Embedded> {
    private static final String LIST = "META-INF/embedded.txt";
    private static final Pattern LISTED =
            Pattern.compile("^\\s+([^:\\s]+):([^:\\s]+):jar:([^:\\s]+):", Pattern.MULTILINE);
    private static final Pattern COORDINATES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    /** Those of a jar, but for the artifact that it is itself. */
    static List<Embedded> in(JarFile jar, Coordinates itself) throws IOException {
        TreeSet<Embedded> found = new TreeSet<>();
        JarEntry list = jar.getJarEntry(LIST);
        if (list != null) {
            LISTED.matcher(text(jar, list))
                    .results()
                    .forEach(line -> found.add(new Embedded(line.group(1), line.group(2), line.group(3))));
        }
        for (JarEntry entry : jar.stream()
                .filter(one -> COORDINATES.matcher(one.getName()).matches())
                .toList()) {
            Properties coordinates = new Properties();
            try (InputStream in = jar.getInputStream(entry)) {
                coordinates.load(in);
            }
            found.add(new Embedded(
                    coordinates.getProperty("groupId", ""),
                    coordinates.getProperty("artifactId", ""),
                    coordinates.getProperty("version", "")));
        }
        return found.stream().filter(one -> !one.is(itself)).toList();
    }

    /** The name alone does not say it: our bundle mapdb has org.mapdb's mapdb inside. */
    private boolean is(Coordinates jar) {
        return name.equals(jar.name()) && jar.group().map(group::equals).orElse(true);
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String purl() {
        return "pkg:maven/" + group + "/" + name + "@" + version;
    }

    @Override
    public int compareTo(Embedded other) {
        return purl().compareTo(other.purl());
    }
}
