package io.karge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "ws://csms.example.com/ocpp, CS001, ws://csms.example.com/ocpp/CS001",
        "wss://csms.example.com/ocppj, RDAM|123, wss://csms.example.com/ocppj/RDAM%7C123",
        "ws://csms.example.com, CS001, ws://csms.example.com/CS001",
        "ws://csms.example.com/, CS001, ws://csms.example.com/CS001",
        "ws://csms.example.com:9000/a%20b/, CS001, ws://csms.example.com:9000/a%20b/CS001",
        "ws://csms.example.com/a?tenant=7, CS001, ws://csms.example.com/a/CS001?tenant=7",
        "WS://csms.example.com/ocpp, DE*ABC*E1=2+3@x._-, ws://csms.example.com/ocpp/DE*ABC*E1=2+3@x._-",
        "ws://[::1]:8080/ocpp, CS001, ws://[::1]:8080/ocpp/CS001"
    })
    void appendsTheStationIdAsTheLastSegment(String csmsUrl, String stationId, String expected) {
        assertThat(WebSocketEndpoint.connectionUrl(csmsUrl, stationId)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a:b", "a/b", ".", "..", "a b", "ä", "0123456789012345678901234567890123456789012345678"})
    void refusesOtherStationIds(String stationId) {
        assertThatThrownBy(() -> WebSocketEndpoint.connectionUrl("ws://csms.example", stationId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("station id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "csms.example",
                "http://csms.example",
                "ws:///ocpp",
                "ws://csms.example:0/ocpp",
                "ws://csms.example:65536/ocpp",
                "ws://user:secret@csms.example/ocpp",
                "ws://csms.example/ocpp#x",
                "ws://csms.example/a b"
            })
    void refusesOtherUrls(String csmsUrl) {
        assertThatThrownBy(() -> WebSocketEndpoint.connectionUrl(csmsUrl, "CS001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(WebSocketEndpoint.of("ws://csms.example", "CS001", new byte[] {1, 2}, null))
                .hasToString("WebSocketEndpoint[ws://csms.example/CS001]");
    }
}
