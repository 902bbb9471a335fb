package io.karge.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that cfg files of the gateway have, and those that are nearly right, which nobody would read or miss.
 * Whatever ends in something else than a cfg may, as the backups of editors and files that were switched off do, is meant
 * to be left alone.
 */
public final class CfgNames {
    /** PIDs of which there may be many files, each with a name of its own. */
    static final Set<String> MANY = Set.of("io.karge.station", "io.karge.simulator");

    /** PIDs that have one file. */
    static final Set<String> ONE = Set.of(
            "io.karge.drivers",
            "io.karge.gateway",
            "io.karge.rest",
            "io.karge.security",
            "io.karge.storage",
            "io.karge.testsystem",
            "io.karge.transfers");

    /** The keys of those files that have no reader who refuses others: the container hands such a file on as it is. */
    private static final Map<String, Set<String>> KEYS = Map.of(
            "io.karge.rest", Set.of("hosts"),
            "io.karge.security", Set.of("masterKey", "masterKeyId"),
            "io.karge.storage", Set.of("path"),
            "io.karge.testsystem", Set.of("host", "port", "password", "heartbeatInterval", "blockedTokens"));

    private static final String CFG = ".cfg";

    /** What people, editors and other programs write for it. */
    private static final Set<String> LIKE_CFG = Set.of("config", "conf", "ini", "json", "properties", "txt");

    private static final Pattern WITHOUT_IO = Pattern.compile("(?i)karge[._~ -].*");
    private static final Pattern PARTS = Pattern.compile("([^._~ -]+)[._~ -]+([^._~ -]+)[._~ -]+([^._~ -]+)(.*)");
    private static final Pattern OURS = Pattern.compile("(?i)io[._~ -]karge[._~ -].*");
    private static final int MISSPELT = 2;

    private CfgNames() {}

    /**
     * Whether each file of this name is read by a part that refuses it in words of its own.
     *
     * @param file its name, without folder
     */
    public static boolean isOneOfMany(String file) {
        return MANY.stream().anyMatch(pid -> file.startsWith(pid + "-"))
                && file.endsWith(CFG)
                && file.indexOf('-') < file.length() - CFG.length() - 1;
    }

    /**
     * Whether the file is one of the gateway's.
     *
     * @param file its name, without folder
     */
    public static boolean isOurs(String file) {
        return isOneOfMany(file) || ONE.stream().anyMatch(pid -> file.equals(pid + CFG));
    }

    /**
     * The keys that a file may have; empty where its reader, or nobody, knows.
     *
     * @param file its name, without folder
     */
    public static Optional<Set<String>> keys(String file) {
        return file.endsWith(CFG)
                ? Optional.ofNullable(KEYS.get(file.substring(0, file.length() - CFG.length())))
                : Optional.empty();
    }

    /**
     * What the file should be called, if it is meant as a cfg of the gateway and is called otherwise.
     *
     * @param file its name, without folder
     */
    public static Optional<String> rightName(String file) {
        if (isOneOfMany(file) || file.startsWith(".") || file.startsWith("#") || file.endsWith("~")) {
            return Optional.empty();
        }
        String stem = withoutEnding(file.strip());
        boolean ending = stem.length() < file.strip().length();
        Matcher parts = PARTS.matcher(WITHOUT_IO.matcher(stem).matches() ? "io." + stem : stem);
        if (!parts.matches() || parts.group(4).toLowerCase(Locale.ROOT).contains(CFG)) {
            return Optional.empty();
        }
        if (!ending && parts.group(4).contains(".")) {
            return Optional.empty();
        }
        return pid(parts)
                .map(pid -> name(pid, parts.group(4)))
                .or(() -> ending && OURS.matcher(stem).matches() ? Optional.of(allNames()) : Optional.empty())
                .filter(right -> !right.equals(file));
    }

    private static String allNames() {
        return Stream.concat(
                        MANY.stream().map(pid -> name(pid, "")), ONE.stream().map(pid -> name(pid, "")))
                .sorted()
                .collect(Collectors.joining(", or "));
    }

    private static String withoutEnding(String name) {
        String stem = name;
        int dot = stem.lastIndexOf('.');
        while (dot > 0 && isLikeCfg(stem.substring(dot + 1))) {
            stem = stem.substring(0, dot);
            dot = stem.lastIndexOf('.');
        }
        return stem;
    }

    private static boolean isLikeCfg(String ending) {
        return LIKE_CFG.contains(ending.toLowerCase(Locale.ROOT)) || Nearest.distance(ending, "cfg") <= 1;
    }

    private static Optional<String> pid(Matcher parts) {
        String written = parts.group(1) + "." + parts.group(2) + "." + parts.group(3);
        List<String> pids = Stream.concat(MANY.stream(), ONE.stream()).toList();
        return Nearest.of(written, pids).filter(pid -> Nearest.distance(written, pid) <= MISSPELT);
    }

    private static String name(String pid, String rest) {
        String own = rest.replaceFirst("^[._~ -]+", "").strip();
        return ONE.contains(pid) ? pid + CFG : pid + "-" + (own.isEmpty() ? "<name>" : own) + CFG;
    }
}
