package io.karge.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Version;

/**
 * The packages of the driver API that this gateway has, by which a bundle that was built for others is told in words. Pure.
 *
 * @param packages their names and versions
 */
record DriverApi(NavigableMap<String, Version> packages) {
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
        for (PackageClause clause : PackageClause.parse(imports)) {
            Version there = packages.get(clause.name());
            if (there != null && !clause.versions().includes(there)) {
                wrong.add(clause.text() + ", this gateway has " + there);
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of("it was built for " + String.join("; ", wrong));
    }

    /** Whether a bundle has to do with drivers: it uses the API of them. */
    boolean isUsedBy(String imports) {
        return PackageClause.parse(imports).stream().map(PackageClause::name).anyMatch(packages::containsKey);
    }
}
