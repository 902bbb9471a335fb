package io.karge.runtime.internal;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a bundle says of itself in its manifest, as far as it decides whether the bundle runs.
 *
 * @param name symbolic name and version, for people
 * @param kar the .kar that brought it, without its ending; empty when none did
 * @param imports Import-Package, empty when there is none
 * @param exports Export-Package, the same
 * @param capabilities Require-Capability, the same
 */
record BundleManifest(String name, String kar, String imports, String exports, String capabilities) {

    /**
     * Reads it.
     *
     * @param headers the value of each header, null where there is none
     * @return null of a jar that is no bundle
     */
    static @Nullable BundleManifest of(String kar, UnaryOperator<@Nullable String> headers) {
        String name = headers.apply(Constants.BUNDLE_SYMBOLICNAME);
        return name == null
                ? null
                : new BundleManifest(
                        name.split(";", 2)[0].trim() + " " + version(text(headers, Constants.BUNDLE_VERSION)),
                        kar,
                        text(headers, Constants.IMPORT_PACKAGE),
                        text(headers, Constants.EXPORT_PACKAGE),
                        text(headers, Constants.REQUIRE_CAPABILITY));
    }

    private static String text(UnaryOperator<@Nullable String> headers, String header) {
        String value = headers.apply(header);
        return value == null ? "" : value;
    }

    private static String version(String text) {
        try {
            return Version.parseVersion(text).toString();
        } catch (IllegalArgumentException e) { // the container refuses it with words of its own
            return text;
        }
    }

    /** The same, as another .kar or none brought it. */
    BundleManifest in(String other) {
        return new BundleManifest(name, other, imports, exports, capabilities);
    }

    /** The bundle and where it came from, for people. */
    String text() {
        return kar.isEmpty() ? name : name + " of " + kar + ".kar";
    }
}
