package io.karge.runtime.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a .kar holds, as far as it decides whether the container can install it. Its bundles are not opened: what its
 * features.xml names is enough.
 *
 * @param wrong why nothing can be installed from it, empty when something can
 * @param bundles the addresses of the bundles that its features install without being asked
 * @param absent those of them that are not in the file; the container must find them elsewhere
 */
record KarFile(String wrong, List<String> bundles, List<String> absent) {
    private static final int LONGEST_FEATURES = 1 << 20;
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern FEATURES = Pattern.compile("<(\\w+:)?features[\\s>]");
    /** A repository with features that wait to be asked for need not have anything installed. */
    private static final Pattern MANUAL = Pattern.compile("install\\s*=\\s*[\"']manual[\"']");

    private static final Pattern BUNDLE = Pattern.compile("<(?:\\w+:)?bundle(?:\\s[^>]*)?>([^<]+)<");
    /** What is installed only when something else needs it, or is there. */
    private static final Pattern PERHAPS = Pattern.compile(
            "<((?:\\w+:)?conditional)[\\s>].*?</\\1>|<((?:\\w+:)?bundle)\\s[^>]*dependency\\s*=\\s*[\"']true[^>]*>.*?</\\2>",
            Pattern.DOTALL);

    private static final Pattern MAVEN = Pattern.compile("mvn:(?:[^!]*!)?([^/]+)/([^/]+)/([^/$]+)");

    /**
     * Reads it. May block.
     *
     * @throws IOException when it is not there or must not be read
     */
    static KarFile read(Path file) throws IOException {
        if (Files.size(file) == 0) {
            return unfit("it is empty");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return read(zip);
        } catch (ZipException | IllegalArgumentException e) {
            return unfit("it is no whole zip file (" + e.getMessage() + ")");
        }
    }

    private static KarFile read(ZipFile zip) throws IOException {
        Set<String> entries = new HashSet<>();
        StringBuilder features = new StringBuilder();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            entries.add(entry.getName());
            if (entry.getName().startsWith("repository/") && entry.getName().endsWith(".xml")) {
                String text = COMMENT.matcher(text(zip, entry)).replaceAll("");
                features.append(FEATURES.matcher(text).find() ? text : "");
            }
        }
        if (features.isEmpty()) {
            return unfit("no features.xml is under repository/ in it, so it is a zip file and no .kar");
        }
        List<String> bundles = MANUAL.matcher(features).find() ? List.of() : bundles(features);
        return new KarFile(
                "",
                bundles,
                bundles.stream().filter(bundle -> isAbsent(bundle, entries)).toList());
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(LONGEST_FEATURES), StandardCharsets.UTF_8);
        }
    }

    private static List<String> bundles(CharSequence features) {
        List<String> bundles = new ArrayList<>();
        Matcher bundle = BUNDLE.matcher(PERHAPS.matcher(features).replaceAll(""));
        while (bundle.find()) {
            bundles.add(bundle.group(1).trim().replace("&amp;", "&"));
        }
        return List.copyOf(bundles);
    }

    /** Whether the folder of a bundle's Maven address is not there; what else is named is not looked for. */
    private static boolean isAbsent(String bundle, Set<String> entries) {
        Matcher maven = MAVEN.matcher(bundle);
        if (!maven.find()) {
            return false;
        }
        String folder =
                "repository/" + maven.group(1).replace('.', '/') + "/" + maven.group(2) + "/" + maven.group(3) + "/";
        return entries.stream().noneMatch(entry -> entry.startsWith(folder) && entry.length() > folder.length());
    }

    private static KarFile unfit(String wrong) {
        return new KarFile(wrong, List.of(), List.of());
    }
}
