package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.block.availability.ConnectorStatus.Service;
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

class ConnectorStatusTest {

    /** G01.FR.01. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # there, faulted, service, ready, plugged, transaction, before
            true,  false, IN,     true,  false, false, Occupied,    Available
            true,  false, IN,     true,  true,  false, Available,   Occupied
            true,  false, IN,     true,  true,  true,  Available,   Occupied
            true,  false, IN,     true,  false, true,  Occupied,    Available
            true,  false, OUT,    true,  false, false, Available,   Unavailable
            true,  false, OUT,    true,  true,  false, Occupied,    Unavailable
            true,  false, LEAVES, true,  true,  true,  Available,   Occupied
            true,  false, LEAVES, true,  true,  true,  Unavailable, Occupied
            true,  false, LEAVES, true,  false, true,  Occupied,    Occupied
            true,  false, LEAVES, false, false, true,  Occupied,    Occupied
            true,  false, LEAVES, true,  false, true,  Available,   Available
            true,  false, LEAVES, true,  false, true,  Unavailable, Unavailable
            true,  false, LEAVES, true,  false, true,  Faulted,     Occupied
            true,  false, IN,     false, false, false, Available,   Unavailable
            true,  false, IN,     false, true,  true,  Available,   Occupied
            true,  true,  IN,     true,  false, false, Available,   Faulted
            true,  true,  LEAVES, true,  true,  true,  Occupied,    Faulted
            true,  true,  LEAVES, true,  false, true,  Occupied,    Faulted
            false, false, IN,     true,  true,  true,  Occupied,    Unavailable
            false, true,  IN,     true,  false, false, Available,   Unavailable
            false, false, LEAVES, true,  false, true,  Occupied,    Unavailable
            """)
    void followsFromTheLevels(
            boolean there,
            boolean faulted,
            Service service,
            boolean ready,
            boolean plugged,
            boolean transaction,
            ConnectorStatusEnumType before,
            ConnectorStatusEnumType expected) {
        assertThat(ConnectorStatus.of(evse(plugged, faulted), 1, true, there, ready, service, transaction, before))
                .isEqualTo(expected);
    }

    @Test
    void theOtherConnectorsOfAnOccupiedEvseStay() { // G01.FR.08
        assertThat(ConnectorStatus.of(
                        evse(true, false), 1, false, true, true, Service.IN, true, ConnectorStatusEnumType.Available))
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
