package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.TriggerDecision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** F06, the messages of the transactions block. */
class TransactionEventTriggerTest {
    private final TransactionsTester station = new TransactionsTester();

    private TriggerDecision trigger(@Nullable EVSEType evse) {
        return station.tester
                .trigger(MessageTriggerEnumType.TransactionEvent, evse)
                .orElseThrow();
    }

    private void twoCharge() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.charge(2, TransactionsTester.OTHER);
    }

    private String last() {
        String[] story = station.story().toArray(String[]::new);
        return story[story.length - 1];
    }

    @Test
    void tellsOfTheTransactionWithStateAndMeterValues() { // F06.FR.07, F06.FR.09, F06.FR.10
        twoCharge();
        station.meter(2, 777);
        assertThat(trigger(EVSEType.of(2))).isInstanceOf(TriggerDecision.Accepted.class);
        assertThat(last()).isEqualTo("2 Updated Trigger Charging");
        TransactionEventRequest event = station.events().get(station.events().size() - 1);
        assertThat(event.meterValue()).hasSize(1);
        SampledValueType value = event.meterValue().get(0).sampledValue().get(0);
        assertThat(value.context()).isEqualTo(ReadingContextEnumType.Trigger);
        assertThat(value.value()).isEqualByComparingTo("777");
    }

    @Test
    void tellsOfAllTransactions() { // F06.FR.11
        twoCharge();
        int before = station.events().size();
        trigger(null);
        assertThat(station.story().subList(before, station.events().size()))
                .containsExactly("2 Updated Trigger Charging", "2 Updated Trigger Charging");
    }

    @Test
    void tellsOfATransactionWhoseContactorsAreAboutToOpen() { // F06.FR.10
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.present(TransactionsTester.CARD);
        trigger(null);
        assertThat(last()).isEqualTo("2 Updated Trigger Charging");
        station.energyEnds(1);
        assertThat(last()).startsWith("3 Ended StopAuthorized EVConnected");
    }

    @Test
    void rejectsWhereNoTransactionRuns() { // F06.FR.05
        station.start();
        assertThat(trigger(null)).isInstanceOf(TriggerDecision.Rejected.class);
        station.charge(1, TransactionsTester.CARD);
        assertThat(trigger(EVSEType.of(2))).isInstanceOf(TriggerDecision.Rejected.class);
        assertThat(station.story()).hasSize(2);
    }

    @Test
    void rejectsWhileTheStationIsNotAccepted() { // B02.FR.02: what waits in the queue was not asked for
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        assertThat(trigger(null)).isInstanceOf(TriggerDecision.Rejected.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TransactionEvent")
    void hasNoOtherMessage(MessageTriggerEnumType message) {
        station.start();
        assertThat(station.tester.trigger(message, null)).isEmpty();
    }
}
