package io.karge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.Frame.Call;
import io.karge.ocpp.Frame.CallError;
import io.karge.ocpp.Frame.CallResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as they come in, good and bad (Part 4, 4.1 and 4.2). */
class FrameReadingTest {

    private static final String ID_36 = "0123456789abcdef0123456789abcdef0123";

    private final OcppCodec codec = new OcppCodec();

    @Test
    void readsACall() {
        Call call = (Call) ok(" [2, \"" + ID_36 + "\",\n \"Reset\", {\"type\": \"OnIdle\"}]\n");

        assertThat(call.messageId()).isEqualTo(ID_36);
        assertThat(call.action()).isEqualTo("Reset");
        assertThat(call.payload()).hasToString("{\"type\":\"OnIdle\"}");
    }

    @Test
    void readsACallResult() {
        assertThat(ok("[3,\"a\",{}]")).isInstanceOf(CallResult.class);
    }

    @Test
    void readsACallError() {
        CallError error = (CallError) ok("[4,\"a\",\"NotSupported\",\"no\",{\"why\":1}]");

        assertThat(error.code()).isEqualTo(RpcErrorCode.NotSupported);
        assertThat(error.description()).isEqualTo("no");
        assertThat(error.details()).hasToString("{\"why\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "FormationViolation, FormatViolation, no",
        "OccurenceConstraintViolation, OccurrenceConstraintViolation, no",
        "OutOfCoffee, GenericError, OutOfCoffee: no"
    })
    void readsForeignErrorCodes(String wire, RpcErrorCode code, String description) {
        CallError error = (CallError) ok("[4,\"a\",\"" + wire + "\",\"no\",{}]");

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.description()).isEqualTo(description);
    }

    @Test
    void takesANullPayloadForAnEmptyOne() {
        assertThat(((Call) ok("[2,\"a\",\"Heartbeat\",null]")).payload()).hasToString("{}");
        assertThat(((CallResult) ok("[3,\"a\",null]")).payload()).hasToString("{}");
    }

    @Test
    void leavesAPayloadThatIsNoObjectToTheMessage() {
        Call call = (Call) ok("[2,\"a\",\"Heartbeat\",[1]]");

        assertThat(codec.readRequest(call))
                .isEqualTo(new MessageReading.Invalid<>(
                        RpcErrorCode.TypeConstraintViolation, "", "payload must be an object, not an array"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1,\"a\"]", "[5,\"a\",{}]", "[6,\"a\",\"Reset\",{}]", "[-2]", "[0,", "[99999999999999999999]"})
    void ignoresUnknownMessageTypes(String text) {
        assertThat(codec.readFrame(text)).isInstanceOf(FrameReading.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "2",
                "\"[2]\"",
                "{}",
                "{\"a\":1}",
                "[",
                "[]",
                "[]]",
                "[null]",
                "[true]",
                "[\"2\",\"a\",\"Heartbeat\",{}]",
                "[2.0,\"a\",\"Heartbeat\",{}]",
                "[2e0,\"a\",\"Heartbeat\",{}]",
                "[02,\"a\",\"Heartbeat\",{}]",
                "[[2,\"a\",\"Heartbeat\",{}]]",
                "[NaN]",
                "[2",
                "[2]",
                "[2,",
                "[2,\"a",
                "[2,12,\"Heartbeat\",{}]",
                "[2,null,\"Heartbeat\",{}]",
                "[2,{},\"Heartbeat\",{}]",
                "[2,\"\",\"Heartbeat\",{}]",
                "[2,\"\\ud83d\",\"Heartbeat\",{}]",
                "\u0000",
                "\uFEFF[2",
                "<xml/>"
            })
    void answersUnderMinusOneWhenTheIdCannotBeRead(String text) {
        FrameReading.Broken broken = broken(text);

        assertThat(broken.messageId()).isEqualTo("-1");
        assertThat(broken.code()).isEqualTo(RpcErrorCode.RpcFrameworkError);
        assertThat(broken.answer()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {37, 300, 100_000})
    void answersUnderMinusOneWhenTheIdIsTooLong(int length) {
        FrameReading.Broken broken = broken("[2,\"" + "x".repeat(length) + "\",\"Heartbeat\",{}]");

        assertThat(broken.messageId()).isEqualTo("-1");
        assertThat(broken.text()).isEqualTo("a message id has 1 to 36 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"a\"",
                "[2,\"a\"]",
                "[2,\"a\",",
                "[2,\"a\",7,{}]",
                "[2,\"a\",null,{}]",
                "[2,\"a\",\"\\udc00\",{}]",
                "[2,\"a\",\"Heartbeat\"]",
                "[2,\"a\",\"Heartbeat\",{}",
                "[2,\"a\",\"Heartbeat\",{},{}]",
                "[2,\"a\",\"Heartbeat\",{}] x",
                "[2,\"a\",\"Heartbeat\",{}][]"
            })
    void answersWhatIsNoCallUnderItsId(String text) {
        FrameReading.Broken broken = broken(text);

        assertThat(broken.messageId()).isEqualTo("a");
        assertThat(broken.code()).isEqualTo(RpcErrorCode.RpcFrameworkError);
        assertThat(broken.answer()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"a\",\"Heartbeat\",",
                "[2,\"a\",\"Heartbeat\",{",
                "[2,\"a\",\"Heartbeat\",{\"x\":1,}]",
                "[2,\"a\",\"Heartbeat\",{x:1}]",
                "[2,\"a\",\"Heartbeat\",{'x':1}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":NaN}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":-Infinity}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":01}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":+1}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":.5}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":\"\\q\"}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":\"\n\"}]",
                "[2,\"a\",\"Heartbeat\",{/**/}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":1e99999999999}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":1,\"x\":2}]",
                "[2,\"a\",\"Heartbeat\",{\"y\":[{\"x\":1,\"x\":1}]}]"
            })
    void answersAMalformedPayloadWithFormatViolation(String text) {
        FrameReading.Broken broken = broken(text);

        assertThat(broken.messageId()).isEqualTo("a");
        assertThat(broken.code()).isEqualTo(RpcErrorCode.FormatViolation);
        assertThat(broken.answer()).isPresent();
    }

    @Test
    void saysWhatIsMalformedAndWhere() {
        assertThat(broken("[2,\"a\",\"Reset\",{\"type\":\"OnIdle\",\"type\":\"OnIdle\"}]")
                        .text())
                .startsWith("an object has a field twice at character ");
        assertThat(broken("[2,\"a\",\"Reset\",{\"type\":OnIdle}]").text()).startsWith("no valid JSON at character ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"a\"]",
                "[3,\"a\",{]",
                "[3,7,{}]",
                "[3,\"a\",{},1]",
                "[4,\"a\"]",
                "[4,\"a\",\"NotSupported\",\"\"]",
                "[4,\"a\",\"NotSupported\",null,{}]",
                "[4,\"a\",12,\"\",{}]"
            })
    void neverAnswersABrokenAnswer(String text) {
        assertThat(broken(text).answer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"x\":"})
    void refusesDeepNesting(String opening) {
        FrameReading.Broken broken = broken("[2,\"a\",\"DataTransfer\"," + opening.repeat(100_000));

        assertThat(broken.code()).isEqualTo(RpcErrorCode.FormatViolation);
        assertThat(broken.text()).startsWith("too large or nested too deeply");
    }

    @Test
    void refusesNumbersOfTooManyDigits() {
        assertThat(broken("[2,\"a\",\"DataTransfer\",{\"data\":" + "9".repeat(1001) + "}]")
                        .code())
                .isEqualTo(RpcErrorCode.FormatViolation);
    }

    @Test
    void refusesTooManyValues() {
        assertThat(broken("[2,\"a\",\"DataTransfer\",{\"data\":[" + "[],".repeat(1_000_001) + "0]}]")
                        .code())
                .isEqualTo(RpcErrorCode.FormatViolation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9", "\u221a\u20ac", "\ud83d\ude00 \ud83d\ude00"})
    void tellsHowManyBytesACallHas(String data) {
        String text = " [2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"" + data + "\"}]\n";
        assertThat(((Call) ok(text)).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void refusesWhatIsLongerThanTheBound() {
        FrameReading reading = new OcppCodec(50_000)
                .readFrame("[2,\"a\",\"DataTransfer\",{\"vendorId\":\"" + "v".repeat(60_000) + "\"}]");

        assertThat(reading).isInstanceOfSatisfying(FrameReading.Broken.class, broken -> {
            assertThat(broken.messageId()).isEqualTo("a");
            assertThat(broken.code()).isEqualTo(RpcErrorCode.FormatViolation);
        });
    }

    @Test
    void reads32MillionCharacters() {
        String start = "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"";
        String end = "\"}]";

        assertThat(ok(start + "x".repeat(32_000_000 - start.length() - end.length()) + end))
                .isInstanceOf(Call.class);
    }

    private Frame ok(String text) {
        FrameReading reading = codec.readFrame(text);
        assertThat(reading).isInstanceOf(FrameReading.Ok.class);
        return ((FrameReading.Ok) reading).frame();
    }

    private FrameReading.Broken broken(String text) {
        FrameReading reading = codec.readFrame(text);
        assertThat(reading).isInstanceOf(FrameReading.Broken.class);
        return (FrameReading.Broken) reading;
    }
}
