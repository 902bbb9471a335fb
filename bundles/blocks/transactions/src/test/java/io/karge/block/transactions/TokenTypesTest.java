package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareEvent;
import io.karge.driver.TokenType;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever kind of token hardware presents reaches the CSMS as that kind. */
class TokenTypesTest {
    private final TransactionsTester station = new TransactionsTester();

    @ParameterizedTest
    @EnumSource(TokenType.class)
    void startsWithEachTypeOfToken(TokenType type) {
        String uid = type == TokenType.NoAuthorization ? "" : "04A2B3C4";
        station.start();
        station.tester.plugIn(1);
        station.tester.hardwareEvent(
                new HardwareEvent.TokenPresented(station.tester.time().wallClock(), 1, uid, type));
        station.confirmAll();

        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::idToken)
                .contains(IdTokenType.of(uid, IdTokenEnumType.valueOf(type.name())));
    }
}
