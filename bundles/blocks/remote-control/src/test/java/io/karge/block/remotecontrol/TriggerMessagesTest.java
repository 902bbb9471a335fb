package io.karge.block.remotecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.ProductFacts;
import io.karge.station.TriggerDecision;
import io.karge.station.testkit.BlockTester;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** F06. */
class TriggerMessagesTest {
    private static final String EVERYTHING = """
            {"optionalFeatures": {"C-29.1": true, "C-29.2": true, "C-29.3": true, "C-29.4": true, "C-29.5": true,
             "C-29.6": true}}""";

    private final List<String> asked = new ArrayList<>();
    private Optional<TriggerDecision> decision = Optional.of(new TriggerDecision.Accepted(() -> {}));
    private BlockTester station = station(EVERYTHING);

    private BlockTester station(String product) {
        BlockTester tester =
                new BlockTester(new RemoteControlBlockFactory(), TestModels.dc(2), ProductFacts.read(product));
        tester.decideTriggers((message, evse) -> {
            asked.add(message + (evse == null ? "" : " " + evse.id() + "." + evse.connectorId()));
            return decision;
        });
        return tester.start();
    }

    private TriggerMessageResponse trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return station.request(TriggerMessageRequest.of(message).withEvse(evse)).response(TriggerMessageResponse.class);
    }

    private TriggerMessageStatusEnumType status(MessageTriggerEnumType message) {
        return trigger(message, null).status();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsWhatABlockAccepts(MessageTriggerEnumType message) { // F06.FR.05
        assertThat(status(message)).isEqualTo(TriggerMessageStatusEnumType.Accepted);
        assertThat(asked).containsExactly(message.name());
    }

    @Test
    void sendsWhatItAcceptedAfterTheAnswer() { // F06.FR.04, F06.FR.10
        decision = Optional.of(new TriggerDecision.Accepted(() -> station.context()
                .call(HeartbeatRequest.of(), HeartbeatResponse.class, CallPermission.REQUESTED, reply -> {})));
        var answer = station.request(TriggerMessageRequest.of(MessageTriggerEnumType.Heartbeat));
        assertThat(answer.given()).isTrue();
        assertThat(station.calls(HeartbeatRequest.class)).hasSize(1);
    }

    @Test
    void rejectsWhatABlockRejectsAndSaysWhy() { // F06.FR.05
        decision = Optional.of(new TriggerDecision.Rejected("InvalidMessageSeq", "accepted already"));
        TriggerMessageResponse response = trigger(MessageTriggerEnumType.BootNotification, null);
        assertThat(response.status()).isEqualTo(TriggerMessageStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("InvalidMessageSeq");
        assertThat(response.statusInfo().additionalInfo()).isEqualTo("accepted already");
    }

    @ParameterizedTest
    @EnumSource
    void hasNotImplementedWhatNoBlockHas(MessageTriggerEnumType message) { // F06.FR.08
        decision = Optional.empty();
        assertThat(status(message)).isEqualTo(TriggerMessageStatusEnumType.NotImplemented);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "Heartbeat",
                "SignChargingStationCertificate",
                "SignV2GCertificate",
                "SignCombinedCertificate",
                "PublishFirmwareStatusNotification"
            })
    void hasNotImplementedWhatTheProductDoesNotHave(MessageTriggerEnumType message) { // F06.FR.08
        station = station("{}");
        assertThat(status(message)).isEqualTo(TriggerMessageStatusEnumType.NotImplemented);
        assertThat(asked).isEmpty();
    }

    @Test
    void triggersAHeartbeatWhateverTheProduct() {
        station = station("{}");
        assertThat(status(MessageTriggerEnumType.Heartbeat)).isEqualTo(TriggerMessageStatusEnumType.Accepted);
    }

    @ParameterizedTest
    @EnumSource(names = {"MeterValues", "StatusNotification", "TransactionEvent"})
    void passesTheEvseOnWhereItMatters(MessageTriggerEnumType message) { // F06.FR.02
        trigger(message, EVSEType.of(2).withConnectorId(1));
        assertThat(asked).containsExactly(message + " 2.1");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"MeterValues", "StatusNotification", "TransactionEvent"})
    void ignoresTheEvseWhereItDoesNotMatter(MessageTriggerEnumType message) { // F06.FR.03
        assertThat(trigger(message, EVSEType.of(99)).status()).isEqualTo(TriggerMessageStatusEnumType.Accepted);
        assertThat(asked).containsExactly(message.name());
    }

    @ParameterizedTest
    @CsvSource({"0, , UnknownEvse", "3, , UnknownEvse", "2, 2, UnknownConnectorId"})
    void rejectsAnEvseThatIsNotThere(int evseId, @Nullable Integer connectorId, String reasonCode) {
        TriggerMessageResponse response =
                trigger(MessageTriggerEnumType.MeterValues, EVSEType.of(evseId).withConnectorId(connectorId));
        assertThat(response.status()).isEqualTo(TriggerMessageStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo(reasonCode);
        assertThat(asked).isEmpty();
    }
}
