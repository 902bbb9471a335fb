package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.CabinetState;
import io.karge.driver.Fault;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.NotifyEventResponse;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.EventDataType;
import io.karge.ocpp.types.EventNotificationEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

    /** What was told and is gone when the gateway comes back is told as cleared, once the hardware was seen. */
    @Test
    void tellsThatAFaultWasClearedWhileTheGatewayWasAway() {
        station.start();
        station.faults(1, new Fault("GroundFailure", "", "F12"));
        station.lastCall().answer(NotifyEventResponse.of());
        station.close();
        station.clearRecords();
        CabinetState cabinet = station.hardware().cabinet().orElseThrow();
        station.hardware().setEvse(station.hardware().evse(1).withFaults(Set.of()));
        station.hardware().setCabinet(null);
        station.start();
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).as("nobody has seen the hardware").isEmpty();

        station.hardware().setCabinet(cabinet);
        station.snapshot();
        assertThat(told())
                .extracting(EventDataType::techCode, EventDataType::cleared, EventDataType::actualValue)
                .containsExactly(tuple("F12", true, "false"));

        station.lastCall().answer(NotifyEventResponse.of());
        station.close();
        station.clearRecords();
        station.start();
        station.snapshot();
        assertThat(told()).as("known to be cleared").isEmpty();
    }

    @Test
    void tellsThatAFaultWasClearedWhileTheHardwareWasAwayOrTheStationOffline() {
        station.start();
        station.faults(1, new Fault("GroundFailure", "", "F12"));
        station.tell(new StationEvent.HardwareLost("cable cut"));
        station.faults(1);
        assertThat(told()).extracting(EventDataType::cleared).containsExactly(null, true);

        station.faults(1, new Fault("GroundFailure", "", "F12"));
        station.goOffline();
        station.faults(1);
        assertThat(told()).hasSize(3);
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).extracting(EventDataType::cleared).containsExactly(null, true, null, true);
    }

    @Test
    void namesTheConnectorWhereTheEvseHasSeveral() {
        BlockTester post = new BlockTester(new AvailabilityBlockFactory(), TestModels.post(), ProductFacts.read("{}"));
        post.start();
        post.faults(1, new Fault("GroundFailure", "", "F12", 2));
        EventDataType event =
                post.calls(NotifyEventRequest.class).get(0).eventData().get(0);
        assertThat(event.component().name()).isEqualTo("Connector");
        assertThat(event.component().evse()).isEqualTo(EVSEType.of(1).withConnectorId(2));
        assertThat(event.actualValue()).isEqualTo("true");
        assertThat(post.deviceModel()
                        .value(VariableKey.of("Connector", "Problem").at(1, 2)))
                .contains("true");
        assertThat(post.deviceModel()
                        .value(VariableKey.of("Connector", "Problem").at(1, 1)))
                .contains("false");
        assertThat(post.deviceModel().value(PROBLEM)).contains("false");
        assertThat(post.deviceModel()
                        .value(VariableKey.of("Connector", "Problem").at(2, 1)))
                .as("the only connector of an EVSE")
                .isEmpty();
    }

    /** A fault of one connector takes that one out of service, the other goes on. */
    @Test
    void takesOnlyTheConnectorOutOfServiceThatHasTheFault() {
        BlockTester post = new BlockTester(new AvailabilityBlockFactory(), TestModels.post(), ProductFacts.read("{}"));
        post.start();
        ConnectorStates connectors = post.port(ConnectorStates.class).orElseThrow();
        post.faults(1, new Fault("GroundFailure", "", "", 2));
        assertThat(connectors.status(1, 1)).contains(ConnectorStatusEnumType.Available);
        assertThat(connectors.status(1, 2)).contains(ConnectorStatusEnumType.Faulted);
        assertThat(connectors.usable(1)).isTrue();

        post.change(1, s -> s.withPluggedIn(true).withConnectorId(2));
        assertThat(connectors.usable(1)).as("the vehicle is at the faulted one").isFalse();
        post.change(1, s -> s.withConnectorId(1));
        assertThat(connectors.usable(1)).isTrue();

        post.faults(1, new Fault("GroundFailure", ""));
        assertThat(connectors.status(1, 1)).contains(ConnectorStatusEnumType.Faulted);
        assertThat(connectors.status(1, 2)).contains(ConnectorStatusEnumType.Faulted);
    }
}
