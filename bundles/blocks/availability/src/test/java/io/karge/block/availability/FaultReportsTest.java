package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.Fault;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.types.EventDataType;
import io.karge.ocpp.types.EventNotificationEnumType;
import io.karge.station.ProductFacts;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** N07, hard-wired: the code of a fault. */
class FaultReportsTest {
    private static final VariableKey PROBLEM = VariableKey.of("EVSE", "Problem").at(1, 0);

    private final BlockTester station =
            new BlockTester(new AvailabilityBlockFactory(), TestModels.dc(2), ProductFacts.read("{}"));

    private List<EventDataType> told() {
        return station.calls(NotifyEventRequest.class).stream()
                .flatMap(request -> request.eventData().stream())
                .toList();
    }

    @Test
    void tellsTheCodeOfEachFaultAndItsEnd() {
        station.start();
        assertThat(station.deviceModel().value(PROBLEM)).contains("false");
        Fault vendors = new Fault("GroundFailure", "the residual current is 32 mA", "F12");
        Fault plain = new Fault("HighTemperature", "");
        station.faults(1, vendors);
        station.snapshot();
        assertThat(station.deviceModel().value(PROBLEM)).contains("true");
        station.faults(1, vendors, plain);
        station.faults(1, plain);
        station.faults(1);

        assertThat(told())
                .extracting(EventDataType::techCode, EventDataType::techInfo, e -> e.cleared(), e -> e.actualValue())
                .containsExactly(
                        tuple("F12", "GroundFailure: the residual current is 32 mA", null, "true"),
                        tuple("HighTemperature", "HighTemperature", null, "true"),
                        tuple("F12", "GroundFailure: the residual current is 32 mA", true, "true"),
                        tuple("HighTemperature", "HighTemperature", true, "false"));
        assertThat(told()).allSatisfy(event -> {
            assertThat(event.component().name()).isEqualTo("EVSE");
            assertThat(event.component().evse().id()).isEqualTo(1);
            assertThat(event.component().evse().connectorId()).isNull();
            assertThat(event.variable().name()).isEqualTo("Problem");
            assertThat(event.eventNotificationType()).isEqualTo(EventNotificationEnumType.HardWiredNotification);
        });
        assertThat(told()).extracting(EventDataType::eventId).doesNotHaveDuplicates();
        assertThat(station.deviceModel().value(PROBLEM)).contains("false");
    }

    @Test
    void tellsItWhenTheStationIsOnlineAgain() {
        station.start();
        station.goOffline();
        station.faults(1, new Fault("GroundFailure", "x".repeat(600), "F".repeat(60)));
        assertThat(told()).isEmpty();
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).hasSize(1);
        assertThat(told().get(0).techCode()).hasSize(50);
        assertThat(told().get(0).techInfo()).hasSize(500);

        station.calls().stream()
                .filter(call -> call.request() instanceof NotifyEventRequest)
                .forEach(call -> call.loseConnection());
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).hasSize(2);
    }

    /** A fault that came and went while nobody could be told is none any more. */
    @Test
    void saysNothingOfAFaultThatIsOverBeforeItCouldBeTold() {
        station.start();
        station.goOffline();
        station.faults(1, new Fault("GroundFailure", ""));
        station.faults(1);
        station.goOnline(Duration.ofSeconds(1));

        assertThat(told()).isEmpty();
    }
}
