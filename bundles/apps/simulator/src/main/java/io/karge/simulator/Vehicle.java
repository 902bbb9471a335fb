package io.karge.simulator;

/**
 * A vehicle as it arrives.
 *
 * @param batteryWh usable capacity of its battery, 100 Wh to 1 MWh. A small one fills, and its power falls, in the time
 *     that a demonstration takes; the meter stays honest
 * @param socPercent state of charge on arrival, 0 to 100
 * @param maxPowerW what the battery takes at best, up to 1 MW
 * @param evccId the vehicle's id, up to 16 upper-case hexadecimal digits
 */
public record Vehicle(int batteryWh, double socPercent, int maxPowerW, String evccId) {
    /** An everyday car with 77 kWh at 20 %. */
    public static final Vehicle DEFAULT = new Vehicle(77_000, 20, 170_000, "00A0B0C0D0E0");

    public Vehicle {
        require(batteryWh >= 100 && batteryWh <= 1_000_000, "batteryKwh: 0.1 to 1000 is possible");
        require(socPercent >= 0 && socPercent <= 100, "soc: 0 to 100 is possible");
        require(maxPowerW >= 1 && maxPowerW <= 1_000_000, "maxKw: more than 0, at most 1000 is possible");
        require(evccId.matches("([0-9A-F]{2}){1,8}"), "evccId: 1 to 8 bytes in upper-case hexadecimal are possible");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
