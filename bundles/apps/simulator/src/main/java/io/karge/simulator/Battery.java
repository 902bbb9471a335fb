package io.karge.simulator;

/** The battery of a plugged-in vehicle: how full it is and what it takes. Energies are in millijoules. */
final class Battery {
    /** State of charge in percent, and the share of the maximum power that the battery takes there. */
    private static final double[][] CURVE = {{0, 0.6}, {10, 1}, {50, 1}, {80, 0.45}, {100, 0.05}};

    private static final double MJ_PER_WH = 3_600_000;
    private static final int HIGH_VOLTAGE_FROM_W = 200_000;

    private final Vehicle arrived;
    private final long capacityMj;
    private final int maxPowerW;
    private long storedMj;

    Battery(Vehicle vehicle) {
        arrived = vehicle;
        capacityMj = Math.round(vehicle.batteryWh() * MJ_PER_WH);
        storedMj = Math.round(capacityMj * vehicle.socPercent() / 100);
        maxPowerW = vehicle.maxPowerW();
    }

    /** The vehicle as it would arrive now. */
    Vehicle vehicle() {
        return new Vehicle(arrived.batteryWh(), socPercent(), maxPowerW, arrived.evccId());
    }

    double socPercent() {
        return 100.0 * storedMj / capacityMj;
    }

    boolean isFull() {
        return storedMj >= capacityMj;
    }

    /** What it takes now: less when nearly empty, falling from the middle on, nothing when full. */
    int acceptedPowerW() {
        return isFull() ? 0 : (int) Math.max(1, Math.round(maxPowerW * share(socPercent())));
    }

    /** Rises by a fifth from empty to full; strong chargers have 800 V batteries. */
    int voltageMv() {
        int emptyMv = maxPowerW > HIGH_VOLTAGE_FROM_W ? 680_000 : 340_000;
        return emptyMv + (int) (emptyMv * 0.2 * socPercent() / 100);
    }

    /** Stores energy and returns how much of it there was room for. */
    long charge(long energyMj) {
        long taken = Math.min(energyMj, capacityMj - storedMj);
        storedMj += taken;
        return taken;
    }

    private static double share(double soc) {
        int upper = 1;
        while (upper < CURVE.length - 1 && soc > CURVE[upper][0]) {
            upper++;
        }
        double[] from = CURVE[upper - 1];
        double[] to = CURVE[upper];
        return from[1] + (to[1] - from[1]) * (soc - from[0]) / (to[0] - from[0]);
    }
}
