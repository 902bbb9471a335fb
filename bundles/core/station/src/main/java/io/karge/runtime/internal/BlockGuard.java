package io.karge.runtime.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a block so that its defects stay its own. */
final class BlockGuard {
    private static final Logger LOG = LoggerFactory.getLogger(BlockGuard.class);

    private final String stationId;
    private final String block;

    BlockGuard(String stationId, String block) {
        this.stationId = stationId;
        this.block = block;
    }

    /** Runs it and logs what it throws; false when it threw. */
    boolean call(String what, Runnable task) {
        try {
            task.run();
            return true;
        } catch (Exception | LinkageError e) {
            LOG.error("station={} block={} failed at {}", stationId, block, what, e);
            return false;
        }
    }
}
