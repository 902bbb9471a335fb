package io.karge.ocpp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message goes to the wire and back unchanged. */
class RoundTripTest {

    private final OcppCodec codec = new OcppCodec();

    static Stream<Class<?>> messages() {
        return Samples.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void keepsAMessageWithRequiredFieldsOnly(Class<?> type) {
        assertRoundTrip(type, Samples.minimal(type));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void keepsAMessageWithAllFields(Class<?> type) {
        assertRoundTrip(type, Samples.full(type));
    }

    private void assertRoundTrip(Class<?> type, ObjectNode payload) {
        Object message = read(type, payload);
        String text = codec.write(new Frame.CallResult("1", codec.payload(message)));

        assertThat(text).isEqualTo("[3,\"1\",%s]", payload);
        assertThat(codec.readFrame(text)).isInstanceOfSatisfying(FrameReading.Ok.class, ok -> {
            assertThat(ok.frame()).isInstanceOfSatisfying(Frame.CallResult.class, result -> {
                assertThat(result.payload()).isEqualTo(payload);
                assertThat(read(type, (ObjectNode) result.payload())).isEqualTo(message);
            });
        });
    }

    private Object read(Class<?> type, ObjectNode payload) {
        MessageReading<Object> reading = codec.read(payload, type);
        assertThat(reading).isInstanceOf(MessageReading.Ok.class);
        return ((MessageReading.Ok<Object>) reading).value();
    }
}
