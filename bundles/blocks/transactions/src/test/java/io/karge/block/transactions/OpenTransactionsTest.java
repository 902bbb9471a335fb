package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which transactions the CSMS may hold for open, by what is left of a lost store, and which go on after a restore. */
class OpenTransactionsTest {
    private static final String CHARGING = """
            {"v":1,"data":{"evseId":1,"levels":{"pluggedIn":true,"pathClosed":true,"vehicle":"CHARGING"},"energised":true,\
            "grant":{"state":"GRANTED","evseIds":[],"reported":true},"progress":{"transactionId":"TX-RUNS",\
            "startedAt":"2026-01-01T00:00:00Z","nextSeqNo":11,"chargingState":"Charging",\
            "meteredSince":"2026-01-01T00:00:00Z","meterStartWh":0}}}""";
    private static final String PLUGGED_IN = """
            {"v":1,"data":{"evseId":2,"levels":{"pluggedIn":true,"pathClosed":false,"vehicle":"WAITING"},"energised":false,\
            "grant":{"state":"NONE","evseIds":[],"reported":false}}}""";

    private final Map<String, byte[]> stored = new TreeMap<>();

    @Test
    void namesThoseThatRunAndThoseWhoseEventsWait() {
        put("session/1", CHARGING);
        put("session/2", PLUGGED_IN);
        put("queue/0", ended("TX-ENDED"));
        put("queue/1", ended("TX-RUNS"));
        assertThat(open()).containsExactly("TX-RUNS", "TX-ENDED");
    }

    @Test
    void passesOverWhatIsDamagedOrSomethingElse() {
        put("session/1", CHARGING.substring(0, 90));
        put("session/2", "");
        put("waiting/0", CHARGING);
        put("queue/0", "{\"v\":1,\"data\":{}}");
        put("queue/1", "null");
        put("discarded/0", ended("TX-GIVEN-UP"));
        assertThat(open()).containsExactly("TX-RUNS");
    }

    @Test
    void goesOnWithTheLastKnownTransactionsAfterARestore() {
        put("session/1", CHARGING);
        put("queue/0", ended("TX-ENDED"));
        Map<String, byte[]> last = Map.of("session/2", new byte[0]);
        assertThat(new TransactionsFactory().restored(stored, last)).isEqualTo(last);
    }

    @Test
    void goesOnWithNoTransactionOfABackupThatMayHaveEndedSinceButSendsWhatWaits() {
        put("session/1", CHARGING);
        put("waiting/0", CHARGING);
        put("samples/1/0", "");
        put("queue/0", ended("TX-ENDED"));
        put("discarded/0", ended("TX-GIVEN-UP"));
        assertThat(new TransactionsFactory().restored(stored, null)).containsOnlyKeys("queue/0", "discarded/0");
    }

    private Iterable<String> open() {
        return new TransactionsFactory().openTransactions(stored);
    }

    private void put(String key, String value) {
        stored.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String ended(String transactionId) {
        return """
                {"v":1,"data":{"order":2,"messageId":"a91e06f4","sent":false,"failures":0,"event":{"eventType":"Ended",\
                "timestamp":"2026-01-01T00:00:10Z","triggerReason":"StopAuthorized","seqNo":2,\
                "transactionInfo":{"transactionId":"%s"}}}}""".formatted(transactionId);
    }
}
