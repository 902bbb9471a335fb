package io.karge.driver.hyc;

import java.util.Comparator;

/** A firmware version; it decides how current and power are to be read. */
record HycFirmware(int major, int minor, int patch) implements Comparable<HycFirmware> {
    private static final HycFirmware WITH_POWER = new HycFirmware(1, 7, 2);
    private static final HycFirmware WITH_AMPERES = new HycFirmware(3, 1, 0);
    private static final int SATURATED = 0xFFFF;

    /** Drawn current in mA; {@code raw} counts 0.01 A, from 3.1.0 on 1 A. */
    int currentMa(int raw) {
        return raw * (countsAmperes() ? 1000 : 10);
    }

    /** Whether the register of the current is at its end, so that the true current may be higher. */
    boolean isSaturated(int raw) {
        return raw == SATURATED;
    }

    /** Whether the power register is filled at all. */
    boolean measuresPower() {
        return compareTo(WITH_POWER) >= 0;
    }

    /** Whether the connector types are those of the map; older firmware has other codes. */
    boolean namesConnectors() {
        return countsAmperes();
    }

    private boolean countsAmperes() {
        return compareTo(WITH_AMPERES) >= 0;
    }

    @Override
    public int compareTo(HycFirmware other) {
        return Comparator.comparingInt(HycFirmware::major)
                .thenComparingInt(HycFirmware::minor)
                .thenComparingInt(HycFirmware::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
