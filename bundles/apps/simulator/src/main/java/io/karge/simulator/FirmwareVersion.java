package io.karge.simulator;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A firmware version of the cabinet; each part fits a register. */
public record FirmwareVersion(int major, int minor, int patch) implements Comparable<FirmwareVersion> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<FirmwareVersion> ORDER = Comparator.comparingInt(FirmwareVersion::major)
            .thenComparingInt(FirmwareVersion::minor)
            .thenComparingInt(FirmwareVersion::patch);

    /**
     * Reads {@code 3.0.0}.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static FirmwareVersion parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a firmware version such as 3.0.0");
        }
        return new FirmwareVersion(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    @Override
    public int compareTo(FirmwareVersion other) {
        return ORDER.compare(this, other);
    }

    boolean isBefore(int otherMajor, int otherMinor, int otherPatch) {
        return compareTo(new FirmwareVersion(otherMajor, otherMinor, otherPatch)) < 0;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
