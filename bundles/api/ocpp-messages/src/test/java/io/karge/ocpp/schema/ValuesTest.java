package io.karge.ocpp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.CancelReservationRequest;
import io.karge.ocpp.messages.CostUpdatedRequest;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.Get15118EVCertificateRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.types.AdditionalInfoType;
import io.karge.ocpp.types.CertificateActionEnumType;
import io.karge.ocpp.types.ConnectorEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.DCChargingParametersType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.PhaseEnumType;
import io.karge.ocpp.types.SampledValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The primitive types of Part 2, 2.1.4 at their edges, read and built. */
class ValuesTest {

    private final OcppCodec codec = new OcppCodec();

    @ParameterizedTest
    @CsvSource({"5, 5", "-7, -7", "5.0, 5", "1e3, 1000", "2147483647, 2147483647", "-2147483648, -2147483648"})
    void readsIntegers(String json, int expected) {
        assertThat(ok("{\"reservationId\":" + json + "}", CancelReservationRequest.class))
                .isEqualTo(CancelReservationRequest.of(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.5",
                "2147483648",
                "-2147483649",
                "9223372036854775808",
                "1e400",
                "1e999999999",
                "1e-999999999",
                "\"5\"",
                "true",
                "[5]",
                "{}"
            })
    void refusesWhatIsNoInteger(String json) {
        assertThat(invalid("{\"reservationId\":" + json + "}", CancelReservationRequest.class)
                        .code())
                .isEqualTo(RpcErrorCode.TypeConstraintViolation);
    }

    @Test
    void refusesAnIntegerOfAThousandDigits() {
        MessageReading.Invalid<?> invalid =
                invalid("{\"reservationId\":" + "9".repeat(1000) + "}", CancelReservationRequest.class);

        assertThat(invalid.text()).isEqualTo("/reservationId must be an integer of 32 bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.10", "-12.500", "230", "1E+3", "0.000001", "1234567890123456789.123456789"})
    void keepsDecimalsExactly(String json) {
        CostUpdatedRequest request =
                ok("{\"totalCost\":" + json + ",\"transactionId\":\"1\"}", CostUpdatedRequest.class);

        assertThat(request.totalCost()).isEqualTo(new BigDecimal(json));
        assertThat(codec.write(codec.call("1", request))).contains("\"totalCost\":" + json + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "0e999999999", "1e401"})
    void refusesDecimalsThatWouldFillTheMemory(String json) {
        assertThat(invalid("{\"totalCost\":" + json + ",\"transactionId\":\"1\"}", CostUpdatedRequest.class)
                        .text())
                .isEqualTo("/totalCost is a number beyond the range of decimals");
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            JsonNode payload = JsonNodeFactory.instance
                    .objectNode()
                    .put("transactionId", "1")
                    .set("totalCost", DoubleNode.valueOf(number));
            assertThat(codec.read(payload, CostUpdatedRequest.class)).isInstanceOf(MessageReading.Invalid.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2019-04-12T23:20:50.52Z, 2019-04-12T23:20:50.520Z",
        "2019-12-19T16:39:57+01:00, 2019-12-19T15:39:57.000Z",
        "2019-12-19T16:39:57-08:30, 2019-12-20T01:09:57.000Z",
        "2019-12-19t16:39:57z, 2019-12-19T16:39:57.000Z",
        "2019-12-19T16:39:57.123456789Z, 2019-12-19T16:39:57.123Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void readsTimesWithAnyOffsetAndWritesThemInUtc(String json, String written) {
        HeartbeatResponse response = ok("{\"currentTime\":\"" + json + "\"}", HeartbeatResponse.class);

        assertThat(codec.payload(response).get("currentTime").textValue()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2019-12-19",
                "2019-12-19T16:39Z",
                "2019-12-19T16:39:57",
                "2019-12-19 16:39:57Z",
                "2019-02-30T16:39:57Z",
                "2019-12-19T25:00:00Z",
                "+12019-12-19T16:39:57Z",
                "-0001-12-19T16:39:57Z",
                "1576773597",
                "9999-12-31T23:59:59-18:00"
            })
    void refusesWhatIsNoTime(String json) {
        MessageReading.Invalid<?> invalid = invalid("{\"currentTime\":\"" + json + "\"}", HeartbeatResponse.class);

        assertThat(invalid.code()).isEqualTo(RpcErrorCode.TypeConstraintViolation);
        assertThat(invalid.path()).isEqualTo("/currentTime");
    }

    @Test
    void countsCharactersNotCodeUnits() {
        assertThat(IdTokenType.of("😀".repeat(36), IdTokenEnumType.Central).idToken())
                .hasSize(72);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> IdTokenType.of("😀".repeat(37), IdTokenEnumType.Central))
                .withMessage("IdTokenType/idToken holds 37 characters, at most 36 are allowed")
                .satisfies(e -> assertThat(e.code()).isEqualTo(RpcErrorCode.PropertyConstraintViolation));
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertThat(invalid("{\"idToken\":\"a\\ud83d\",\"type\":\"Central\"}", IdTokenType.class)
                        .text())
                .isEqualTo("/idToken must not hold half a surrogate pair");
    }

    @Test
    void refusesToBuildWhatIsOutOfRange() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> DCChargingParametersType.of(100, 400).withStateOfCharge(101))
                .withMessage("DCChargingParametersType/stateOfCharge is 101, 0 to 100 is allowed");
    }

    @Test
    void refusesToBuildAnEmptyList() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MeterValuesRequest.of(1, List.of()))
                .withMessage("MeterValuesRequest/meterValue holds 0 items, at least 1 are needed");
    }

    @Test
    void refusesToBuildWithNulls() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> IdTokenType.of(null, IdTokenEnumType.Central))
                .withMessage("IdTokenType/idToken is required and missing");
        assertThatNullPointerException().isThrownBy(() -> MeterValuesRequest.of(1, null));
    }

    @Test
    void copiesLists() {
        List<AdditionalInfoType> list = new ArrayList<>(List.of(AdditionalInfoType.of("1", "pin")));
        IdTokenType token = IdTokenType.of("1", IdTokenEnumType.Central).withAdditionalInfo(list);
        list.clear();

        assertThat(token.additionalInfo()).hasSize(1);
    }

    @Test
    void namesTheItemThatIsWrong() {
        MeterValuesRequest request = MeterValuesRequest.of(
                1, List.of(MeterValueType.of(Instant.EPOCH, List.of(SampledValueType.of(BigDecimal.ONE)))));
        String json = codec.payload(request).toString().replace("\"value\":1", "\"value\":1,\"phase\":\"L4\"");

        MessageReading.Invalid<?> invalid = invalid(json, MeterValuesRequest.class);

        assertThat(invalid.path()).isEqualTo("/meterValue/0/sampledValue/0/phase");
        assertThat(invalid.text()).isEqualTo("/meterValue/0/sampledValue/0/phase is 'L4', no value of PhaseEnumType");
    }

    @Test
    void escapesAndShortensTheNameOfAnUnknownField() {
        String json = "{\"" + "a/b~c".repeat(20) + "\":1}";

        assertThat(invalid(json, DataTransferRequest.class).code())
                .isEqualTo(RpcErrorCode.OccurrenceConstraintViolation);
        assertThat(invalid("{\"vendorId\":\"v\"," + json.substring(1), DataTransferRequest.class)
                        .path())
                .startsWith("/a~1b~0ca~1b~0c")
                .endsWith("...")
                .hasSizeLessThan(100);
    }

    @Test
    void knowsEnumerationValuesThatAreNoIdentifiers() {
        assertThat(MeasurandEnumType.EnergyActiveImportRegister.wire()).isEqualTo("Energy.Active.Import.Register");
        assertThat(MeasurandEnumType.of("SoC")).contains(MeasurandEnumType.SoC);
        assertThat(PhaseEnumType.of("L1-N")).contains(PhaseEnumType.L1_N);
        assertThat(ConnectorEnumType.of("s309-1P-16A")).contains(ConnectorEnumType.s309_1P_16A);
        assertThat(DataEnumType.of("boolean")).contains(DataEnumType.bool);
        assertThat(DataEnumType.of("Boolean")).isEmpty();
    }

    @Test
    void keepsTheWireNameWhereTheComponentHasAnother() {
        Get15118EVCertificateRequest request =
                Get15118EVCertificateRequest.of("urn:iso:15118:2:2013:MsgDef", CertificateActionEnumType.Install, "AA");

        assertThat(codec.payload(request).get("action").textValue()).isEqualTo("Install");
    }

    @Test
    void carriesCustomDataWithAllItsFields() {
        String json = "{\"vendorId\":\"org.example\",\"z\":1,\"a\":{\"b\":[null]}}";
        CustomDataType data = ok(json, CustomDataType.class);

        assertThat(data.further()).containsOnlyKeys("z", "a");
        assertThat(codec.payload(data)).hasToString(json);
        assertThat(CustomDataType.of("v")
                        .with("x", JsonNodeFactory.instance.numberNode(1))
                        .further())
                .containsOnlyKeys("x");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> data.with("vendorId", JsonNodeFactory.instance.nullNode()));
    }

    @Test
    void tellsNoDataFromNull() {
        assertThat(ok("{\"vendorId\":\"v\"}", DataTransferRequest.class).data()).isNull();
        assertThat(ok("{\"vendorId\":\"v\",\"data\":null}", DataTransferRequest.class)
                        .data()
                        .isNull())
                .isTrue();
    }

    private <T> T ok(String json, Class<T> type) {
        MessageReading<T> reading = codec.read(payload(json), type);
        assertThat(reading).isInstanceOf(MessageReading.Ok.class);
        return ((MessageReading.Ok<T>) reading).value();
    }

    private <T> MessageReading.Invalid<T> invalid(String json, Class<T> type) {
        MessageReading<T> reading = codec.read(payload(json), type);
        assertThat(reading).isInstanceOf(MessageReading.Invalid.class);
        return (MessageReading.Invalid<T>) reading;
    }

    private JsonNode payload(String json) {
        FrameReading reading = codec.readFrame("[3,\"1\"," + json + "]");
        assertThat(reading).isInstanceOf(FrameReading.Ok.class);
        return ((Frame.CallResult) ((FrameReading.Ok) reading).frame()).payload();
    }
}
