package io.karge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.Frame.Call;
import io.karge.ocpp.Frame.CallError;
import io.karge.ocpp.schema.Samples;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damages good calls in many ways; each must give a result, and an answer that the other side can read. */
class DamagedFramesTest {

    private static final int DAMAGES = 300;
    private static final String[] SPLINTERS = {
        "[", "]", "{", "}", "\"", ",", ":", "null", "-1", "1e999", "\\u", "\\ud800", "\u0000", "😀", "\"x\":", "true"
    };

    private final OcppCodec codec = new OcppCodec();

    @ParameterizedTest
    @EnumSource
    void alwaysGiveAResult(Action action) {
        Random random = new Random(action.wire().hashCode());
        String good = codec.write(new Call("id-1", action.wire(), Samples.full(action.requestType())));
        for (int i = 0; i < DAMAGES; i++) {
            assertHandled(damaged(good, random));
        }
    }

    private void assertHandled(String text) {
        FrameReading reading = codec.readFrame(text);
        if (reading instanceof FrameReading.Broken broken) {
            broken.answer().ifPresent(this::assertReadable);
        } else if (reading instanceof FrameReading.Ok ok
                && ok.frame() instanceof Call call
                && codec.readRequest(call) instanceof MessageReading.Invalid<OcppRequest> invalid) {
            assertReadable(CallError.of(call.messageId(), invalid.code(), invalid.text()));
        }
    }

    private void assertReadable(CallError answer) {
        assertThat(codec.readFrame(codec.write(answer))).isEqualTo(new FrameReading.Ok(answer));
    }

    private static String damaged(String text, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(8));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + SPLINTERS[random.nextInt(SPLINTERS.length)] + text.substring(to);
        };
    }
}
