package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.CallPermission;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxQueueTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> lost = new ArrayList<>();
    private final OutboxQueue queue = new OutboxQueue((request, why) -> lost.add(request.messageId() + ": " + why));

    private void add(String id, OcppRequest request, CallPermission permission) {
        queue.add(new OutgoingRequest(id, request, permission, () -> id.startsWith("gone"), reply -> {}));
    }

    private void add(String id, OcppRequest request) {
        add(id, request, CallPermission.ACCEPTED);
    }

    private List<String> order() {
        List<String> ids = new ArrayList<>();
        for (Optional<OutgoingRequest> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            ids.add(next.get().messageId());
        }
        return ids;
    }

    private static OcppRequest status(int evseId, int connectorId) {
        return StatusNotificationRequest.of(AT, ConnectorStatusEnumType.Available, evseId, connectorId);
    }

    private static OcppRequest authorize() {
        return AuthorizeRequest.of(IdTokenType.of("CARD", IdTokenEnumType.ISO14443));
    }

    private static OcppRequest meterValues() {
        return MeterValuesRequest.of(1, List.of(MeterValueType.of(AT, List.of(SampledValueType.of(BigDecimal.ONE)))));
    }

    private static OcppRequest boot() {
        return BootNotificationRequest.of(BootReasonEnumType.PowerUp, ChargingStationType.of("M", "V"));
    }

    @Test
    void bootsFirstKeepsTheOrderOfWhatHappenedAndLetsMeterValuesAndHeartbeatsWait() {
        add("meter", meterValues());
        add("beat", HeartbeatRequest.of());
        add("card", authorize());
        add("status", status(1, 1));
        add("event", SecurityEventNotificationRequest.of("StartupOfTheDevice", AT));
        add("boot", boot(), CallPermission.BOOT);

        assertThat(order()).containsExactly("boot", "card", "status", "event", "meter", "beat");
        assertThat(lost).isEmpty();
    }

    @Test
    void aNewerStatusOfTheSameConnectorTakesThePlaceOfOneThatWaits() {
        add("1", status(1, 1));
        add("2", status(1, 2));
        add("card", authorize());
        add("3", status(1, 1));

        assertThat(order()).containsExactly("2", "card", "3");
        assertThat(lost).singleElement().asString().startsWith("1: ");
    }

    @Test
    void aStatusThatTheCsmsWantsIsSentBesideOthers() {
        add("1", status(1, 1), CallPermission.REQUESTED);
        add("2", status(1, 1));
        add("3", status(1, 1), CallPermission.REQUESTED);

        assertThat(order()).containsExactly("1", "2", "3");
    }

    @Test
    void oneHeartbeatIsEnough() {
        add("1", HeartbeatRequest.of());
        add("2", HeartbeatRequest.of());

        assertThat(order()).containsExactly("2");
        assertThat(lost).hasSize(1);
    }

    @Test
    void losesTheOldestMeterValuesAtTheBound() {
        for (int i = 0; i <= OutboxQueue.MOST_METER_VALUES; i++) {
            add("m" + i, meterValues());
        }
        assertThat(order()).hasSize(OutboxQueue.MOST_METER_VALUES).startsWith("m1");
        assertThat(lost).singleElement().asString().startsWith("m0: ");
    }

    @Test
    void takesNoMoreOfTheOthersAtTheBound() {
        for (int i = 0; i <= OutboxQueue.MOST_IN_ORDER; i++) {
            add("a" + i, authorize());
        }
        assertThat(order()).hasSize(OutboxQueue.MOST_IN_ORDER).startsWith("a0");
        assertThat(lost).singleElement().asString().startsWith("a" + OutboxQueue.MOST_IN_ORDER + ": ");
    }

    @Test
    void forgetsTheRequestsOfThoseWhoHaveLeft() {
        add("gone", authorize());
        add("stays", authorize());
        queue.withdraw();

        assertThat(queue.takeAll()).extracting(OutgoingRequest::messageId).containsExactly("stays");
        assertThat(order()).isEmpty();
        assertThat(lost).isEmpty();
    }
}
