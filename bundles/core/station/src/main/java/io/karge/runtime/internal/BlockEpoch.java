package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.Fence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One epoch of a block, from its making to its end: every call into the block goes through here, and everything that the
 * block was given asks here whether it is still there. The block's outermost call on the stack is a unit of work; when
 * it throws, what the block did in it is undone and the epoch is over. On the loop only, except {@link #isOver}.
 */
final class BlockEpoch extends UndoLog.Unit implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(BlockEpoch.class);

    /** Is told that the block has failed, when nothing of it is on the stack any more and its unit of work is undone. */
    interface FailureListener {
        void failed(BlockEpoch epoch, String what, Throwable why);
    }

    private final String stationId;
    private final String block;
    private final UndoLog undo;
    private final FailureListener listener;
    private final Set<Runnable> atEnd = new LinkedHashSet<>();
    private int depth;
    private @Nullable Throwable failure;
    private String failedAt = "";
    private volatile boolean over;

    BlockEpoch(String stationId, String block, UndoLog undo, FailureListener listener) {
        this.stationId = stationId;
        this.block = block;
        this.undo = undo;
        this.listener = listener;
    }

    String block() {
        return block;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean may(String what) {
        if (over) {
            LOG.warn("station={} block={} is not there any more: {} is passed over", stationId, block, what);
        }
        return !over;
    }

    @Override
    public boolean call(String what, Runnable task) {
        if (over) {
            return false;
        }
        boolean good = false;
        depth++;
        try {
            undo.record(this, task);
            good = true;
        } catch (Throwable e) { // an Error too must leave no half unit of work behind
            if (failure == null) {
                failure = e;
                failedAt = what;
            }
        } finally {
            depth--;
        }
        return depth == 0 ? endUnit() : good;
    }

    /** A call that was nested in this one may have failed: then the whole unit has, and what it found is not whole. */
    private boolean endUnit() {
        Throwable why = failure;
        if (why == null) {
            forget();
            return true;
        }
        failure = null;
        undo();
        over();
        undo.record(null, () -> listener.failed(this, failedAt, why));
        return false;
    }

    /** Lets the block let go, then ends the epoch. A block that fails at that has let go nevertheless. */
    void close(Runnable letGo) {
        if (over) {
            return;
        }
        try {
            undo.record(this, letGo);
            forget();
        } catch (Throwable e) {
            undo();
            LOG.error("station={} block={} failed as it was closed", stationId, block, e);
        }
        over();
    }

    private void over() {
        over = true;
        undo.record(null, () -> {
            List.copyOf(atEnd).forEach(Runnable::run);
            atEnd.clear();
        });
    }

    /** Has this done when the epoch ends. */
    void atEnd(Runnable task) {
        atEnd.add(task);
    }

    /** It needs not be done any more. */
    void notAtEnd(Runnable task) {
        atEnd.remove(task);
    }
}
