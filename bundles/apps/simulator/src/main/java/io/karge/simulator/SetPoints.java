package io.karge.simulator;

import java.time.Duration;
import java.util.Set;

/**
 * The holding registers of an EVSE or of the whole cabinet: power limit and reactive power. While load management is on
 * ({@link Trap#LIMIT_WATCHDOG}) a limit that is not written again in time falls back to the cabinet's own.
 */
final class SetPoints {
    static final Duration WATCHDOG = Duration.ofSeconds(5);
    static final int FALLBACK_W = 10_000;

    private final int maxW;
    private int limitW;
    private long writtenAt;
    private boolean zeroLimitFault;
    private int reactiveVar;

    SetPoints(int maxW) {
        this.maxW = maxW;
        this.limitW = maxW;
    }

    int limitW() {
        return limitW;
    }

    int reactiveVar() {
        return reactiveVar;
    }

    /** Whether a limit of 0 W was taken for a fault ({@link Trap#ZERO_LIMIT_FAULT}). */
    boolean isZeroLimitFault() {
        return zeroLimitFault;
    }

    void writeLimit(int newLimitW, Set<Trap> traps, long now) {
        limitW = Math.min(newLimitW, maxW);
        writtenAt = now;
        if (limitW == 0) {
            zeroLimitFault = traps.contains(Trap.ZERO_LIMIT_FAULT);
        } else if (limitW >= HyperchargerModel.MIN_POWER_W) {
            zeroLimitFault = false;
        }
    }

    void writeReactive(int var) {
        reactiveVar = var;
    }

    void powerDown() {
        limitW = maxW;
        zeroLimitFault = false;
        reactiveVar = 0;
    }

    /** Whether time alone can change the limit. */
    boolean isWatched(Set<Trap> traps) {
        return traps.contains(Trap.LIMIT_WATCHDOG) && limitW != maxW && limitW != FALLBACK_W;
    }

    void update(Set<Trap> traps, long now) {
        if (isWatched(traps) && now - writtenAt >= WATCHDOG.toNanos()) {
            limitW = FALLBACK_W;
        }
    }
}
