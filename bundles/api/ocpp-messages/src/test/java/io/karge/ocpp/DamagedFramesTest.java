package io.karge.ocpp;

import io.karge.ocpp.Frame.Call;
import io.karge.ocpp.schema.Samples;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damages good calls in many ways, the same in every run; the codec keeps its promises for each. */
class DamagedFramesTest {

    private static final int DAMAGES = 300;
    private static final String[] SPLINTERS = {
        "[", "]", "{", "}", "\"", ",", ":", "null", "-1", "1e999", "\\u", "\\ud800", "\u0000", "😀", "\"x\":", "true"
    };

    private final OcppCodec codec = new OcppCodec();
    private final CodecPromises promises = new CodecPromises();

    @ParameterizedTest
    @EnumSource
    void keepThePromises(Action action) {
        Random random = new Random(action.wire().hashCode());
        String good = codec.write(new Call("id-1", action.wire(), Samples.full(action.requestType())));
        for (int i = 0; i < DAMAGES; i++) {
            promises.keptForFrame(damaged(good, random));
        }
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
