package io.karge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.karge.ocpp.Frame.Call;
import io.karge.ocpp.Frame.CallError;
import io.karge.ocpp.Frame.CallResult;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the codec keeps for every text that anybody sends. */
final class CodecPromises {

    /** Requests and responses, in the order of their actions. */
    static final List<Class<? extends OcppMessage>> MESSAGES = Arrays.stream(Action.values())
            .<Class<? extends OcppMessage>>flatMap(action -> Stream.of(action.requestType(), action.responseType()))
            .toList();

    private final OcppCodec codec = new OcppCodec();

    /** A text is a frame, or broken, or to be ignored; an answer can always be sent; what was read writes back equal. */
    void keptForFrame(String text) {
        FrameReading reading = codec.readFrame(text);
        if (reading instanceof FrameReading.Broken broken) {
            broken.answer().ifPresent(this::assertSendable);
        } else if (reading instanceof FrameReading.Ok ok) {
            String written = codec.write(ok.frame());
            assertThat(codec.write(frame(written))).isEqualTo(written);
            assertEncodable(ok.frame().messageId());
            if (ok.frame() instanceof Call call) {
                keptForCall(call);
            }
        }
    }

    private void keptForCall(Call call) {
        MessageReading<OcppRequest> reading = codec.readRequest(call);
        if (reading instanceof MessageReading.Invalid<OcppRequest> invalid) {
            assertSendable(CallError.of(call.messageId(), invalid.code(), invalid.text()));
        } else if (reading instanceof MessageReading.Ok<OcppRequest> ok) {
            keptForMessage(ok.value());
        }
    }

    /** A payload is a message, or has an error code, a place and a rule; a message writes back equal. */
    void keptForPayload(String payload, Class<? extends OcppMessage> type) {
        if (codec.readFrame("[3,\"1\"," + payload + "]") instanceof FrameReading.Ok ok
                && ok.frame() instanceof CallResult result) {
            MessageReading<OcppMessage> reading = codec.read(result.payload(), type);
            if (reading instanceof MessageReading.Invalid<OcppMessage> invalid) {
                assertSendable(CallError.of("1", invalid.code(), invalid.text()));
            } else if (reading instanceof MessageReading.Ok<OcppMessage> read) {
                keptForMessage(read.value());
            }
        }
    }

    private void keptForMessage(OcppMessage message) {
        String text = codec.write(new CallResult("1", codec.payload(message)));
        assertEncodable(text);
        MessageReading<OcppMessage> again = codec.read(((CallResult) frame(text)).payload(), message.getClass());
        assertThat(again).isInstanceOf(MessageReading.Ok.class);
        assertThat(codec.payload(((MessageReading.Ok<OcppMessage>) again).value()))
                .hasToString(codec.payload(message).toString());
    }

    /** What is compared is texts: 5e0 and 5 are one number, and two kinds of nodes. */
    private Frame frame(String text) {
        FrameReading reading = codec.readFrame(text);
        assertThat(reading).isInstanceOf(FrameReading.Ok.class);
        return ((FrameReading.Ok) reading).frame();
    }

    private void assertSendable(CallError answer) {
        String text = codec.write(answer);
        assertEncodable(text);
        assertThat(answer.description()).hasSizeLessThanOrEqualTo(255);
        assertThat(codec.readFrame(text)).isEqualTo(new FrameReading.Ok(answer));
    }

    /** Whether a text can go over a WebSocket as it is: half a surrogate pair cannot. */
    private static void assertEncodable(String text) {
        assertThatNoException()
                .isThrownBy(() -> StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    }
}
