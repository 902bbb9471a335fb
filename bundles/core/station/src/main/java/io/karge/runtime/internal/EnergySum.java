package io.karge.runtime.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * What a register that may fall has counted in all: the sum of what it rose by. Pure.
 *
 * @param totalWh never falls
 * @param registerWh the register when it was read last
 * @param readAt wall clock of then
 */
record EnergySum(long totalWh, long registerWh, Instant readAt) {
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** The sum begins with what the register shows. */
    static EnergySum of(long registerWh, Instant at) {
        return new EnergySum(registerWh, registerWh, at);
    }

    /**
     * The register is read again. One that has fallen began anew from zero, with a session or because the meter was
     * replaced; or it went through its end, where it has one and the EVSE can have given so much meanwhile.
     *
     * @param wrapsAtWh the end of the register, 0 when it has none
     * @param maxPowerW what the EVSE can give
     */
    EnergySum next(long nowWh, Instant at, long wrapsAtWh, int maxPowerW) {
        long rise = nowWh - registerWh;
        if (rise < 0) {
            long through = rise + wrapsAtWh;
            rise = wrapsAtWh > 0 && through >= 0 && through <= possibleWh(at, maxPowerW) ? through : nowWh;
        }
        return new EnergySum(totalWh + rise, nowWh, at);
    }

    private long possibleWh(Instant at, int maxPowerW) {
        Duration passed = Duration.between(readAt, at);
        Duration longest = (passed.isNegative() ? Duration.ZERO : passed).plus(SLACK);
        return Math.multiplyHigh(longest.toSeconds(), maxPowerW) != 0
                ? Long.MAX_VALUE
                : longest.toSeconds() * maxPowerW / 3600;
    }
}
