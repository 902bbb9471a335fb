package io.karge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karge.ocpp.Frame.CallError;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ResetEnumType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcppCodecTest {

    private final OcppCodec codec = new OcppCodec();

    @Test
    void writesACallCompactAndWithoutNulls() {
        BootNotificationRequest request =
                BootNotificationRequest.of(BootReasonEnumType.PowerUp, ChargingStationType.of("HYC 400", "Älpitronic"));

        assertThat(codec.write(codec.call("19223201", request)))
                .isEqualTo("[2,\"19223201\",\"BootNotification\",{\"reason\":\"PowerUp\","
                        + "\"chargingStation\":{\"model\":\"HYC 400\",\"vendorName\":\"Älpitronic\"}}]");
    }

    @Test
    void writesACallResult() {
        BootNotificationResponse response = BootNotificationResponse.of(
                Instant.parse("2013-02-01T20:53:32.486Z"), 300, RegistrationStatusEnumType.Accepted);

        assertThat(codec.write(codec.callResult("19223201", response)))
                .isEqualTo("[3,\"19223201\",{\"currentTime\":\"2013-02-01T20:53:32.486Z\","
                        + "\"interval\":300,\"status\":\"Accepted\"}]");
    }

    @Test
    void writesACallError() {
        assertThat(codec.write(CallError.of("162376037", RpcErrorCode.NotSupported, "no \"display\"")))
                .isEqualTo("[4,\"162376037\",\"NotSupported\",\"no \\\"display\\\"\",{}]");
    }

    @Test
    void readsTheRequestOfACall() {
        ResetRequest request = ResetRequest.of(ResetEnumType.OnIdle).withEvseId(2);

        assertThat(codec.readRequest(codec.call("1", request))).isEqualTo(new MessageReading.Ok<>(request));
    }

    @Test
    void readsTheResponseToACall() {
        BootNotificationResponse response =
                BootNotificationResponse.of(Instant.EPOCH, 300, RegistrationStatusEnumType.Pending);

        assertThat(codec.readResponse(Action.BootNotification, codec.callResult("1", response)))
                .isEqualTo(new MessageReading.Ok<>(response));
    }

    @Test
    void answersAnUnknownActionWithNotImplemented() {
        Frame.Call call = new Frame.Call("1", "MakeCoffee", JsonNodeFactory.instance.objectNode());

        assertThat(codec.readRequest(call))
                .isEqualTo(
                        new MessageReading.Invalid<>(RpcErrorCode.NotImplemented, "", "OCPP 2.0.1 has no such action"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef0123456789abcdef01234"})
    void sendsNothingUnderAnImpossibleId(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.call(id, ResetRequest.of(ResetEnumType.OnIdle)));
        assertThat(CallError.of(id, RpcErrorCode.GenericError, "").messageId()).isEqualTo("-1");
    }

    @Test
    void buildsAnErrorAnswerFromAnything() {
        CallError error = new CallError(
                "\u0000\"\\\uD83D",
                RpcErrorCode.GenericError,
                "x".repeat(254) + "😀" + "y".repeat(1000),
                JsonNodeFactory.instance.nullNode());

        assertThat(error.description()).isEqualTo("x".repeat(254));
        assertThat(error.details()).hasToString("{}");
        assertThat(codec.readFrame(codec.write(error))).isEqualTo(new FrameReading.Ok(error));
    }

    @Test
    void refusesToWriteWhatIsNoMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.payload("text"))
                .withMessage("java.lang.String is not a record");
    }
}
