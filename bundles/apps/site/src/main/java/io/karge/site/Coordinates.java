package io.karge.site;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a delivered jar is, by where it lies.
 *
 * @param group absent where the folder does not tell
 * @param version empty where the name has none
 */
record Coordinates(Optional<String> group, String name, String version) {
    /**
     * {@code system/} is laid out as a Maven repository; elsewhere the name has the version.
     *
     * @param path from the distribution's folder on
     */
    static Coordinates of(Path path) {
        int length = path.getNameCount();
        if (path.startsWith("system") && length >= 5) {
            String group = path.subpath(1, length - 3).toString().replace('/', '.');
            return new Coordinates(
                    Optional.of(group),
                    path.getName(length - 3).toString(),
                    path.getName(length - 2).toString());
        }
        String name = path.getFileName().toString().replaceFirst("\\.jar$", "");
        String plain = name.replaceFirst("-\\d.*$", "");
        return new Coordinates(Optional.empty(), plain, name.equals(plain) ? "" : name.substring(plain.length() + 1));
    }
}
