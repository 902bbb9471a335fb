package io.karge.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * A package in Import-Package or Export-Package of a manifest (OSGi Core, 3.6). Pure.
 *
 * @param versions those that are wanted; for an export, from its own on
 * @param optional whether a bundle runs without it
 */
record PackageClause(String name, VersionRange versions, boolean optional) {
    private static final Pattern CLAUSE =
            Pattern.compile("(?:^|,)\\s*([\\w.]+)((?:\\s*;\\s*[\\w.-]+:?=(?:\"[^\"]*\"|[^,;\"]*))*)");
    private static final Pattern VERSION = Pattern.compile("(?:^|;)\\s*version=\"?([^\";]+)\"?");
    private static final Pattern OPTIONAL = Pattern.compile(";\\s*resolution:=\"?optional\"?");

    /** The clauses of a header; what is no clause is left out, and so is a version that is none. */
    static List<PackageClause> parse(String header) {
        List<PackageClause> clauses = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(header);
        while (clause.find()) {
            clauses.add(new PackageClause(
                    clause.group(1),
                    versions(clause.group(2)),
                    OPTIONAL.matcher(clause.group(2)).find()));
        }
        return clauses;
    }

    private static VersionRange versions(String attributes) {
        Matcher version = VERSION.matcher(attributes);
        try {
            return VersionRange.valueOf(version.find() ? version.group(1).trim() : "0");
        } catch (IllegalArgumentException e) { // the container refuses such a manifest with words of its own
            return new VersionRange("0");
        }
    }

    /** The version of an export. */
    Version version() {
        return versions.getLeft();
    }

    /** Its name, and which versions of it, for people. */
    String text() {
        Version right = versions.getRight();
        if (right == null && versions.getLeft().equals(Version.emptyVersion)) {
            return name;
        }
        String from = (versions.getLeftType() == VersionRange.LEFT_CLOSED ? " from " : " above ") + versions.getLeft();
        return right == null
                ? name + from
                : name + from + (versions.getRightType() == VersionRange.RIGHT_CLOSED ? " to " : " to below ") + right;
    }
}
