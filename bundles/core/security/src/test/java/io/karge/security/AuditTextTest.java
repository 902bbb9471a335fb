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

    @ParameterizedTest
    @CsvSource({
        "station:set-variable CS-1 SecurityCtrlr BasicAuthPassword x,"
                + "station:set-variable CS-1 SecurityCtrlr BasicAuthPassword ***",
        "simulator:present-token CS-1 04A1 --evse 1, simulator:present-token CS-1 *** --evse 1"
    })
    void leavesTheRestOfALine(String line, String masked) {
        assertThat(AuditText.line(line)).isEqualTo(masked);
    }
}
