package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.MessageContentType;
import io.karge.ocpp.types.MessageFormatEnumType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reader and the display are told of a card (C01). */
class CardAnswersTest {
    private static final IdTokenInfoType ANNA = IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted)
            .withGroupIdToken(TransactionsTester.GROUP)
            .withPersonalMessage(MessageContentType.of(MessageFormatEnumType.UTF8, "Hello Anna"));
    private static final IdTokenInfoType BERT =
            ANNA.withPersonalMessage(MessageContentType.of(MessageFormatEnumType.UTF8, "Bye Bert"));

    private final TransactionsTester station = new TransactionsTester(TestModels.post());

    @BeforeEach
    void start() {
        station.known.put(TransactionsTester.CARD, ANNA);
        station.start();
    }

    private List<String> answers() {
        return station.tester.commands().stream()
                .map(sent -> sent.command())
                .filter(AnswerToken.class::isInstance)
                .map(AnswerToken.class::cast)
                .map(answer ->
                        answer.uid() + " " + answer.status() + " " + answer.reason() + " " + answer.personalMessage())
                .toList();
    }

    @Test
    void theOneWhoStartsAndTheOneOfTheGroupWhoStopsAreGreeted() {
        station.known.put(TransactionsTester.OTHER, BERT);
        station.plugIn(1);
        station.present(TransactionsTester.CARD, 1);
        station.present(TransactionsTester.OTHER, 1);
        assertThat(answers()).containsExactly("04A2B3C4 ACCEPTED  Hello Anna", "DEADBEEF ACCEPTED  Bye Bert");
    }

    @Test
    void theOneOfTheGroupWhoIsKnownHereIsGreetedToo() {
        station.cached.put(TransactionsTester.OTHER, BERT);
        station.plugIn(1);
        station.present(TransactionsTester.CARD, 1);
        station.present(TransactionsTester.OTHER, 1);
        assertThat(answers()).endsWith("DEADBEEF ACCEPTED  Bye Bert");
        assertThat(station.asked).containsExactly(TransactionsTester.CARD);
    }

    @Test
    void theOneWhoIsRefusedIsToldWhy() {
        station.known.put(
                TransactionsTester.OTHER,
                IdTokenInfoType.of(AuthorizationStatusEnumType.NoCredit)
                        .withPersonalMessage(MessageContentType.of(MessageFormatEnumType.UTF8, "Please pay")));
        station.present(TransactionsTester.OTHER, 1);
        assertThat(answers()).containsExactly("DEADBEEF REFUSED NoCredit Please pay");
        assertThat(station.tester.commands().get(0).command())
                .isInstanceOfSatisfying(
                        AnswerToken.class, answer -> assertThat(answer.type()).isEqualTo(TokenType.ISO14443));
    }
}
