package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallReplyTest {
    private static CallReply.Unreadable<AuthorizeResponse> unreadable(String payload) throws JsonProcessingException {
        return new CallReply.Unreadable<>("surprise", new ObjectMapper().readTree(payload));
    }

    @Test
    void repeatsOnlyTheBeginningOfWhatTheCsmsWrote() {
        assertThat(new CallReply.Refused<>("InternalError", "x".repeat(255)).text())
                .isEqualTo("the CSMS refused with InternalError: " + "x".repeat(80) + "...");
    }

    @Test
    void hasArrivedWhenTheCsmsAnsweredWhateverItSaid() throws JsonProcessingException {
        assertThat(new CallReply.Answered<>(HeartbeatResponse.of(Instant.EPOCH)).arrived())
                .isTrue();
        assertThat(unreadable("{}").arrived()).isTrue();
        assertThat(new CallReply.Refused<>("InternalError", "").arrived()).isTrue();
        assertThat(new CallReply.TimedOut<>().arrived()).isFalse();
        assertThat(new CallReply.ConnectionLost<>().arrived()).isFalse();
        assertThat(new CallReply.NotSent<>("offline").arrived()).isFalse();
    }

    @Test
    void givesTheWholeIdTokenInfoWhenOnlyTheRestIsWrong() throws JsonProcessingException {
        assertThat(unreadable("{\"surprise\":1,\"idTokenInfo\":{\"status\":\"Accepted\","
                                + "\"groupIdToken\":{\"idToken\":\"G\",\"type\":\"Central\"}}}")
                        .idTokenInfo())
                .contains(IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted)
                        .withGroupIdToken(IdTokenType.of("G", IdTokenEnumType.Central)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"idTokenInfo\":{\"status\":\"Blocked\",\"surprise\":1}}",
                "{\"idTokenInfo\":{\"status\":\"Blocked\",\"cacheExpiryDateTime\":\"tomorrow\"}}"
            })
    void givesTheStatusWhenMoreOfIdTokenInfoIsWrong(String payload) throws JsonProcessingException {
        assertThat(unreadable(payload).idTokenInfo()).contains(IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"idTokenInfo\":null}",
                "{\"idTokenInfo\":\"Accepted\"}",
                "{\"idTokenInfo\":{\"status\":\"Maybe\"}}",
                "{\"idTokenInfo\":{\"status\":[\"Accepted\"]}}"
            })
    void givesNothingWhenTheStatusCannotBeRead(String payload) throws JsonProcessingException {
        assertThat(unreadable(payload).idTokenInfo()).isEmpty();
    }

    @Test
    void givesNothingWhenThereIsNoPayload() {
        assertThat(new CallReply.Unreadable<>("no frame", MissingNode.getInstance()).idTokenInfo())
                .isEmpty();
    }
}
