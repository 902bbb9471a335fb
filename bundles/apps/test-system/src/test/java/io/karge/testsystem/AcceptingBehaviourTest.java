package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.Action;
import io.karge.ocpp.Action.Initiator;
import io.karge.ocpp.Frame;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptingBehaviourTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HASHES = "'hashAlgorithm':'SHA256','issuerNameHash':'a','issuerKeyHash':'b',"
            + "'serialNumber':'c','responderURL':'http://ocsp.example'";
    private static final String AT = "'2026-01-01T00:00:00Z'";
    private static final String TRANSACTION = "{'eventType':'Started','timestamp':" + AT
            + ",'triggerReason':'Authorized','seqNo':0," + "'transactionInfo':{'transactionId':'TX-1'}%s}";

    /** One request for each action that a station may initiate, with the least that it must say. */
    private static final Map<Action, String> REQUESTS = Map.ofEntries(
            Map.entry(Action.Authorize, "{'idToken':{'idToken':'04A2B3C4','type':'ISO14443'}}"),
            Map.entry(
                    Action.BootNotification,
                    "{'reason':'PowerUp','chargingStation':{'model':'HYC','vendorName':'Karge'}}"),
            Map.entry(Action.ClearedChargingLimit, "{'chargingLimitSource':'EMS'}"),
            Map.entry(Action.DataTransfer, "{'vendorId':'org.example'}"),
            Map.entry(Action.FirmwareStatusNotification, "{'status':'Idle'}"),
            Map.entry(
                    Action.Get15118EVCertificate,
                    "{'iso15118SchemaVersion':'1','action':'Install','exiRequest':'AA=='}"),
            Map.entry(Action.GetCertificateStatus, "{'ocspRequestData':{" + HASHES + "}}"),
            Map.entry(Action.Heartbeat, "{}"),
            Map.entry(Action.LogStatusNotification, "{'status':'Idle'}"),
            Map.entry(
                    Action.MeterValues,
                    "{'evseId':1,'meterValue':[{'timestamp':" + AT + ",'sampledValue':[{'value':1}]}]}"),
            Map.entry(Action.NotifyChargingLimit, "{'chargingLimit':{'chargingLimitSource':'EMS'}}"),
            Map.entry(
                    Action.NotifyCustomerInformation,
                    "{'data':'none','seqNo':0,'generatedAt':" + AT + ",'requestId':1}"),
            Map.entry(Action.NotifyDisplayMessages, "{'requestId':1}"),
            Map.entry(Action.NotifyEVChargingNeeds, "{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}"),
            Map.entry(
                    Action.NotifyEVChargingSchedule,
                    "{'timeBase':" + AT + ",'evseId':1,'chargingSchedule':{'id':1,'chargingRateUnit':'W',"
                            + "'chargingSchedulePeriod':[{'startPeriod':0,'limit':1000}]}}"),
            Map.entry(
                    Action.NotifyEvent,
                    "{'generatedAt':" + AT + ",'seqNo':0,'eventData':[{'eventId':1,'timestamp':" + AT
                            + ",'trigger':'Alerting','actualValue':'true','component':{'name':'EVSE'},"
                            + "'eventNotificationType':'HardWiredNotification','variable':{'name':'Problem'}}]}"),
            Map.entry(Action.NotifyMonitoringReport, "{'requestId':1,'seqNo':0,'generatedAt':" + AT + "}"),
            Map.entry(Action.NotifyReport, "{'requestId':1,'seqNo':0,'generatedAt':" + AT + "}"),
            Map.entry(Action.PublishFirmwareStatusNotification, "{'status':'Idle'}"),
            Map.entry(
                    Action.ReportChargingProfiles,
                    "{'requestId':1,'chargingLimitSource':'CSO','evseId':1,'chargingProfile':[{'id':1,"
                            + "'stackLevel':0,'chargingProfilePurpose':'TxProfile','chargingProfileKind':'Relative',"
                            + "'chargingSchedule':[{'id':1,'chargingRateUnit':'W','chargingSchedulePeriod':"
                            + "[{'startPeriod':0,'limit':1000}]}]}]}"),
            Map.entry(Action.ReservationStatusUpdate, "{'reservationId':1,'reservationUpdateStatus':'Expired'}"),
            Map.entry(Action.SecurityEventNotification, "{'type':'StartupOfTheDevice','timestamp':" + AT + "}"),
            Map.entry(Action.SignCertificate, "{'csr':'-----BEGIN CERTIFICATE REQUEST-----'}"),
            Map.entry(
                    Action.StatusNotification,
                    "{'timestamp':" + AT + ",'connectorStatus':'Available','evseId':1,'connectorId':1}"),
            Map.entry(Action.TransactionEvent, TRANSACTION.formatted("")));

    private final VirtualTime time = new VirtualTime();
    private final OcppCodec codec = new OcppCodec();
    private final List<String> sent = new ArrayList<>();
    private final CsmsStation station = new CsmsStation(
            "CS-1", codec, new AcceptingBehaviour(time, 120, Set.of("dead")), (id, request) -> {}, sent::add, time);

    static Stream<Action> actionsOfAStation() {
        return Stream.of(Action.values()).filter(action -> action.initiator() != Initiator.CSMS);
    }

    @ParameterizedTest
    @MethodSource("actionsOfAStation")
    void answersEveryActionThatAStationMayInitiate(Action action) throws JsonProcessingException {
        assertThat(REQUESTS).containsKey(action);
        JsonNode answer = answer(action, REQUESTS.get(action));

        if (action == Action.Get15118EVCertificate) {
            assertThat(answer.get(2).asText()).isEqualTo("NotSupported");
        } else {
            assertThat(answer.get(0).asInt()).as("%s", answer).isEqualTo(3);
            assertThat(codec.readResponse(action, new Frame.CallResult("1", answer.get(2))))
                    .isInstanceOf(MessageReading.Ok.class);
        }
    }

    @Test
    void acceptsABootWithItsTimeAndItsInterval() throws JsonProcessingException {
        JsonNode response = answer(Action.BootNotification, REQUESTS.get(Action.BootNotification))
                .get(2);

        assertThat(response.path("status").asText()).isEqualTo("Accepted");
        assertThat(response.path("interval").asInt()).isEqualTo(120);
        assertThat(response.path("currentTime").asText()).startsWith("2026-01-01T00:00:00");
    }

    @Test
    void blocksATokenWhateverItsCase() throws JsonProcessingException {
        JsonNode response = answer(Action.Authorize, "{'idToken':{'idToken':'DeAd','type':'ISO14443'}}");

        assertThat(response.at("/2/idTokenInfo/status").asText()).isEqualTo("Blocked");
    }

    @Test
    void saysWhatItThinksOfATokenOnlyWhenATransactionEventNamesOne() throws JsonProcessingException {
        JsonNode without = answer(Action.TransactionEvent, TRANSACTION.formatted(""));
        JsonNode with = answer(
                Action.TransactionEvent, TRANSACTION.formatted(",'idToken':{'idToken':'04A2B3C4','type':'ISO14443'}"));

        assertThat(without.at("/2/idTokenInfo").isMissingNode()).isTrue();
        assertThat(with.at("/2/idTokenInfo/status").asText()).isEqualTo("Accepted");
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"SignCertificate", "NotifyEVChargingNeeds"})
    void rejectsWhatNeedsMoreThanACsms(Action action) throws JsonProcessingException {
        assertThat(answer(action, REQUESTS.get(action)).at("/2/status").asText())
                .isEqualTo("Rejected");
    }

    private JsonNode answer(Action action, String payload) throws JsonProcessingException {
        station.received("[2,\"1\",\"" + action.wire() + "\"," + payload.replace('\'', '"') + "]");
        return JSON.readTree(sent.get(sent.size() - 1));
    }
}
