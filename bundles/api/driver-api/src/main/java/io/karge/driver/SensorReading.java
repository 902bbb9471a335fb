package io.karge.driver;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor of the cabinet shows.
 *
 * @param sensor the name of a {@link StationModel.SensorModel}
 * @param value tenths of a degree Celsius, or revolutions a minute; null while it cannot be read
 */
public record SensorReading(String sensor, @Nullable Integer value) {

    /** The later of the readings of each sensor, by name. */
    public static List<SensorReading> latest(Collection<SensorReading> before, Collection<SensorReading> after) {
        SortedMap<String, SensorReading> latest = new TreeMap<>();
        before.forEach(reading -> latest.put(reading.sensor(), reading));
        after.forEach(reading -> latest.put(reading.sensor(), reading));
        return List.copyOf(latest.values());
    }
}
