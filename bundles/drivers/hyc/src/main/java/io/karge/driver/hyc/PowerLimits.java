package io.karge.driver.hyc;

import io.karge.driver.StationModel;
import io.karge.driver.modbus.ModbusLink;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The power limits in force. The cabinet falls back to a limit of its own when none was written for 5 s, so they are
 * written again and again; and it takes 0 W for a fault, so never less than 1547 W is written. EVSE 0 is the station.
 * Not thread-safe.
 */
final class PowerLimits {
    /** The lowest limit that keeps a session. */
    static final int LOWEST_W = 1547;

    private static final Duration RENEWAL = Duration.ofSeconds(2);

    private final StationModel model;
    private final Map<Integer, Integer> standing = new TreeMap<>();
    private final Map<Integer, Integer> ofSession = new TreeMap<>();
    private final Map<Integer, Long> written = new TreeMap<>();

    PowerLimits(StationModel model) {
        this.model = model;
    }

    /** Sets the limit that holds until it is taken away with null. */
    void set(int evseId, @Nullable Integer limitW) {
        put(standing, evseId, limitW);
    }

    /** Sets the limit that holds until the session ends; null for none. */
    void setForSession(int evseId, @Nullable Integer limitW) {
        put(ofSession, evseId, limitW);
    }

    /** The limit in force, null when there is none. */
    @Nullable
    Integer inForce(int evseId) {
        Integer lasting = standing.get(evseId);
        Integer session = ofSession.get(evseId);
        if (lasting == null || session == null) {
            return lasting == null ? session : lasting;
        }
        return Math.min(lasting, session);
    }

    /** Writes a limit now; where none is in force, the most that the hardware can give. */
    void write(ModbusLink link, int evseId, long nanoTime) throws IOException {
        Integer limitW = inForce(evseId);
        long watts = limitW == null ? highest(evseId) : limitW;
        written.put(evseId, nanoTime);
        link.write(HycEvse.base(evseId), (int) (watts >> 16), (int) (watts & 0xFFFF));
    }

    /**
     * Writes those limits again that are due, and once the most that is possible where a limit was taken away.
     *
     * @return whether one was due
     */
    boolean renew(ModbusLink link, long nanoTime) throws IOException {
        boolean due = false;
        for (int evseId = 0; evseId <= model.evses().size(); evseId++) {
            Long last = written.get(evseId);
            if (inForce(evseId) == null) {
                if (last != null) {
                    due = true;
                    write(link, evseId, nanoTime);
                    written.remove(evseId);
                }
            } else if (last == null || nanoTime - last >= RENEWAL.toNanos()) {
                due = true;
                write(link, evseId, nanoTime);
            }
        }
        return due;
    }

    private long highest(int evseId) {
        return evseId == 0 ? model.maxPowerW() : model.evse(evseId).maxPowerW();
    }

    private static void put(Map<Integer, Integer> limits, int evseId, @Nullable Integer limitW) {
        if (limitW == null) {
            limits.remove(evseId);
        } else {
            limits.put(evseId, Math.max(LOWEST_W, limitW));
        }
    }
}
