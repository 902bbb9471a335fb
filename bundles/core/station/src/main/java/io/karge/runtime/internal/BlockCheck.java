package io.karge.runtime.internal;

import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks which blocks are not installed that a station can charge without, and says what is lost. Those that sessions need are
 * problems of each station ({@link MissingBlocks}). What {@code io.karge.gateway.cfg} leaves out is not missed.
 */
final class BlockCheck implements HealthCheck {
    private static final Map<String, String> LOST = new LinkedHashMap<>();

    static {
        LOST.put(
                "metering",
                "The CSMS gets no meter values, neither of transactions nor aligned to the clock: it may have nothing to bill"
                        + " by");
        LOST.put(
                "remote-control", "The CSMS can start and stop no session, unlock no connector and trigger no message");
        LOST.put("firmware", "The firmware of the hardware cannot be updated");
        LOST.put(
                "diagnostics",
                "Nobody gets logs of a station (GetLog, station:logs), and nobody can ask for a customer's data or delete it");
        LOST.put("security-events", "The CSMS is told of no security event");
        LOST.put("certificates", "The CSMS can neither install nor list nor delete root certificates");
        LOST.put("advanced-security", "No station gets a certificate of its own: security profile 3 is not possible");
        LOST.put("data-transfer", "What a vendor has agreed on with the CSMS beyond OCPP (DataTransfer) is refused");
    }

    /** The blocks that a station can charge without. */
    static final Set<String> OPTIONAL = Collections.unmodifiableSet(LOST.keySet());

    private final Supplier<Set<String>> installed;
    private final TimeSource time;
    private volatile Set<String> leftOut = Set.of();

    /** @param installed the names of the blocks that are installed now */
    BlockCheck(Supplier<Set<String>> installed, TimeSource time) {
        this.installed = installed;
        this.time = time;
    }

    /** These are left out on purpose, from now on. */
    void leaveOut(Set<String> blocks) {
        leftOut = Set.copyOf(blocks);
    }

    @Override
    public String name() {
        return "blocks";
    }

    @Override
    public List<Problem> check() {
        Set<String> there = installed.get();
        return LOST.entrySet().stream()
                .filter(block -> !there.contains(block.getKey()) && !leftOut.contains(block.getKey()))
                .map(block -> new Problem(
                        time.wallClock(),
                        block.getValue(),
                        "the block " + block.getKey() + " is not installed",
                        "Install it: feature:install karge-" + block.getKey()
                                + "; if it is left out on purpose, name it in withoutBlocks of io.karge.gateway.cfg"))
                .toList();
    }
}
