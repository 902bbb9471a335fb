package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.OutputGate.Output;
import io.karge.station.FileTransfer;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.util.function.Consumer;

/** The file transfers of one block in one epoch. On the loop. */
final class BlockTransfers implements FileTransfer {
    private final StationCore core;
    private final BlockEpoch epoch;

    BlockTransfers(StationCore core, BlockEpoch epoch) {
        this.core = core;
        this.epoch = epoch;
    }

    @Override
    public Cancellable begin(TransferOrder order, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done) {
        if (!epoch.may("the transfer " + order)) {
            return () -> {};
        }
        Transfer transfer = new Transfer(order, progress, done);
        epoch.atEnd(transfer.end);
        core.steps().output(transfer);
        return transfer;
    }

    /** Between the loop and the service: what is heard of it after its end is passed over. */
    private final class Transfer implements Output, Cancellable {
        private final TransferOrder order;
        private final Consumer<TransferProgress> progress;
        private final Consumer<TransferOutcome> done;
        private final Runnable end = this::cancel;
        private Cancellable running = () -> {};
        private boolean over;

        Transfer(TransferOrder order, Consumer<TransferProgress> progress, Consumer<TransferOutcome> done) {
            this.order = order;
            this.progress = progress;
            this.done = done;
        }

        @Override
        public void release() {
            if (!over) {
                running = core.transfers()
                        .begin(
                                core.stationId(),
                                order,
                                moved -> core.steps().post(() -> progress(moved)),
                                outcome -> core.steps().post(() -> done(outcome)));
            }
        }

        @Override
        public void dropped() {
            core.steps()
                    .post(() -> done(new TransferOutcome.Failed(
                            TransferOutcome.Cause.LOCAL_ERROR, "the station cannot store its state")));
        }

        private void progress(TransferProgress moved) {
            if (!over) {
                epoch.call("the progress of " + order, () -> progress.accept(moved));
            }
        }

        private void done(TransferOutcome outcome) {
            if (!over) {
                over = true;
                epoch.notAtEnd(end);
                epoch.call("the outcome of " + order, () -> done.accept(outcome));
            }
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                epoch.notAtEnd(end);
                running.cancel();
            }
        }
    }
}
