package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.testkit.BlockTester;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** F06, the messages of the availability block. */
class StatusTriggerTest {
    private final BlockTester station = BlockTester.of(new AvailabilityBlockFactory());

    private List<String> triggered(@Nullable EVSEType evse) {
        station.clearRecords();
        assertThat(station.trigger(MessageTriggerEnumType.StatusNotification, evse))
                .isPresent();
        return station.calls(StatusNotificationRequest.class).stream()
                .map(request -> request.evseId() + "/" + request.connectorId() + " " + request.connectorStatus())
                .toList();
    }

    @Test
    void tellsTheStatusOfTheConnectorAsItIsNow() { // F06.FR.02, F06.FR.09, F06.FR.10
        station.start();
        assertThat(triggered(EVSEType.of(2).withConnectorId(1))).containsExactly("2/1 Available");
        station.plugIn(2);
        assertThat(triggered(EVSEType.of(2).withConnectorId(1))).containsExactly("2/1 Occupied");
    }

    @Test
    void tellsOfAllConnectorsThatAreMeant() { // F06.FR.11
        station.start();
        assertThat(triggered(EVSEType.of(1))).containsExactly("1/1 Available");
        assertThat(triggered(null)).containsExactly("1/1 Available", "2/1 Available");
    }

    @Test
    void tellsAlsoWhilePending() { // B02.FR.02
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        station.start();
        assertThat(triggered(null)).hasSize(TestModels.dc(2).evses().size());
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "StatusNotification")
    void hasNoOtherMessage(MessageTriggerEnumType message) {
        station.start();
        assertThat(station.trigger(message, null)).isEmpty();
    }
}
