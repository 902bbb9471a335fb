package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.VehicleState;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** G01.FR.01. */
class ConnectorStatusTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # there, faulted, serves, ready, plugged, transaction
            true,  false, true,  true,  false, false, Available
            true,  false, true,  true,  true,  false, Occupied
            true,  false, true,  true,  true,  true,  Occupied
            true,  false, true,  true,  false, true,  Available
            true,  false, false, true,  false, false, Unavailable
            true,  false, false, true,  true,  false, Unavailable
            true,  false, false, true,  true,  true,  Occupied
            true,  false, false, true,  false, true,  Unavailable
            true,  false, true,  false, false, false, Unavailable
            true,  false, true,  false, true,  true,  Occupied
            true,  true,  true,  true,  false, false, Faulted
            true,  true,  false, true,  true,  true,  Faulted
            false, false, true,  true,  true,  true,  Unavailable
            false, true,  true,  true,  false, false, Unavailable
            """)
    void followsFromTheLevels(
            boolean there,
            boolean faulted,
            boolean serves,
            boolean ready,
            boolean plugged,
            boolean transaction,
            ConnectorStatusEnumType expected) {
        assertThat(ConnectorStatus.of(evse(plugged, faulted), true, there, ready, serves, transaction))
                .isEqualTo(expected);
    }

    @Test
    void theOtherConnectorsOfAnOccupiedEvseStay() { // G01.FR.08
        assertThat(ConnectorStatus.of(evse(true, false), false, true, true, true, true))
                .isEqualTo(ConnectorStatusEnumType.Available);
    }

    private static EvseState evse(boolean plugged, boolean faulted) {
        return new EvseState(
                1,
                plugged,
                plugged ? VehicleState.WAITING : VehicleState.ABSENT,
                false,
                true,
                faulted ? Set.of(new Fault("GroundFailure", "")) : Set.of(),
                new MeterReading(Instant.EPOCH, 0, 0, 0, 0, 0, 0, null),
                null);
    }
}
