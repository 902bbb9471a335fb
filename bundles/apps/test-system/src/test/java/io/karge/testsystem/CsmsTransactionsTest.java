package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.testsystem.CsmsTransactions.Transaction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CsmsTransactionsTest {
    private final CsmsTransactions transactions = new CsmsTransactions();

    @Test
    void tellsATransactionAsItsEventsDid() {
        add("CS-1", "TX-1", TransactionEventEnumType.Started, 0);
        add("CS-1", "TX-1", TransactionEventEnumType.Updated, 1);
        assertThat(only().complete()).isFalse();
        add("CS-1", "TX-1", TransactionEventEnumType.Ended, 2);

        assertThat(only().seqNos()).containsExactly(0, 1, 2);
        assertThat(only().events()).containsExactly("Started/Authorized", "Updated/Authorized", "Ended/Authorized");
        assertThat(only().complete()).isTrue();
    }

    @Test
    void isIncompleteWhenANumberIsMissing() {
        add("CS-1", "TX-1", TransactionEventEnumType.Started, 0);
        add("CS-1", "TX-1", TransactionEventEnumType.Ended, 2);

        assertThat(only().complete()).isFalse();
    }

    @Test
    void isIncompleteWhenANumberComesTwice() {
        add("CS-1", "TX-1", TransactionEventEnumType.Started, 0);
        add("CS-1", "TX-1", TransactionEventEnumType.Updated, 1);
        add("CS-1", "TX-1", TransactionEventEnumType.Updated, 1);
        add("CS-1", "TX-1", TransactionEventEnumType.Ended, 2);

        assertThat(only().complete()).isFalse();
    }

    @Test
    void isIncompleteWhenItsBeginningWasNotTold() {
        add("CS-1", "TX-1", TransactionEventEnumType.Updated, 1);
        add("CS-1", "TX-1", TransactionEventEnumType.Ended, 2);

        assertThat(only().complete()).isFalse();
    }

    @Test
    void keepsStationsApartThatUseTheSameId() {
        add("CS-1", "TX-1", TransactionEventEnumType.Started, 0);
        add("CS-2", "TX-1", TransactionEventEnumType.Started, 0);

        assertThat(transactions.all()).extracting(Transaction::stationId).containsExactly("CS-1", "CS-2");
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int i = 0; i <= 1000; i++) {
            add("CS-1", "TX-" + i, TransactionEventEnumType.Started, 0);
        }

        assertThat(transactions.all()).hasSize(1000);
        assertThat(transactions.all().get(0).transactionId()).isEqualTo("TX-1");
    }

    private Transaction only() {
        assertThat(transactions.all()).hasSize(1);
        return transactions.all().get(0);
    }

    private void add(String stationId, String transactionId, TransactionEventEnumType type, int seqNo) {
        transactions.add(
                stationId,
                TransactionEventRequest.of(
                        type,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        TriggerReasonEnumType.Authorized,
                        seqNo,
                        TransactionType.of(transactionId)));
    }
}
