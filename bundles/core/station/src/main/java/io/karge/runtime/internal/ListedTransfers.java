package io.karge.runtime.internal;

import io.karge.runtime.TransferView;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The transfers of all stations, with a list of those that are not over. On any thread. */
public final class ListedTransfers implements FileTransfers {
    private final FileTransfers service;
    private final TimeSource time;
    private final Set<Listed> open = new LinkedHashSet<>();

    public ListedTransfers(FileTransfers service, TimeSource time) {
        this.service = service;
        this.time = time;
    }

    /** What is not over, in the order in which it was asked for. */
    List<TransferView> all() {
        synchronized (open) {
            return open.stream().map(Listed::view).toList();
        }
    }

    @Override
    public Cancellable begin(
            String stationId,
            TransferOrder order,
            Consumer<TransferProgress> progress,
            Consumer<TransferOutcome> done) {
        Listed listed = new Listed(stationId, order, time.wallClock());
        synchronized (open) {
            open.add(listed);
        }
        try {
            Cancellable running = service.begin(
                    stationId,
                    order,
                    moved -> {
                        listed.moved = moved;
                        progress.accept(moved);
                    },
                    outcome -> {
                        remove(listed);
                        done.accept(outcome);
                    });
            return () -> {
                remove(listed);
                running.cancel();
            };
        } catch (RuntimeException | Error e) {
            remove(listed);
            throw e;
        }
    }

    private void remove(Listed listed) {
        synchronized (open) {
            open.remove(listed);
        }
    }

    private static final class Listed {
        private final String stationId;
        private final TransferOrder order;
        private final Instant since;
        private volatile @Nullable TransferProgress moved;

        Listed(String stationId, TransferOrder order, Instant since) {
            this.stationId = stationId;
            this.order = order;
            this.since = since;
        }

        TransferView view() {
            TransferProgress now = moved;
            Long total = now == null || now.total() < 0 ? null : now.total();
            return new TransferView(
                    stationId,
                    order.direction() == TransferOrder.Direction.GET ? "download" : "upload",
                    order.shown(),
                    now == null ? "waiting" : "moving",
                    since,
                    now == null ? 0 : now.moved(),
                    total,
                    now == null || total == null || total == 0 ? null : (int) (now.moved() * 100 / total));
        }
    }
}
