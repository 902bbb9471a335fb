package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.runtime.DriverSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions of a driver that come, are wanted and go while a vehicle charges: nothing is lost, and nobody notices. */
class DriverVersionsTest extends ModelledProducts {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void changeInMidChargeWithoutLosingAnything() {
        boot(TestModels.post());
        String id = driver.model().driver();
        StationDriverFactory newer = new Newer();
        start(1);
        hardware.demand(1, 30_000);
        hardware.plugIn(1, 1);
        csms.pause(A_MINUTE);

        gateway.addDriver(id, newer, new DriverSource("newer", "1.1.0", ""));
        csms.pause(A_MINUTE);
        assertThat(gateway.driver(id).orElseThrow().version()).isEqualTo("1.1.0");
        gateway.pinDrivers(Map.of(id, "0"));
        csms.pause(A_MINUTE);
        assertThat(gateway.driver(id).orElseThrow().version()).isEqualTo("0");
        gateway.pinDrivers(Map.of());
        csms.pause(A_MINUTE);
        gateway.removeDriver(newer);
        csms.pause(A_MINUTE);
        assertThat(gateway.driver(id).orElseThrow().version()).isEqualTo("0");
        assertThat(events(0))
                .extracting(TransactionEventRequest::eventType)
                .doesNotContain(TransactionEventEnumType.Ended);
        stop(csms.transactions().transactionIds().get(0));

        List<TransactionEventRequest> events = events(0); // which are whole and in order, or this fails
        assertThat(csms.transactions().transactionIds()).hasSize(1);
        TransactionEventRequest ended = events.get(events.size() - 1);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Remote);
        assertThat(value(lastSample(ended), MeasurandEnumType.EnergyActiveImportRegister))
                .isBetween(30_000 * 5 / 60.0 - 10, 30_000 * 5 / 60.0 + 10);
        assertThat(csms.came(StatusNotificationRequest.class, any -> true))
                .extracting(status -> status.request().connectorStatus())
                .doesNotContain(ConnectorStatusEnumType.Unavailable, ConnectorStatusEnumType.Faulted);
    }

    /** Another version for the same hardware. */
    private final class Newer implements StationDriverFactory {
        @Override
        public StationModel model() {
            return driver.model();
        }

        @Override
        public String product() {
            return driver.product();
        }

        @Override
        public StationDriver create(DriverContext context) {
            return driver.create(context);
        }
    }
}
