package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {

    @Test
    void masksThePasswordThatIsSet() {
        String frame = "[2,\"1\",\"SetVariables\",{\"setVariableData\":[{\"attributeValue\":\"open sesame 1234\","
                + "\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"basicAuthPassword\"}},"
                + "{\"attributeValue\":\"30\",\"component\":{\"name\":\"X\"},\"variable\":{\"name\":\"Interval\"}}]}]";

        assertThat(Masking.mask("SetVariables", frame))
                .doesNotContain("sesame")
                .contains("\"attributeValue\":\"***\"")
                .contains("\"attributeValue\":\"30\"");
    }

    @Test
    void masksTheSecretsOfANetworkProfile() {
        String frame = "[2,\"1\",\"SetNetworkProfile\",{\"connectionData\":{\"basicAuthPassword\":\"p1\","
                + "\"apn\":{\"apn\":\"net\",\"apnPassword\":\"p2\"},\"vpn\":{\"password\":\"p3\",\"key\":\"p4\"}}}]";

        assertThat(Masking.mask("SetNetworkProfile", frame))
                .doesNotContain("p1", "p2", "p3", "p4")
                .contains("\"apn\":\"net\"");
    }

    @Test
    void masksTheUserOfAnUrl() {
        assertThat(Masking.mask("GetLog", "[2,\"1\",\"GetLog\",{\"remoteLocation\":\"ftp://me:pw@host/x\"}]"))
                .isEqualTo("[2,\"1\",\"GetLog\",{\"remoteLocation\":\"ftp://***@host/x\"}]");
    }

    @Test
    void leavesOtherMessagesAsTheyAre() {
        String frame = "[2,\"1\",\"Heartbeat\",{ }]";

        assertThat(Masking.mask("Heartbeat", frame)).isSameAs(frame);
    }

    @Test
    void masksTheWholeOfABrokenMessageThatNamesAPassword() {
        assertThat(Masking.mask("", "[2,\"1\",\"SetVariables\",{\"BasicAuthPassword\":\"sesame\""))
                .isEqualTo("***");
    }
}
