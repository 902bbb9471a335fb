package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.runtime.testkit.Stations;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what, and what of it is in the audit log. */
class ApiRightsTest extends HttpTest {
    private static final String STATION = "/api/v1/stations/CS-1";
    private static final String SET =
            "{\"component\":\"SecurityCtrlr\",\"variable\":\"BasicAuthPassword\",\"value\":\"0123456789abcdef\"}";

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stations",
                "/api/v1/problems",
                "/api/v1/transfers",
                STATION,
                STATION + "/firmware",
                STATION + "/messages",
                STATION + "/discarded"
            })
    void everyTokenLooks(String path) throws Exception {
        assertThat(send(request(path, READER).GET()).status()).isEqualTo(200);
        assertThat(send(request(path, OPERATOR).GET()).status()).isEqualTo(200);
        assertThat(audit.entries()).as("to look changes nothing").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "restart,operate",
        "connect,operate",
        "disconnect,operate",
        "evses/1/stop,operate",
        "variables,administer",
        "discarded,administer",
        "factory-reset,administer",
        "calls,administer",
        "authorization-cache,administer"
    })
    void eachCallThatChangesSomethingNeedsItsRight(String call, String right) throws Exception {
        Response reader = act(call, READER);
        Response operator = act(call, OPERATOR);

        assertThat(reader.status()).isEqualTo(403);
        assertThat(reader.error())
                .contains("POST " + STATION + "/" + call, right, "'grafana' has read", "karge:token-add");
        assertThat(operator.status()).isEqualTo(right.equals("operate") ? 200 : 403);
        assertThat(act(call, TOKEN).status()).isNotEqualTo(403);
        assertThat(gateway.done).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whoMayNotIsToldNothingOfTheBody() throws Exception {
        assertThat(send(request(STATION + "/factory-reset", READER).POST(BodyPublishers.ofString("{\"x\":1}")))
                        .error())
                .contains("administer");
        assertThat(gateway.orders).isEmpty();
    }

    @Test
    void saysWhoDidWhatWithWhichResult() throws Exception {
        act("restart", OPERATOR);
        act("factory-reset", OPERATOR);
        send(request("/api/v1/stations/CS-9/connect", OPERATOR).POST(BodyPublishers.noBody()));

        assertThat(lines(3))
                .containsExactly(
                        "token ops from 127.0.0.1 | POST " + STATION + "/restart | done",
                        "token ops from 127.0.0.1 | POST " + STATION + "/factory-reset | refused: POST " + STATION
                                + "/factory-reset needs the right administer, the token 'ops' has operate;"
                                + " karge:token-add makes a token with another right",
                        "token ops from 127.0.0.1 | POST /api/v1/stations/CS-9/connect | refused: "
                                + "there is no station 'CS-9'; configured are CS-1");
    }

    @Test
    void saysWhichVariableAndNotThePassword() throws Exception {
        post(STATION + "/variables", SET);

        assertThat(lines(1))
                .containsExactly("token admin from 127.0.0.1 | POST " + STATION + "/variables "
                        + SET.replace("0123456789abcdef", "***") + " | done");
    }

    @Test
    void saysThatATokenWasPresentedAndNotWhich() throws Exception {
        post(STATION + "/evses/1/present-token", "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}");

        assertThat(lines(1))
                .singleElement()
                .asString()
                .contains("/evses/1/present-token", "***", "done")
                .doesNotContain("04A2");
    }

    @Test
    void whatTheStationWouldNotHaveIsRefused() throws Exception {
        gateway.setVariableStatus = SetVariableStatusEnumType.Rejected;

        post(STATION + "/variables", SET);

        assertThat(lines(1)).singleElement().asString().endsWith(" | refused: Rejected");
    }

    @Test
    void whatIsNoCallOrCannotBeReadIsRefused() throws Exception {
        send(request(STATION).DELETE());
        post("/api/v1/nothing", "{}");
        post("/api/nothing", "{}");
        post(STATION + "/variables", "{\"x\"");

        assertThat(lines(4))
                .satisfiesExactly(
                        line -> assertThat(line).contains("DELETE " + STATION + " | refused: there is no call"),
                        line -> assertThat(line).contains("/api/v1/nothing | refused: there is no such call"),
                        line -> assertThat(line).contains("/api/nothing | refused: there is no such call"),
                        line -> assertThat(line).contains("/variables | refused: the body is no JSON"));
    }

    /** Whoever has no token could fill the log otherwise. */
    @Test
    void whoHasNoTokenWritesNothing() throws Exception {
        assertThat(act("restart", "wrong").status()).isEqualTo(401);
        assertThat(send(request("/metrics", "wrong").POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);

        act("restart", TOKEN);
        assertThat(lines(1)).hasSize(1);
    }

    private Response act(String call, String token) throws Exception {
        return send(request(STATION + "/" + call, token).POST(BodyPublishers.noBody()));
    }

    /** The line comes when the answer is written, a moment after it has arrived. */
    private List<String> lines(int count) {
        await().until(() -> audit.entries().size() >= count);
        return audit.lines();
    }
}
