package io.karge.driver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading of an EVSE's meter, all values taken together.
 *
 * @param at wall clock of the reading
 * @param energyWh the register of imported energy, never falling
 * @param powerW power drawn by the vehicle
 * @param voltageMv voltage at the connector
 * @param currentMa current drawn by the vehicle
 * @param offeredPowerW what the EVSE offers at most
 * @param offeredCurrentMa what the EVSE offers at most
 * @param socPercent the vehicle's state of charge, null when it is not known
 */
public record MeterReading(
        Instant at,
        long energyWh,
        int powerW,
        int voltageMv,
        int currentMa,
        int offeredPowerW,
        int offeredCurrentMa,
        @Nullable Integer socPercent) {}
