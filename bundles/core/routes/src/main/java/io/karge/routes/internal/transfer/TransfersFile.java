package io.karge.routes.internal.transfer;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code etc/io.karge.transfers.cfg}: how files are moved. */
final class TransfersFile {
    static final String PID = "io.karge.transfers";

    private static final String PARALLEL = "parallel";
    private static final String CONNECT = "connectTimeoutSeconds";
    private static final String STALL = "stallTimeoutSeconds";
    private static final String FREE = "keepFreeMiB";
    private static final String LOCAL = "allowLocal";
    private static final String IMPLICIT = "implicitFtpsPorts";
    private static final Set<String> KEYS = Set.of(PARALLEL, CONNECT, STALL, FREE, LOCAL, IMPLICIT);

    private TransfersFile() {}

    /**
     * The settings of the file; what it does not set is as {@link TransferSettings#DEFAULT} has it.
     *
     * @throws IllegalArgumentException when one is wrong; the message names the key
     */
    static TransferSettings read(Map<String, Object> properties) {
        for (String key : new TreeSet<>(properties.keySet())) {
            boolean containers = key.contains(".");
            if (!containers && !KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        key + " is no key of this file: the keys are " + new TreeSet<>(KEYS));
            }
        }
        TransferSettings unset = TransferSettings.DEFAULT;
        return new TransferSettings(
                number(properties, PARALLEL, 1, 8, unset.parallel()),
                Duration.ofSeconds(number(properties, CONNECT, 1, 600, (int)
                        unset.connectTimeout().toSeconds())),
                Duration.ofSeconds(number(
                        properties, STALL, 5, 3600, (int) unset.stallTimeout().toSeconds())),
                (long) number(properties, FREE, 0, 1 << 20, (int) (unset.keepFree() >> 20)) << 20,
                yes(properties),
                ports(properties));
    }

    private static String text(Map<String, Object> properties, String key) {
        Object value = properties.get(key);
        return value == null ? "" : value.toString().strip();
    }

    private static int number(Map<String, Object> properties, String key, int least, int most, int unset) {
        String text = text(properties, key);
        return text.isEmpty() ? unset : number(key, text, least, most);
    }

    private static int number(String key, String text, int least, int most) {
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

    private static boolean yes(Map<String, Object> properties) {
        String text = text(properties, LOCAL);
        return switch (text) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw new IllegalArgumentException(LOCAL + " is '" + text + "': write true or false");
        };
    }

    private static Set<Integer> ports(Map<String, Object> properties) {
        String text = text(properties, IMPLICIT);
        if (text.isEmpty()) {
            return TransferSettings.DEFAULT.implicitPorts();
        }
        Set<Integer> ports = new TreeSet<>();
        for (String port : text.split(",", -1)) {
            ports.add(number(IMPLICIT, port.strip(), 1, 65535));
        }
        return ports;
    }
}
