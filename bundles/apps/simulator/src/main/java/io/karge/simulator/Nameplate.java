package io.karge.simulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What makes one cabinet that cabinet.
 *
 * @param name 1 to 20 letters, digits, dots, hyphens or underscores; the serial number is made from it
 * @param stationId what the charge point id register holds, up to 32 ASCII characters
 * @param firmware the version that it was delivered with
 * @param transferFolder where firmware images arrive; null when there is no such folder, then updates are rejected
 */
public record Nameplate(
        String name,
        String stationId,
        FirmwareVersion firmware,
        @Nullable Path transferFolder) {
    public Nameplate {
        require(
                name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,19}"),
                "name '" + name + "': 1 to 20 letters, digits, '.', '-', '_' are possible");
        require(
                stationId.matches("\\p{Print}{1,32}"),
                "stationId '" + stationId + "': 1 to 32 printable ASCII characters are possible");
    }

    /** At most 24 characters. */
    public String serialNumber() {
        return "SIM-" + name;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
