package io.karge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.Action.Initiator;
import io.karge.ocpp.schema.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionTest {

    private final OcppCodec codec = new OcppCodec();

    @Test
    void allActionsOfOcppAreThere() {
        assertThat(Action.values()).hasSize(64);
        assertThat(Samples.messages()).doesNotHaveDuplicates().hasSize(128);
        assertThat(Samples.records()).hasSize(128 + 55);
    }

    @ParameterizedTest
    @EnumSource
    void hasItsOwnRequestAndResponse(Action action) {
        assertThat(action.requestType().getSimpleName()).isEqualTo(action.wire() + "Request");
        assertThat(action.responseType().getSimpleName()).isEqualTo(action.wire() + "Response");
        assertThat(message(action.requestType()).action()).isEqualTo(action);
        assertThat(message(action.responseType()).action()).isEqualTo(action);
        assertThat(Action.of(action.wire())).contains(action);
    }

    @Test
    void namesAreCaseSensitive() {
        assertThat(Action.of("bootNotification")).isEmpty();
        assertThat(Action.of("BootNotificationRequest")).isEmpty();
    }

    @Test
    void knowsWhoMayAsk() {
        assertThat(count(Initiator.CHARGING_STATION)).isEqualTo(24);
        assertThat(count(Initiator.CSMS)).isEqualTo(39);
        assertThat(Action.DataTransfer.initiator()).isEqualTo(Initiator.BOTH);
        assertThat(Action.DataTransfer.isForStation()).isTrue();
        assertThat(Action.GetVariables.isForStation()).isTrue();
        assertThat(Action.BootNotification.isForStation()).isFalse();
    }

    private static long count(Initiator initiator) {
        return Arrays.stream(Action.values())
                .filter(action -> action.initiator() == initiator)
                .count();
    }

    private OcppMessage message(Class<? extends OcppMessage> type) {
        MessageReading<OcppMessage> reading = codec.read(Samples.minimal(type), type);
        assertThat(reading).isInstanceOf(MessageReading.Ok.class);
        return ((MessageReading.Ok<OcppMessage>) reading).value();
    }
}
