package io.karge.ocpp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.karge.ocpp.schema.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in, the codec keeps its promises. Every build takes it through the inputs below and through those that
 * were found before; {@code ./karge bench fuzz} lets Jazzer look for new ones.
 */
class CodecFuzzTest {

    private static final List<String> HOSTILE = List.of(
            "",
            "null",
            "[]",
            "[null]",
            "[2]",
            "[2,\"a\",\"Reset\",null]",
            "[2,7,\"Reset\",{}]",
            "[2,\"\",\"Reset\",{}]",
            "[2,\"" + "x".repeat(300) + "\",\"Reset\",{}]",
            "[2,\"a\",\"MakeCoffee\",{}]",
            "[2,\"a\",\"Reset\",{\"type\":\"OnIdle\",\"evseId\":1e400}]",
            "[2,\"a\",\"Reset\",{\"type\":\"OnIdle\",\"evseId\":99999999999999999999}]",
            "[2,\"a\",\"Reset\",{\"type\":\"OnIdle\",\"evseId\":NaN}]",
            "[2,\"a\",\"Reset\",{\"type\":\"OnIdle\",\"type\":\"OnIdle\"}]",
            "[2,\"a\",\"Reset\",{\"\\ud800\":1}]",
            "[2,\"a\",\"Reset\",{\"type\":\"\\udfff\"}]",
            "[2,\"\\ud800\",\"Reset\",{}]",
            "[2,\"a\",\"\\ud800\",{}]",
            "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"\\ud83d\"}]",
            "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":1e999999999}]",
            "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":1e99999999999}]",
            "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":" + "[".repeat(200) + "]".repeat(200) + "}]",
            "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"customData\":{\"vendorId\":\"v\",\"\\ud800\":[-0,1.50]}}]",
            "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":0e00000000000}]",
            "[3,\"a\",{}]",
            "[4,\"a\",\"Teapot\",\"\\ud800\",{\"a\":[]}]",
            "[5,\"a\"]",
            "[2,\"a\",\"Reset\",{}]\u0000");

    private final CodecPromises promises = new CodecPromises();

    static Stream<byte[]> frames() {
        Stream<String> calls = Arrays.stream(Action.values()).map(action -> new OcppCodec()
                .write(new Frame.Call("1", action.wire(), Samples.minimal(action.requestType()))));
        return Stream.concat(HOSTILE.stream(), calls).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of any bytes that a WebSocket can deliver as a text. */
    @MethodSource("frames")
    @FuzzTest(maxDuration = "10m")
    void frames(byte[] bytes) {
        promises.keptForFrame(new String(bytes, StandardCharsets.UTF_8));
    }

    static Stream<byte[]> messages() {
        return IntStream.range(0, CodecPromises.MESSAGES.size()).boxed().flatMap(CodecFuzzTest::samples);
    }

    private static Stream<byte[]> samples(int number) {
        Class<?> type = CodecPromises.MESSAGES.get(number);
        return Stream.of(Samples.minimal(type), Samples.full(type))
                .map(payload -> ((char) number + payload.toString()).getBytes(StandardCharsets.UTF_8));
    }

    /** The first byte chooses the message, the others are its payload. */
    @MethodSource("messages")
    @FuzzTest(maxDuration = "10m")
    void messages(byte[] bytes) {
        if (bytes.length > 0) {
            promises.keptForPayload(
                    new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8),
                    CodecPromises.MESSAGES.get(Math.floorMod(bytes[0], CodecPromises.MESSAGES.size())));
        }
    }
}
