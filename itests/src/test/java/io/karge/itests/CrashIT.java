package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.time.TimeSource;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The process of the gateway is killed while a car charges; the CSMS lives on and sees what is right to see. */
public class CrashIT {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final String STATION = "CRASH-1";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<OcppRequest> received = new CopyOnWriteArrayList<>();
    private final int httpPort = DistributionTestSupport.freePort();
    private final int modbusPort = DistributionTestSupport.freePort();
    private CsmsServer csms;
    private Path karge;
    private Site site;
    private Process container;

    @Before
    public void setUp() throws Exception {
        TimeSource time = new WallTime();
        csms = new CsmsServer("127.0.0.1", 0, null, new AcceptingBehaviour(time, 300, Set.of()), time);
        csms.observe((station, request) -> received.add(request));
        csms.start();
        karge = folder.newFolder("karge").toPath();
        new ProcessBuilder(
                        "tar",
                        "-xzf",
                        System.getProperty("karge.distribution"),
                        "-C",
                        karge.toString(),
                        "--strip-components=1")
                .inheritIO()
                .start()
                .waitFor();
        replace("etc/org.apache.karaf.shell.cfg", "sshPort = 8101", "sshPort = " + DistributionTestSupport.freePort());
        replace("etc/org.apache.felix.http.cfg", "http.port = 8181", "http.port = " + httpPort);
        site = new Site(karge.resolve("etc"), httpPort);
        site.addStation(STATION, "hyc-400-eu", modbusPort, csms.url());
    }

    @After
    public void tearDown() throws Exception {
        kill();
        csms.close();
    }

    @Test
    public void killedWhileACarChargesItLosesNoTransactionEvent() throws Exception {
        start();
        site.set(STATION, "SampledDataCtrlr", "TxUpdatedInterval", "1");
        site.simulate(STATION, "evses/1/plug-in", "{}");
        site.simulate(STATION, "present-token", "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}");
        DistributionTestSupport.await("meter values arrive", WAIT, () -> events().size() >= 6);
        String transaction = events().get(0).transactionInfo().transactionId();

        kill();
        int bootsBefore = boots().size();
        start();

        assertThat(boots()).hasSize(bootsBefore + 1);
        // The simulated cabinet lives in the same container: its power came back with the container's.
        assertThat(boots().get(bootsBefore).reason()).isEqualTo(BootReasonEnumType.PowerUp);
        endWhatStillRuns();
        DistributionTestSupport.await("the transaction ends", WAIT, () -> events().stream()
                .anyMatch(event -> event.eventType() == TransactionEventEnumType.Ended));
        DistributionTestSupport.await("the queue is empty", WAIT, () -> site.is(STATION, "/queue/length", "0"));

        List<TransactionEventRequest> events = onceEach(events().stream()
                .filter(event -> event.transactionInfo().transactionId().equals(transaction))
                .toList());
        assertThat(events)
                .extracting(TransactionEventRequest::seqNo)
                .as("every event, in order")
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
        assertThat(events.get(0).eventType()).isEqualTo(TransactionEventEnumType.Started);
        assertThat(events.get(events.size() - 1).eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(events.stream().filter(event -> event.eventType() == TransactionEventEnumType.Ended))
                .hasSize(1);
    }

    /** A transaction that the station resumed is ended as a driver would. */
    private void endWhatStillRuns() throws Exception {
        if (!site.station(STATION).at("/transactions").isEmpty()) {
            site.simulate(STATION, "evses/1/unplug", "{}");
        }
    }

    /** Only the event in flight at the crash may have come twice, and then identically. */
    private static List<TransactionEventRequest> onceEach(List<TransactionEventRequest> events) {
        Map<Integer, TransactionEventRequest> once = new LinkedHashMap<>();
        int repeated = 0;
        for (TransactionEventRequest event : events) {
            TransactionEventRequest before = once.putIfAbsent(event.seqNo(), event);
            if (before != null) {
                repeated++;
                assertThat(event).as("a repeated event is identical").isEqualTo(before);
            }
        }
        assertThat(repeated).as("repeated events").isLessThanOrEqualTo(1);
        return new ArrayList<>(once.values());
    }

    private List<TransactionEventRequest> events() {
        return received.stream()
                .filter(TransactionEventRequest.class::isInstance)
                .map(TransactionEventRequest.class::cast)
                .toList();
    }

    private List<BootNotificationRequest> boots() {
        return received.stream()
                .filter(BootNotificationRequest.class::isInstance)
                .map(BootNotificationRequest.class::cast)
                .toList();
    }

    private void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(karge.resolve("bin/karaf").toString(), "server")
                .directory(karge.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(karge.resolve("console.log").toFile());
        builder.environment().put("KARAF_EXEC", "exec");
        int boots = boots().size();
        container = builder.start();
        DistributionTestSupport.await("the station boots", WAIT, () -> boots().size() > boots);
        DistributionTestSupport.await("the station is accepted", WAIT, () -> site.accepted(STATION));
        DistributionTestSupport.await("the hardware is up", WAIT, () -> site.is(STATION, "/hardware", "up"));
    }

    /** SIGKILL: nothing in the process gets to say goodbye. */
    private void kill() throws Exception {
        if (container != null) {
            container.destroyForcibly();
            assertThat(container.waitFor(30, TimeUnit.SECONDS))
                    .as("the process is dead")
                    .isTrue();
        }
    }

    private void replace(String file, String from, String to) throws Exception {
        String text = Files.readString(karge.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(karge.resolve(file), text.replace(from, to));
    }

    /** The clock of a CSMS that runs in the test. */
    private static final class WallTime implements TimeSource {
        @Override
        public Instant wallClock() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            return () -> {}; // the CSMS of this test calls nobody, so that nothing waits
        }
    }
}
