package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.runtime.Machine;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final Machine machine = new Machine();
    private CsmsServer csms;
    private Distribution karge;
    private GatewayClient gateway;

    @Before
    public void setUp() throws Exception {
        TimeSource time = machine.time();
        csms = new CsmsServer("127.0.0.1", 0, null, new AcceptingBehaviour(time, 300, Set.of()), time);
        csms.observe((station, request) -> received.add(request));
        csms.start();
        karge = Distribution.unpack(
                Path.of(System.getProperty("karge.distribution")),
                folder.newFolder("karge").toPath());
        karge.usePorts(0, 0);
        karge.files().addStation(STATION, "hyc-400-eu", Distribution.freePort(0), csms.url(), "integration-tests-1");
        gateway = karge.gateway();
    }

    @After
    public void tearDown() throws Exception {
        karge.kill();
        csms.close();
        machine.close();
    }

    @Test
    public void killedWhileACarChargesItLosesNoTransactionEvent() throws Exception {
        start();
        gateway.setVariable(STATION, "SampledDataCtrlr", "TxUpdatedInterval", "1");
        gateway.simulate(STATION, "evses/1/plug-in", "{}");
        gateway.simulate(STATION, "present-token", "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}");
        DistributionTestSupport.await("meter values arrive", WAIT, () -> events().size() >= 6);
        String transaction = events().get(0).transactionInfo().transactionId();

        karge.kill();
        int bootsBefore = boots().size();
        start();

        assertThat(boots()).hasSize(bootsBefore + 1);
        // The simulated cabinet lives in the same container: its power came back with the container's.
        assertThat(boots().get(bootsBefore).reason()).isEqualTo(BootReasonEnumType.PowerUp);
        endWhatStillRuns();
        DistributionTestSupport.await("the transaction ends", WAIT, () -> events().stream()
                .anyMatch(event -> event.eventType() == TransactionEventEnumType.Ended));
        DistributionTestSupport.await("the queue is empty", WAIT, () -> gateway.is(STATION, "/queue/length", "0"));

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
        if (!gateway.station(STATION).at("/transactions").isEmpty()) {
            gateway.simulate(STATION, "evses/1/unplug", "{}");
        }
    }

    /** Only the event in flight at the crash may have come twice, and then identically but for {@code offline} (DECISIONS). */
    private static List<TransactionEventRequest> onceEach(List<TransactionEventRequest> events) {
        Map<Integer, TransactionEventRequest> once = new LinkedHashMap<>();
        int repeated = 0;
        for (TransactionEventRequest event : events) {
            TransactionEventRequest before = once.putIfAbsent(event.seqNo(), event);
            if (before != null) {
                repeated++;
                assertThat(event.withOffline(null))
                        .as("a repeated event is identical")
                        .isEqualTo(before.withOffline(null));
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
        int boots = boots().size();
        karge.start();
        DistributionTestSupport.await("the station boots", WAIT, () -> boots().size() > boots);
        DistributionTestSupport.await("the station is accepted", WAIT, () -> gateway.accepted(STATION));
        DistributionTestSupport.await("the hardware is up", WAIT, () -> gateway.is(STATION, "/hardware", "up"));
    }
}
