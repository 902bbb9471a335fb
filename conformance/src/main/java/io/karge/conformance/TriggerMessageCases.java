package io.karge.conformance;

import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cases of use case F06, Trigger Message. */
public final class TriggerMessageCases {

    /** MeterValues of one EVSE: F06.FR.02, F06.FR.06. */
    @TestCase("TC_F_11_CS")
    public void meterValuesOfAnEvse(Bench bench) {
        List<String> measurands = alignedMeasurands(bench);
        trigger(
                bench,
                MessageTriggerEnumType.MeterValues,
                EVSEType.of(bench.evseId()),
                TriggerMessageStatusEnumType.Accepted);
        MeterValuesRequest values = meterValues(bench, null, measurands);
        Checks.equal("step 3: MeterValuesRequest.evseId", values.evseId(), bench.evseId());
        noMoreMeterValues(bench);
    }

    /** MeterValues of all EVSEs: F06.FR.06, F06.FR.11. */
    @TestCase("TC_F_12_CS")
    public void meterValuesOfAllEvses(Bench bench) {
        List<String> measurands = alignedMeasurands(bench);
        trigger(bench, MessageTriggerEnumType.MeterValues, null, TriggerMessageStatusEnumType.Accepted);
        bench.station().model().evses().forEach(evse -> meterValues(bench, evse.evseId(), measurands));
        noMoreMeterValues(bench);
    }

    /** What the values are of (F06.FR.06). */
    private static List<String> alignedMeasurands(Bench bench) {
        return bench.variables().list("AlignedDataCtrlr", "Measurands");
    }

    private static void noMoreMeterValues(Bench bench) {
        bench.csms()
                .none(
                        "step 3: MeterValuesRequest of other EVSEs",
                        MeterValuesRequest.class,
                        request -> first(request).context() == ReadingContextEnumType.Trigger);
    }

    /** The next MeterValues that the clock did not bring, of this EVSE or, with null, of any. */
    private static MeterValuesRequest meterValues(Bench bench, @Nullable Integer evseId, List<String> measurands) {
        MeterValuesRequest values = bench.csms()
                .await(
                        "step 3: MeterValuesRequest" + (evseId == null ? "" : " of EVSE " + evseId),
                        MeterValuesRequest.class,
                        request -> (evseId == null || request.evseId() == evseId)
                                && !Objects.equals(first(request).context(), ReadingContextEnumType.SampleClock))
                .request();
        Checks.equal(
                "step 3: meterValue[0].sampledValue[0].context",
                first(values).context(),
                ReadingContextEnumType.Trigger);
        MeterValues.of(values.meterValue()).check("step 3", measurands, ReadingContextEnumType.Trigger);
        return values;
    }

    private static SampledValueType first(MeterValuesRequest request) {
        return request.meterValue().get(0).sampledValue().get(0);
    }

    /** Heartbeat: F06.FR.04, F06.FR.10. */
    @TestCase("TC_F_20_CS")
    public void heartbeat(Bench bench) {
        bench.csms().came(HeartbeatRequest.class, any -> true);
        trigger(bench, MessageTriggerEnumType.Heartbeat, null, TriggerMessageStatusEnumType.Accepted);
        bench.csms().next("step 3", HeartbeatRequest.class);
    }

    /** The status of a connector that is free: F06.FR.02. */
    @TestCase("TC_F_23_CS")
    public void statusOfAnAvailableConnector(Bench bench) {
        status(bench, ConnectorStatusEnumType.Available);
    }

    /** The status of a connector that is plugged in: F06.FR.02. */
    @TestCase("TC_F_24_CS")
    public void statusOfAnOccupiedConnector(Bench bench) {
        bench.states().evConnectedPreSession();
        status(bench, ConnectorStatusEnumType.Occupied);
    }

    private static void status(Bench bench, ConnectorStatusEnumType expected) {
        trigger(
                bench,
                MessageTriggerEnumType.StatusNotification,
                EVSEType.of(bench.evseId()).withConnectorId(bench.connectorId()),
                TriggerMessageStatusEnumType.Accepted);
        bench.connectors().await("step 3", bench.evseId(), bench.connectorId(), expected);
    }

    /** BootNotification of a station that is accepted: F06.FR.17. */
    @TestCase("TC_F_26_CS")
    public void bootNotificationRejected(Bench bench) {
        trigger(bench, MessageTriggerEnumType.BootNotification, null, TriggerMessageStatusEnumType.Rejected);
    }

    private static void trigger(
            Bench bench,
            MessageTriggerEnumType message,
            @Nullable EVSEType evse,
            TriggerMessageStatusEnumType expected) {
        Checks.equal(
                "step 2: TriggerMessageResponse.status",
                bench.csms()
                        .call(TriggerMessageRequest.of(message).withEvse(evse), TriggerMessageResponse.class)
                        .status(),
                expected);
    }
}
