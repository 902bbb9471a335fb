package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.station.ConnectorStates;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.testkit.BlockTester;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connectors of EVSEs that are held, such as while a reset waits for the transactions (B12, scenario 3a). */
class HoldsTest {
    private final BlockTester station = BlockTester.of(new AvailabilityBlockFactory());

    @BeforeEach
    void start() {
        station.start();
        station.clearRecords();
        station.holds().byAnother(0, HoldEffect.REFUSES_SESSIONS);
        station.holds().byAnother(2, HoldEffect.SHOWN_UNAVAILABLE);
    }

    private List<String> told() {
        return station.calls(StatusNotificationRequest.class).stream()
                .map(request -> request.evseId() + "/" + request.connectorId() + " " + request.connectorStatus())
                .toList();
    }

    @Test
    void aFreeEvseIsUnavailable() {
        assertThat(told()).containsExactly("2/1 Unavailable");
        assertThat(station.port(ConnectorStates.class).orElseThrow().usable(2)).isFalse();
        assertThat(station.commands()).as("the hardware stays in service").isEmpty();
    }

    @Test
    void aVehicleThatIsPluggedInThereChangesNothing() {
        station.plugIn(2);
        assertThat(told()).containsExactly("2/1 Unavailable");
    }

    @Test
    void theOthersAreWhatTheyAre() {
        station.plugIn(1);
        station.unplug(1);
        assertThat(told()).containsExactly("2/1 Unavailable", "1/1 Occupied", "1/1 Available");
    }

    @Test
    void theEndOfTheHoldIsTold() {
        Hold hold = station.holds().byAnother(1, HoldEffect.SHOWN_UNAVAILABLE);
        hold.release();
        assertThat(told()).containsExactly("2/1 Unavailable", "1/1 Unavailable", "1/1 Available");
    }
}
