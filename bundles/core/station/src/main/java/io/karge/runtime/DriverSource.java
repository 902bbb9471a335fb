package io.karge.runtime;

import java.lang.module.ModuleDescriptor;

/**
 * Where a driver comes from.
 *
 * @param bundle names what brought it, for people
 * @param version of that, for example {@code 1.2.0}: of two drivers with one id the newer is used
 * @param location what that was installed from; empty when it was not installed
 */
public record DriverSource(String bundle, String version, String location) {

    /** Something without a version. */
    public static DriverSource of(String bundle) {
        return new DriverSource(bundle, "0", "");
    }

    /** Whether the version is greater than the other's; one that is no version is the least of all. */
    public boolean isNewerThan(DriverSource other) {
        return version(version).compareTo(version(other.version)) > 0;
    }

    private static ModuleDescriptor.Version version(String text) {
        try {
            return ModuleDescriptor.Version.parse(text);
        } catch (IllegalArgumentException e) {
            return ModuleDescriptor.Version.parse("0");
        }
    }
}
