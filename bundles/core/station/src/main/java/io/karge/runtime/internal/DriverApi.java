package io.karge.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * The packages of the driver API that this gateway has, by which a bundle that was built for others is told in words. Pure.
 *
 * @param packages their names and versions
 */
record DriverApi(SortedMap<String, Version> packages) {
    private static final Pattern CLAUSE =
            Pattern.compile("(?:^|,)\\s*([\\w.]+)((?:\\s*;\\s*[\\w.-]+:?=(?:\"[^\"]*\"|[^,;\"]*))*)");
    private static final Pattern VERSION = Pattern.compile("(?:^|;)\\s*version=\"?([^\";]+)\"?");

    DriverApi(Map<String, Version> packages) {
        this(new TreeMap<>(packages));
    }

    /**
     * What a bundle wants of the driver API and does not get.
     *
     * @param imports its Import-Package
     * @return the reason, for people; empty when the driver API is not what keeps it from running
     */
    Optional<String> refusal(String imports) {
        List<String> wrong = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(imports);
        while (clause.find()) {
            Version there = packages.get(clause.group(1));
            Matcher version = VERSION.matcher(clause.group(2));
            if (there != null && version.find()) {
                VersionRange wanted = VersionRange.valueOf(version.group(1).trim());
                if (!wanted.includes(there)) {
                    wrong.add(clause.group(1) + " " + words(wanted) + ", this gateway has " + there);
                }
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of("it was built for " + String.join("; ", wrong));
    }

    private static String words(VersionRange range) {
        Version right = range.getRight();
        String from = (range.getLeftType() == VersionRange.LEFT_CLOSED ? "from " : "above ") + range.getLeft();
        return right == null
                ? from
                : from + (range.getRightType() == VersionRange.RIGHT_CLOSED ? " to " : " to below ") + right;
    }
}
