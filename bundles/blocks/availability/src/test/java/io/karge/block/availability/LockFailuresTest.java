package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.types.EventDataType;
import io.karge.ocpp.types.EventTriggerEnumType;
import io.karge.station.ProductFacts;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** G05, on a station that locks the plug of EVSE 1. */
class LockFailuresTest {
    private static final Fault FAILURE = new Fault(LockFailures.FAULT, "");
    private static final VariableKey PROBLEM =
            VariableKey.of("ConnectorPlugRetentionLock", "Problem").at(1, 1);

    private final BlockTester station =
            new BlockTester(new AvailabilityBlockFactory(), model(), ProductFacts.read("{}"));

    private static StationModel model() {
        StationModel dc = TestModels.dc(2);
        EvseModel first = dc.evse(1);
        EvseModel locked = new EvseModel(
                1,
                first.maxPowerW(),
                first.minPowerW(),
                List.of(new ConnectorModel(1, "cCCS2", false, true, 0, 400, 920)),
                first.meter());
        return new StationModel(
                dc.driver(),
                dc.vendor(),
                dc.model(),
                dc.hardwareVersions(),
                dc.firmwareVersions(),
                List.of(locked, dc.evse(2)),
                dc.reader(),
                dc.displays(),
                dc.commands());
    }

    private List<String> told() {
        return station.calls(NotifyEventRequest.class).stream()
                .map(request -> request.eventData().get(0))
                .filter(event -> event.component().name().equals("ConnectorPlugRetentionLock"))
                .map(EventDataType::actualValue)
                .toList();
    }

    @Test
    void tellsAProblemOfTheLockAndItsEnd() { // G05.FR.02, TC_G_20
        station.start();
        assertThat(station.deviceModel().value(PROBLEM)).contains("false");
        station.faults(1, FAILURE);
        EventDataType event =
                station.calls(NotifyEventRequest.class).get(0).eventData().get(0);
        assertThat(event.trigger()).isEqualTo(EventTriggerEnumType.Delta);
        assertThat(event.component().name()).isEqualTo("ConnectorPlugRetentionLock");
        assertThat(event.component().evse().id()).isEqualTo(1);
        assertThat(event.component().evse().connectorId()).isEqualTo(1);
        assertThat(event.variable().name()).isEqualTo("Problem");
        assertThat(event.actualValue()).isEqualTo("true");
        assertThat(station.deviceModel().value(PROBLEM)).contains("true");
        station.snapshot();
        assertThat(told()).containsExactly("true");
        station.faults(1);
        assertThat(told()).containsExactly("true", "false");
    }

    @Test
    void tellsItWhenTheStationIsOnlineAgain() {
        station.start();
        station.goOffline();
        station.faults(1, FAILURE);
        assertThat(told()).isEmpty();
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).containsExactly("true");
        station.calls().stream()
                .filter(call -> call.request() instanceof NotifyEventRequest)
                .forEach(call -> call.loseConnection());
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).containsExactly("true", "true");
    }

    @Test
    void aConnectorWithoutALockOfTheStationIsFaultedOnly() {
        station.start();
        station.faults(2, FAILURE);
        assertThat(told()).isEmpty();
        assertThat(station.deviceModel()
                        .value(VariableKey.of("ConnectorPlugRetentionLock", "Problem")
                                .at(2, 1)))
                .isEmpty();
    }
}
