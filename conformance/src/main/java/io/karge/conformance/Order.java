package io.karge.conformance;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.util.Set;

/**
 * Which messages a station may send in any order. All others come in the order of the steps of a case (Part 6,
 * conventions).
 */
final class Order {
    private static final Set<TriggerReasonEnumType> METERING =
            Set.of(TriggerReasonEnumType.MeterValuePeriodic, TriggerReasonEnumType.MeterValueClock);

    private Order() {}

    /**
     * Whether a message that nobody has taken yet may come before the one that a step asks for: what belongs to no step,
     * events of transactions among each other (their seqNo says what was first), meter values of several EVSEs, and the
     * reports of connectors, which {@link Connectors} judges (the general validations of Part 6).
     */
    static boolean isFree(OcppRequest earlier, OcppRequest taken) {
        return belongsToNoStep(earlier)
                || Connectors.isReport(earlier)
                || Connectors.isReport(taken)
                || (earlier instanceof MeterValuesRequest && taken instanceof MeterValuesRequest)
                || (earlier instanceof TransactionEventRequest && taken instanceof TransactionEventRequest);
    }

    /** What the clock alone brings about. */
    static boolean belongsToNoStep(OcppRequest request) {
        return (request instanceof MeterValuesRequest values && !isTriggered(values))
                || request instanceof HeartbeatRequest
                || (request instanceof TransactionEventRequest event && isMetering(event));
    }

    private static boolean isTriggered(MeterValuesRequest values) {
        return values.meterValue().get(0).sampledValue().get(0).context() == ReadingContextEnumType.Trigger;
    }

    /** Whether the event tells of meter values and nothing else. */
    static boolean isMetering(TransactionEventRequest event) {
        return event.eventType() == TransactionEventEnumType.Updated && METERING.contains(event.triggerReason());
    }
}
