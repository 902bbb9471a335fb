package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.TransferView;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The list of what moves. */
class ListedTransfersTest {
    private final VirtualTime time = new VirtualTime();
    private final Service service = new Service();
    private final ListedTransfers transfers = new ListedTransfers(service, time);
    private final List<TransferOutcome> outcomes = new ArrayList<>();

    /** Does nothing by itself. */
    private static final class Service implements FileTransfers {
        private final List<Consumer<TransferProgress>> progress = new ArrayList<>();
        private final List<Consumer<TransferOutcome>> done = new ArrayList<>();
        private int cancelled;
        private boolean broken;

        @Override
        public Cancellable begin(
                String stationId,
                TransferOrder order,
                Consumer<TransferProgress> moved,
                Consumer<TransferOutcome> ended) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            progress.add(moved);
            done.add(ended);
            return () -> cancelled++;
        }
    }

    private Cancellable get(String stationId) {
        return transfers.begin(
                stationId,
                TransferOrder.get("https://user:secret@h/fw.bin?key=1", Path.of("x"), 100, List.of()),
                moved -> {},
                outcomes::add);
    }

    private Cancellable put(String stationId) {
        return transfers.begin(
                stationId, TransferOrder.put("ftp://h/logs.zip", Path.of("x"), List.of()), moved -> {}, outcomes::add);
    }

    @Test
    void showsWhatWaitsAndWhatMoves() {
        Instant began = time.wallClock();
        get("CS-1");
        time.advance(Duration.ofSeconds(5));
        put("CS-2");
        service.progress.get(0).accept(new TransferProgress(50, 200));

        assertThat(transfers.all())
                .containsExactly(
                        new TransferView("CS-1", "download", "https://h/fw.bin", "moving", began, 50, 200L, 25),
                        new TransferView(
                                "CS-2", "upload", "ftp://h/logs.zip", "waiting", began.plusSeconds(5), 0, null, null));
    }

    @Test
    void doesNotPretendToKnowTheLength() {
        get("CS-1");
        service.progress.get(0).accept(new TransferProgress(50, -1));
        assertThat(transfers.all().get(0).total()).isNull();
        assertThat(transfers.all().get(0).percent()).isNull();

        service.progress.get(0).accept(new TransferProgress(0, 0));
        assertThat(transfers.all().get(0).percent()).isNull();
    }

    @Test
    void showsWhatIsOverNoMore() {
        get("CS-1");
        service.done.get(0).accept(new TransferOutcome.Moved(5));

        assertThat(transfers.all()).isEmpty();
        assertThat(outcomes).containsExactly(new TransferOutcome.Moved(5));
    }

    @Test
    void showsWhatWasCalledOffNoMore() {
        Cancellable running = get("CS-1");
        running.cancel();

        assertThat(transfers.all()).isEmpty();
        assertThat(service.cancelled).isEqualTo(1);
        service.progress.get(0).accept(new TransferProgress(50, 200));
        assertThat(transfers.all()).isEmpty();
    }

    @Test
    void showsNothingThatDidNotBegin() {
        service.broken = true;

        assertThatThrownBy(() -> get("CS-1")).hasMessage("broken");
        assertThat(transfers.all()).isEmpty();
    }
}
