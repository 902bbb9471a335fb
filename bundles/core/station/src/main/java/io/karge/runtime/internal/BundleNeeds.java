package io.karge.runtime.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * What bundles need and nobody has, in words: the container's resolver says it in its own, in the log at most. Pure.
 *
 * @param packages those that bundles which run give to others, with each version
 * @param java the version of Java that the gateway runs on
 * @param waiting the bundles that do not run yet: what they export is there as soon as they do
 */
record BundleNeeds(DriverApi api, Map<String, List<Version>> packages, int java, List<BundleManifest> waiting) {
    private static final Pattern JAVA = Pattern.compile("osgi\\.ee=JavaSE\\)\\(version=(?:1\\.)?(\\d+)");
    private static final String BUILD_ANEW =
            "Build it with the driver API of this gateway (docs/write-a-driver.md), or take a"
                    + " version of it that was, and replace the file";
    private static final String BRING = "Let the driver bring the library that has it, as a line of its features.xml"
            + " (docs/write-a-driver.md, \"A library\"), or import it with resolution:=optional if the driver can do without;"
            + " build it anew and replace the file";
    private static final Pattern JRE = Pattern.compile("java\\..*");

    /**
     * Why a bundle does not run, for people.
     *
     * @param why what it needs and who does not have it
     * @param remedy what to do
     */
    record Refusal(String why, String remedy) {}

    /** Why a bundle does not run; empty when that is not known. */
    Optional<Refusal> refusal(BundleManifest bundle) {
        return refusal(bundle, new HashSet<>());
    }

    /** @param asked those that are being looked at: bundles may need one another */
    private Optional<Refusal> refusal(BundleManifest bundle, Set<BundleManifest> asked) {
        if (!asked.add(bundle)) {
            return Optional.empty();
        }
        return java(bundle.capabilities())
                .map(why -> new Refusal(
                        why,
                        "Build it for Java " + java + " (maven.compiler.release in its pom.xml), and replace the file"))
                .or(() -> api.refusal(bundle.imports()).map(why -> new Refusal(why, BUILD_ANEW)))
                .or(() -> missing(bundle, asked).map(why -> new Refusal(why, BRING)));
    }

    private Optional<String> java(String capabilities) {
        Matcher wanted = JAVA.matcher(capabilities);
        return wanted.results()
                .map(match -> Integer.parseInt(match.group(1)))
                .filter(version -> version > java)
                .findFirst()
                .map(version -> "it was built for Java " + version + ", this gateway runs on Java " + java);
    }

    private Optional<String> missing(BundleManifest bundle, Set<BundleManifest> asked) {
        List<String> missing = new ArrayList<>();
        for (PackageClause wanted : PackageClause.parse(bundle.imports())) {
            if (!wanted.optional() && !JRE.matcher(wanted.name()).matches()) {
                missing(wanted, asked).ifPresent(missing::add);
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of("it imports " + String.join("; ", missing));
    }

    private Optional<String> missing(PackageClause wanted, Set<BundleManifest> asked) {
        List<Version> there = packages.getOrDefault(wanted.name(), List.of());
        if (there.stream().anyMatch(wanted.versions()::includes)) {
            return Optional.empty();
        }
        List<BundleManifest> exporters = waiting.stream()
                .filter(bundle -> PackageClause.parse(bundle.exports()).stream()
                        .anyMatch(export -> export.name().equals(wanted.name())
                                && wanted.versions().includes(export.version())))
                .toList();
        if (exporters.isEmpty()) {
            return Optional.of(wanted.text() + ", "
                    + (there.isEmpty() ? "which no bundle here exports" : "of which there is only " + there));
        }
        List<String> why = new ArrayList<>();
        for (BundleManifest exporter : exporters) {
            Optional<Refusal> refusal = refusal(exporter, asked);
            if (refusal.isEmpty()) {
                return Optional.empty(); // it is there as soon as that bundle runs
            }
            why.add(exporter.name() + " has, which does not run either: "
                    + refusal.get().why());
        }
        return Optional.of(wanted.text() + ", which " + String.join("; ", why));
    }
}
