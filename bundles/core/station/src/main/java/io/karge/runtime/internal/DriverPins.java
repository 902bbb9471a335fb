package io.karge.runtime.internal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers which version of a driver is used instead of the newest. Thread-safe; may block. */
public interface DriverPins {

    /**
     * Remembers another one.
     *
     * @param version null for the newest
     * @return all, by driver id
     */
    Map<String, String> put(String driver, @Nullable String version);

    /** Remembers them as long as the process runs. */
    static DriverPins inMemory() {
        Map<String, String> all = new TreeMap<>();
        return (driver, version) -> {
            synchronized (all) {
                if (version == null) {
                    all.remove(driver);
                } else {
                    all.put(driver, version);
                }
                return Map.copyOf(all);
            }
        };
    }
}
