package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.Gateway;
import io.karge.station.CustomerRecords;
import io.karge.station.DiscardedMessage;
import io.karge.station.StationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runtime itself holds of customers, and forgets (N09, N10): copies of what the CSMS has not got. */
class StoredCustomersTest {
    private static final String UID = "04A2B3C4";
    private static final String OTHER = "DEADBEEF";

    @TempDir
    Path folder;

    private final GatewayHarness h = new GatewayHarness();

    @BeforeEach
    void begin() throws IOException {
        h.undelivered = folder;
        h.gateway = h.build();
        h.online();
        givenUp("discarded/1", UID);
        givenUp("discarded/2", OTHER);
    }

    private static IdTokenType card(String uid) {
        return IdTokenType.of(uid, IdTokenEnumType.ISO14443);
    }

    private void givenUp(String key, String uid) throws IOException {
        JsonNode payload = new ObjectMapper()
                .readTree("{\"seqNo\":0,\"idToken\":{\"idToken\":\"" + uid + "\",\"type\":\"ISO14443\"}}");
        StationContext context = h.transactions.context();
        context.post(() -> context.state()
                .put(
                        key,
                        new DiscardedMessage(
                                "m-" + uid, "TransactionEvent", h.time.wallClock(), 3, "no answer", payload)));
        h.time.runUntilIdle();
    }

    private CustomerRecords records() {
        return h.transactions.context().ports(CustomerRecords.class).get(0);
    }

    private List<String> clear(String uid) {
        List<String> stays = new ArrayList<>();
        h.transactions.context().post(() -> stays.addAll(records().clear(card(uid))));
        h.time.runUntilIdle();
        return stays;
    }

    private List<String> search(String uid, boolean clear) throws IOException {
        List<String> found = new ArrayList<>();
        for (CustomerRecords.FileSearch search : records().files(card(uid), clear)) {
            found.addAll(search.run());
        }
        return found;
    }

    private String copies() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void tellsOfWhatWasGivenUp() { // N09.FR.03
        assertThat(records().about(card(UID)))
                .singleElement()
                .asString()
                .startsWith("Given up, and kept: a TransactionEvent, ");
        assertThat(records().about(card(UID.toLowerCase(Locale.ROOT)))).hasSize(1);
        assertThat(records().about(card("11223344"))).isEmpty();
    }

    @Test
    void takesTheTokenOutOfWhatWasGivenUpAndKeepsTheRest() { // N10.FR.03
        assertThat(clear(UID))
                .singleElement()
                .asString()
                .startsWith("Given up, and kept: a TransactionEvent, ")
                .endsWith(": token erased");
        assertThat(clear(UID)).as("nothing is left").isEmpty();

        assertThat(records().about(card(UID))).isEmpty();
        assertThat(records().about(card(OTHER))).hasSize(1);
        List<Gateway.Discarded> kept = h.now(h.gateway.discarded(GatewayHarness.ID));
        assertThat(kept).hasSize(2);
        assertThat(kept.toString()).doesNotContain("\"" + UID + "\"").contains(OTHER, "seqNo");
    }

    @Test
    void findsTheCustomerInExportedCopies() throws IOException {
        h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test"));

        assertThat(search(UID, false))
                .singleElement()
                .asString()
                .startsWith("Copied to CS-1@")
                .endsWith(": 1 message that the CSMS has not got");
        assertThat(search("11223344", false)).isEmpty();
        assertThat(copies()).as("a report changes nothing").contains("\"" + UID + "\"");
    }

    @Test
    void takesTheTokenOutOfExportedCopies() throws IOException {
        h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test"));

        assertThat(search(UID, true)).singleElement().asString().endsWith(" that the CSMS has not got: token erased");

        assertThat(search(UID, false)).isEmpty();
        assertThat(copies()).contains(OTHER, "seqNo").doesNotContain("\"" + UID + "\"");
    }
}
