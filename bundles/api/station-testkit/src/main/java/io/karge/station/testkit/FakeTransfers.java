package io.karge.station.testkit;

import io.karge.station.FileTransfer;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The file transfers that a block asked for; the test says how they go. */
public final class FakeTransfers implements FileTransfer {
    private final BlockTester tester;
    private final List<Asked> asked = new ArrayList<>();

    FakeTransfers(BlockTester tester) {
        this.tester = tester;
    }

    @Override
    public Cancellable begin(TransferOrder order, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done) {
        Asked transfer = new Asked(order, progress, done);
        asked.add(transfer);
        return transfer;
    }

    /** All that were ever asked for, in order. */
    public List<Asked> all() {
        return List.copyOf(asked);
    }

    /** The last that was asked for. */
    public Asked last() {
        if (asked.isEmpty()) {
            throw new AssertionError("the block has not asked for a transfer");
        }
        return asked.get(asked.size() - 1);
    }

    /** The block is gone: nobody hears of what it asked for. */
    void end() {
        asked.forEach(Asked::cancel);
    }

    /** One transfer. */
    public final class Asked implements Cancellable {
        private final TransferOrder order;
        private final Consumer<TransferProgress> progress;
        private final Consumer<TransferOutcome> done;
        private boolean over;

        private Asked(TransferOrder order, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done) {
            this.order = order;
            this.progress = progress;
            this.done = done;
        }

        /** What is to be moved. */
        public TransferOrder order() {
            return order;
        }

        /** Whether it has ended or was called off. */
        public boolean isOver() {
            return over;
        }

        /** It is that far. */
        public void progress(long moved, long total) {
            if (!over) {
                tester.step(() -> progress.accept(new TransferProgress(moved, total)));
            }
        }

        /** It has gone well. */
        public void moved(long octets) {
            done(new TransferOutcome.Moved(octets));
        }

        /** It has failed. */
        public void failed(TransferOutcome.Cause cause) {
            done(new TransferOutcome.Failed(cause, "failed in the test: " + cause));
        }

        private void done(TransferOutcome outcome) {
            if (!over) {
                over = true;
                tester.step(() -> done.accept(outcome));
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
