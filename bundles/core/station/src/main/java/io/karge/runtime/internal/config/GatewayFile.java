package io.karge.runtime.internal.config;

import io.karge.configuration.CfgFile;
import io.karge.configuration.Variables;
import io.karge.security.RevocationPolicy;
import io.karge.station.QueueLimits;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code etc/io.karge.gateway.cfg}: what holds for all stations. */
public final class GatewayFile {
    public static final String PID = "io.karge.gateway";

    private static final String BOUND = "queueBound";
    private static final String RATE = "queueRate";
    private static final String REVOCATION = "csmsRevocation";
    private static final String WITHOUT = "withoutBlocks";
    private static final Set<String> KEYS = Set.of(BOUND, RATE, REVOCATION, WITHOUT);

    private GatewayFile() {}

    /**
     * The limits that the file sets.
     *
     * @param properties null when there is no file
     * @throws IllegalArgumentException when one is wrong; the message names the key
     */
    public static QueueLimits read(@Nullable Dictionary<String, ?> properties) {
        Map<String, String> values = values(properties);
        return new QueueLimits(
                number(values, BOUND, 100, 1_000_000, QueueLimits.DEFAULT.bound()),
                number(values, RATE, 1, 1_000, QueueLimits.DEFAULT.perSecond()));
    }

    /**
     * How stations find out whether the certificate of a CSMS was revoked.
     *
     * @param properties null when there is no file
     * @throws IllegalArgumentException when the file is wrong; the message names the key
     */
    public static RevocationPolicy revocation(@Nullable Dictionary<String, ?> properties) {
        String text = values(properties).getOrDefault(REVOCATION, "");
        if (text.isEmpty()) {
            return RevocationPolicy.STAPLED;
        }
        return Arrays.stream(RevocationPolicy.values())
                .filter(policy -> policy.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        REVOCATION + " is '" + text + "': write stapled, lists or required"));
    }

    /**
     * The functional blocks that are left out on purpose.
     *
     * @param properties null when there is no file
     * @param optional those that may be left out
     * @throws IllegalArgumentException when the file is wrong, or names another; the message says what it may name
     */
    public static Set<String> withoutBlocks(@Nullable Dictionary<String, ?> properties, Set<String> optional) {
        Set<String> without = new TreeSet<>();
        for (String name : values(properties).getOrDefault(WITHOUT, "").split(",", -1)) {
            String block = name.strip();
            if (!block.isEmpty() && !optional.contains(block)) {
                throw new IllegalArgumentException(WITHOUT + " names '" + block
                        + "', which is no block that can be left out: those are "
                        + String.join(", ", new TreeSet<>(optional)));
            }
            without.add(block);
        }
        without.remove("");
        return Set.copyOf(without);
    }

    private static Map<String, String> values(@Nullable Dictionary<String, ?> properties) {
        Map<String, Object> all = new TreeMap<>();
        if (properties != null) {
            Collections.list(properties.keys()).forEach(key -> all.put(key, properties.get(key)));
        }
        return CfgFile.read(all, Variables.ofProcess(), KEYS).values();
    }

    private static int number(Map<String, String> values, String key, int least, int most, int unset) {
        String text = values.getOrDefault(key, "");
        if (text.isEmpty()) {
            return unset;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as of a number that is out of range
        }
        throw new IllegalArgumentException(
                key + " is '" + text + "': write a whole number from " + least + " to " + most);
    }
}
