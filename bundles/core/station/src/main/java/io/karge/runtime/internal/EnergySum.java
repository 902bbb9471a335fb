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
    private static final long SURPLUS_WH = 1_000;

    /** The sum begins with what the register shows. */
    static EnergySum of(long registerWh, Instant at) {
        return new EnergySum(registerWh, registerWh, at);
    }

    /**
     * The register is read again. One that has fallen began anew from zero, with a session or because the meter was
     * replaced; or it went through its end, where it has one and the EVSE can have given so much meanwhile. A register that
     * never falls and has, or rises by more than can be, is that of another meter: it counts from what it shows.
     *
     * @param mayFall whether the register is one that begins anew
     * @param wrapsAtWh the end of the register, 0 when it has none
     * @param maxPowerW what the EVSE can give
     */
    EnergySum next(long nowWh, Instant at, boolean mayFall, long wrapsAtWh, int maxPowerW) {
        Duration between = Duration.between(readAt, at);
        Duration passed = between.isNegative() ? Duration.ZERO : between;
        long rise = nowWh - registerWh;
        if (rise < 0) {
            long through = rise + wrapsAtWh;
            boolean wrapped = wrapsAtWh > 0 && through >= 0 && through <= possibleWh(passed.plus(SLACK), maxPowerW);
            boolean anew = mayFall || nowWh <= possibleWh(passed, maxPowerW);
            rise = wrapped ? through : anew ? nowWh : 0;
        } else if (!mayFall && leaps(rise, passed, maxPowerW)) {
            rise = 0;
        }
        return new EnergySum(totalWh + rise, nowWh, at);
    }

    /** Whether a register rises by more than its EVSE can have given, by far. */
    static boolean leaps(long riseWh, Duration passed, int maxPowerW) {
        long possible = possibleWh((passed.isNegative() ? Duration.ZERO : passed).plus(SLACK), maxPowerW);
        return possible < Long.MAX_VALUE / 4 && riseWh > 2 * possible + SURPLUS_WH;
    }

    private static long possibleWh(Duration time, int maxPowerW) {
        long seconds = time.toSeconds();
        return Math.multiplyHigh(seconds, maxPowerW) != 0 ? Long.MAX_VALUE : seconds * maxPowerW / 3600;
    }
}
