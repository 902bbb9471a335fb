package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferOutcome.Failed;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** The transfers over a Camel context of a test, with real threads and sockets, and time that passes only when told. */
final class TransferBench implements AutoCloseable {
    static final TestAuthority AUTHORITY = TestAuthority.root("Transfer Test Root");

    final VirtualTime time = new VirtualTime();
    final CamelContext context = new DefaultCamelContext();
    final CamelFileTransfers transfers;
    private final Path folder;

    TransferBench(Path folder) throws Exception {
        this(folder, TransferSettings.DEFAULT.withAllowLocal(true));
    }

    TransferBench(Path folder, TransferSettings settings) throws Exception {
        this(folder, settings, Addresses.ofThisMachine(settings.allowLocal()));
    }

    TransferBench(Path folder, TransferSettings settings, Addresses addresses) throws Exception {
        this.folder = folder;
        context.start();
        transfers = new CamelFileTransfers(
                context, time, new Threads(), folder.resolve("store/known_hosts"), settings, addresses);
    }

    /** A file that no compression and no luck makes equal to another. */
    static byte[] content(int octets) {
        byte[] content = new byte[octets];
        new Random(octets).nextBytes(content);
        return content;
    }

    Path local(String name) {
        return folder.resolve("local").resolve(name);
    }

    Path local(String name, byte[] content) throws IOException {
        Path file = local(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    TransferOrder download(String url, String name) {
        return TransferOrder.get(url, local(name), Long.MAX_VALUE, roots());
    }

    private static List<X509Certificate> roots() {
        return List.of(AUTHORITY.certificate());
    }

    TransferOrder upload(String url, Path file) {
        return TransferOrder.put(url, file, roots());
    }

    /** Moves it to its end. */
    TransferOutcome run(TransferOrder order) throws Exception {
        return begin(order).outcome();
    }

    Begun begin(TransferOrder order) {
        return begin("S1", order);
    }

    Begun begin(String station, TransferOrder order) {
        return new Begun(station, order);
    }

    /** Moves it to its end, which must be this failure. */
    String fail(TransferOrder order, Cause cause) throws Exception {
        TransferOutcome outcome = run(order);
        assertThat(outcome).isInstanceOf(Failed.class);
        Failed failed = (Failed) outcome;
        assertThat(failed.cause()).as(failed.why()).isEqualTo(cause);
        return failed.why();
    }

    @Override
    public void close() {
        transfers.close();
        context.stop();
    }

    /** A transfer that was asked for. */
    final class Begun {
        final List<TransferProgress> progress = new CopyOnWriteArrayList<>();
        final AtomicInteger ends = new AtomicInteger();
        private final CompletableFuture<TransferOutcome> outcome = new CompletableFuture<>();
        private final Cancellable handle;

        Begun(String station, TransferOrder order) {
            handle = transfers.begin(station, order, progress::add, end -> {
                ends.incrementAndGet();
                outcome.complete(end);
            });
        }

        TransferOutcome outcome() throws Exception {
            return outcome.get(30, TimeUnit.SECONDS);
        }

        boolean isOver() {
            return outcome.isDone();
        }

        void cancel() {
            handle.cancel();
        }

        /** Waits until octets move. */
        void moving() {
            Awaitility.await().until(() -> !progress.isEmpty());
        }

        /** Lets that time pass again and again, since octets may have moved meanwhile, until it is over. */
        TransferOutcome outcomeAfter(Duration passing) throws Exception {
            Awaitility.await().until(() -> {
                time.advance(passing);
                return isOver();
            });
            return outcome();
        }
    }
}
