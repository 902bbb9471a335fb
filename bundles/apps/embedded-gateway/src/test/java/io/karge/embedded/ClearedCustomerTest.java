package io.karge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.NotifyCustomerInformationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.testsystem.CsmsBehaviour.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** N10.FR.03: nothing in the folder of a whole gateway names a customer who was cleared. */
class ClearedCustomerTest extends GatewayInFolder {
    private static final String TOKEN = "04D1E2A3B4C5F6";
    private static final String OTHER = "04FFEEDDCCBBAA";

    private final List<NotifyCustomerInformationRequest> told = new CopyOnWriteArrayList<>();
    private final List<TransactionEventRequest> events = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    @Override
    OcppResponse answer(String stationId, OcppRequest request) {
        if (request instanceof TransactionEventRequest event) {
            if (refusing) {
                throw new RefusedException(RpcErrorCode.InternalError, "not today");
            }
            events.add(event);
        } else if (request instanceof NotifyCustomerInformationRequest information) {
            told.add(information);
        }
        return super.answer(stationId, request);
    }

    private void ask(boolean report, boolean clear) throws Exception {
        told.clear();
        String request = "{\"requestId\":1,\"report\":" + report + ",\"clear\":" + clear
                + ",\"idToken\":{\"idToken\":\"" + TOKEN.toLowerCase(Locale.ROOT) + "\",\"type\":\"ISO14443\"}}";
        assertThat(done(csms.station(STATION)
                                .orElseThrow()
                                .call("CustomerInformation", new ObjectMapper().readTree(request)))
                        .path("status")
                        .asText())
                .isEqualTo("Accepted");
        await().until(() -> !told.isEmpty()
                && !Boolean.TRUE.equals(told.get(told.size() - 1).tbc()));
    }

    private String report() {
        StringBuilder text = new StringBuilder();
        told.forEach(part -> text.append(part.data()));
        return text.toString();
    }

    @Test
    void leavesNoTraceInTheFolderOfTheGateway() throws Exception {
        try (EmbeddedGateway gateway = open()) {
            oneAttemptAlone(gateway);
            charge(gateway, TOKEN);
            assertThat(events).extracting(TransactionEventRequest::eventType).contains(TransactionEventEnumType.Ended);
            refusing = true; // its events are given up, and kept
            charge(gateway, TOKEN);
            assertThat(done(gateway.gateway().exportDiscarded(STATION, "test"))).isPresent();
            charge(gateway, TOKEN);
            charge(gateway, OTHER);
            refusing = false;
        }
        assertThat(holding(TOKEN)).isNotEmpty().allMatch(file -> file.contains("undelivered")); // the search finds
        try (EmbeddedGateway gateway = open()) {
            ask(true, false);
            assertThat(report()).contains("Authorization cache", "Copied to", "Given up, and kept");
            ask(true, true);
            assertThat(report()).contains("Authorization cache");
            done(gateway.gateway().logs(STATION, LogEnumType.DiagnosticsLog, folder.resolve("archive.zip")));
            ask(true, false);
            assertThat(report()).isEmpty();
        }
        assertThat(holding(TOKEN)).isEmpty();
        assertThat(holding(OTHER)).as("the others' copies stay").isEmpty(); // in the store, encrypted
        try (EmbeddedGateway gateway = open()) {
            assertThat(done(gateway.gateway().discarded(STATION)).toString())
                    .contains(OTHER)
                    .doesNotContainIgnoringCase(TOKEN);
        }
        assertThat(holding(TOKEN)).isEmpty();
    }

    private static void oneAttemptAlone(EmbeddedGateway gateway) throws Exception {
        for (String variable : List.of("MessageAttempts", "MessageAttemptInterval")) {
            assertThat(done(gateway.gateway()
                                    .setVariable(
                                            STATION,
                                            SetVariableDataType.of(
                                                    "1",
                                                    ComponentType.of("OCPPCommCtrlr"),
                                                    VariableType.of(variable).withInstance("TransactionEvent"))))
                            .attributeStatus()
                            .wire())
                    .isEqualTo("Accepted");
        }
    }

    /** The files, and what is in archives, that hold a text in any case of letters. */
    private List<String> holding(String token) throws IOException {
        List<String> holding = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            byte[] octets = Files.readAllBytes(file);
            if (holds(octets, token)) {
                holding.add(file.toString());
            }
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (holds(zip.readAllBytes(), token)) {
                        holding.add(file + "!" + entry.getName());
                    }
                }
            }
        }
        return holding;
    }

    private static boolean holds(byte[] octets, String token) {
        return new String(octets, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT)
                .contains(token);
    }
}
