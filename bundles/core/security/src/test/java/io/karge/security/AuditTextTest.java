package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTextTest {
    private static final String HIDDEN = "Top-5ecret";

    @Test
    void showsWhatIsNoSecret() {
        String set = "{\"component\":\"TxCtrlr\",\"variable\":\"TxStartPoint\",\"value\":\"PowerPathClosed\"}";
        assertThat(AuditText.json(set)).isEqualTo(set);
        assertThat(AuditText.line("station:set-variable CS-1 TxCtrlr TxStartPoint PowerPathClosed"))
                .isEqualTo("station:set-variable CS-1 TxCtrlr TxStartPoint PowerPathClosed");
        assertThat(AuditText.line("karge:token-add ops operate")).isEqualTo("karge:token-add ops operate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"component\":\"SecurityCtrlr\",\"variable\":\"BasicAuthPassword\",\"value\":\"Top-5ecret\"}",
                "{\"variable\":{\"name\":\"basicauthpassword\"},\"attributeValue\":\"Top-5ecret\"}",
                "{\"value\":\"Top-5ecret\",\"variable\":\"VendorPassphrase\"}",
                "{\"idToken\":\"Top-5ecret\",\"type\":\"ISO14443\"}",
                "{\"payload\":{\"idToken\":{\"idToken\":\"Top-5ecret\",\"type\":\"Central\"}}}",
                "{\"payload\":[{\"connectionData\":{\"apn\":{\"apnPassword\":\"Top-5ecret\",\"simPin\":4711}}}]}",
                "{\"payload\":{\"location\":\"ftp://me:Top-5ecret@example.com/\"}}",
                "{\"idToken\":\"Top-5ecret\"",
                "Top-5ecret"
            })
    void hidesTheSecretsOfABody(String body) {
        assertThat(AuditText.json(body)).doesNotContain(HIDDEN).doesNotContain("4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "station:set-variable CS-1 SecurityCtrlr BasicAuthPassword Top-5ecret",
                "station:set-variable --attribute Actual CS-1 SecurityCtrlr BasicAuthPassword 'Top-5ecret with more'",
                "station:set-variable CS-1 SecurityCtrlr basicauthpassword \"Top-5ecret\"",
                "config:property-set basicAuthPassword = Top-5ecret",
                "config:property-set basicAuthPassword Top-5ecret",
                "basicAuthPassword=Top-5ecret; shell:info",
                "jaas:useradd karge Top-5ecret",
                "simulator:present-token CS-1 Top-5ecret",
                "simulator:present-token --type ISO15693 CS-1 --evse 2 Top-5ecret",
                "csms:call CS-1 RequestStartTransaction '{\"idToken\":{\"idToken\": \"Top-5ecret\",\"type\":\"Central\"}}'",
                "csms:call CS-1 SetNetworkProfile '{\"apnPassword\" : \"Top-5ecret\"}'",
                "exec curl -H 'Authorization: Bearer Top-5ecret' http://example.com",
                "feature:repo-add https://me:Top-5ecret@example.com/features.xml"
            })
    void hidesTheSecretsOfALine(String line) {
        assertThat(AuditText.line(line)).doesNotContain(HIDDEN).contains(Masking.MASK);
    }

    /** What the line hides is not told by why it failed. */
    @Test
    void hidesInAnAnswerWhatItHidesInTheLine() {
        assertThat(AuditText.said(
                        "station:present-token CS-1 Top 5ecret --json",
                        "'5ecret' is too much: station:present-token takes 2 arguments"))
                .doesNotContain("5ecret")
                .startsWith("'***' is too much");
        assertThat(AuditText.said("station:stop CS-1 1", "there is no station CS-1"))
                .isEqualTo("there is no station CS-1");
    }

    @ParameterizedTest
    @CsvSource({
        "station:set-variable CS-1 SecurityCtrlr BasicAuthPassword x,"
                + "station:set-variable CS-1 SecurityCtrlr BasicAuthPassword ***",
        "station:present-token CS-1 T0ken --evse 1,       station:present-token CS-1 *** --evse 1",
        "station:present-token --evse=1 CS-1 T0ken,       station:present-token --evse=1 CS-1 ***",
        "station:present-token --evse 1 CS-1 T0ken,       station:present-token --evse 1 CS-1 ***",
        "station:present-token --evse T0ken CS-1 1,       station:present-token --evse *** *** ***",
        "simulator:present-token --json HYC T0ken,        simulator:present-token --json HYC ***",
        "station:present-token --type Local CS-1 T0ken,   station:present-token --type Local CS-1 ***",
        "station:present-token CS-1 --type=T0ken 1,       station:present-token CS-1 --type=*** ***",
        "station:present-token --id T0ken CS-1,           station:present-token --id *** ***",
        "station:present-token CS-1 -- --T0ken,           station:present-token CS-1 -- ***",
        "station:present-token T0ken,                     station:present-token ***",
        "station:present-token,                           station:present-token",
        "csms:start CS-1 T0ken 1 --type Central,          csms:start CS-1 *** *** --type Central",
        "csms:start --type Central CS-1 T0ken 1,          csms:start --type Central CS-1 *** ***",
        "present-token CS-1 'T0; ken' ; station:stop CS-1 1, present-token CS-1 *** *** *** station:stop CS-1 1",
        "present-token A T0ken; present-token B T0ken,    present-token A *** present-token B ***",
        "station:stop CS-1 1,                             station:stop CS-1 1"
    })
    void leavesTheRestOfALine(String line, String masked) {
        assertThat(AuditText.line(line)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "wss://csms.example/ocpp,wss://csms.example/ocpp",
        "ws://me:secret@csms.example:80/ocpp,ws://csms.example:80/ocpp",
        "ws://me:se@cret@csms.example,ws://csms.example",
        "ws://csms.example/a@b,ws://csms.example/a@b",
        "memory:1,memory:1",
        "modbus-tcp://h:502?unitId=1&password=secret&pollMillis=250,modbus-tcp://h:502?unitId=1&password=***&pollMillis=250",
        "modbus-tcp://me:secret@h?unitId=1,modbus-tcp://h?unitId=1",
        "ocpp://h?apiKey=secret,ocpp://h?apiKey=***"
    })
    void tellsNobodyWhoLogsIn(String url, String shown) {
        assertThat(AuditText.address(url)).isEqualTo(shown);
    }
}
