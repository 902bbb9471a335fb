package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    /** Every text holds the secret {@code s3cr3t-value-16chars}. */
    static Stream<String> textsWithASecret() {
        return Stream.of("""
                [2,"1","SetVariables",{"setVariableData":[
                 {"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"},
                  "attributeValue":"s3cr3t-value-16chars"},
                 {"component":{"name":"AuthCtrlr"},"variable":{"name":"Enabled"},"attributeValue":"true"}]}]
                """, """
                [2,"1","SetVariables",{"setVariableData":[{"attributeValue":"s3cr3t-value-16chars",
                 "component":{"name":"securityctrlr"},"variable":{"name":"basicauthPASSWORD"}}]}]
                """, """
                [2,"1","SetVariables",{"setVariableData":[{"attributeValue":"s3cr3t-value-16chars",
                 "component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuth\\u0050assword"}}]}]
                """, """
                [3,"1",{"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"s3cr3t-value-16chars",
                 "component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}]
                """, """
                [2,"1","NotifyReport",{"reportData":[{"component":{"name":"SecurityCtrlr"},
                 "variable":{"name":"BasicAuthPassword"},"variableAttribute":[{"value":"s3cr3t-value-16chars"}]}]}]
                """, """
                [2,"1","NotifyEvent",{"eventData":[{"variable":{"name":"BasicAuthPassword"},
                 "actualValue":"s3cr3t-value-16chars"}]}]
                """, """
                [2,"1","SetNetworkProfile",{"connectionData":{"vpn":{"server":"v","user":"u",
                 "password":"s3cr3t-value-16chars","key":"s3cr3t-value-16chars"},
                 "apn":{"apn":"a","apnPassword":"s3cr3t-value-16chars"}}}]
                """, """
                [2,"1","UpdateFirmware",{"firmware":{"location":"ftps://user:s3cr3t-value-16chars@host/file.bin"}}]
                """, """
                {"v":1,"data":{"salt":"s3cr3t-value-16chars"}}
                """, """
                [2,"1","GetLog",{"log":{"remoteLocation":"sftp://s3cr3t-value-16chars@host/"}}]
                """, """
                [2,"1","DataTransfer",{"data":["x","http://u:s3cr3t-value-16chars@host"]}]
                """, """
                [2,"1","DataTransfer",{"data":"-----BEGIN EC PRIVATE KEY-----\\ns3cr3t-value-16chars\\n-----END EC PRIVATE KEY-----"}]
                """, """
                [2,"1","SetVariables",{"setVariableData":[{"attributeValue":"s3cr3t-value-16chars","variable":{"name":"BasicAuthPassword"
                """, """
                [2,"1","SetNetworkProfile",{"connectionData":{"vpn":{"password":"s3cr3t-value-16chars
                """, """
                [2,"1","SetVariables",{"BasicAuthPassword":"s3cr3t-value-16chars"
                """, """
                garbage "password" : "s3\\"cr3t" "key":"s3cr3t-value-16chars" ://s3cr3t-value-16chars@host
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"4711\",\"type\":\"KeyCode\"}}]",
                "[2,\"1\",\"Authorize\",{\"idToken\":{\"type\":\"KeyCode\",\"idToken\":\"4711\"}}]",
                "[2,\"1\",\"RequestStartTransaction\",{\"remoteStartId\":1,\"idToken\":{\"idToken\":\"4711\",\"type\":\"keycode\"}}]",
                "[2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"4711\",\"type\":\"KeyCode\""
            })
    void aKeyCodeIsNeverShown(String text) { // C04.FR.04
        assertThat(Masking.mask("", text)).doesNotContain("4711").contains(Masking.MASK);
    }

    @Test
    void tokensAreWhatWhoeverMasksSays() { // N10.FR.03: in logs as a hash
        String frame = "[2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"04AB\",\"type\":\"ISO14443\","
                + "\"additionalInfo\":[{\"additionalIdToken\":\"X9\",\"type\":\"x\"}]}}]";
        assertThat(Masking.mask("", frame, token -> "<" + token.length() + ">"))
                .isEqualTo(frame.replace("04AB", "<4>").replace("X9", "<2>"));
        assertThat(Masking.mask("", frame)).isEqualTo(frame);
        assertThat(Masking.mask("", frame.replace("ISO14443", "KeyCode"), token -> token))
                .contains("\"idToken\":\"***\"");
    }

    /** Autocharge: the vehicle is the token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"evse\":{\"evccId\":\"00A0B0C0D0E0\"}}",
                "{\"evcc_id\":\"00A0B0C0D0E0\"}",
                "{\"EMAID\":\"00A0B0C0D0E0\"}",
                "{\"evccId\":\"00A0B0C0D0E0\"", // broken
                "{\"additionalIdToken\":\"00A0B0C0D0E0\"",
                "[{\"variable\":{\"name\":\"VehicleID\"},\"variableAttribute\":[{\"value\":\"00A0B0C0D0E0\"}]}]",
                "[2,\"1\",\"NotifyEvent\",{\"eventData\":[{\"variable\":{\"name\":\"Token\"},\"actualValue\":\"00A0B0C0D0E0\"}]}]"
            })
    void vehiclesAreTokensToo(String text) {
        assertThat(Masking.mask("", text, token -> "hash")).doesNotContain("00A0B0C0D0E0");
    }

    @Test
    void ofABrokenMessageNoTokenIsShown() {
        assertThat(Masking.mask("", "{\"IDToken\":\"04AB\"", token -> "hash")).doesNotContain("04AB");
    }

    @Test
    void aCardIsShown() {
        String text = "[2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"04A2B3\",\"type\":\"ISO14443\"}}]";
        assertThat(Masking.mask("", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("textsWithASecret")
    void theSecretIsGoneAndTheRestIsThere(String text) {
        assertThat(Masking.mask("", text))
                .doesNotContain("s3cr3t")
                .doesNotContain("cr3t")
                .contains(Masking.MASK);
    }

    /** A text that cannot be read as JSON is masked by pattern; none is too odd. */
    static Stream<String> hostileTexts() {
        return Stream.of(
                "[2,\"1\",\"X\",{\"n\":1e99999999999,\"password\":\"s3cr3t\"}]",
                "[2,\"1\",\"X\",{\"n\":1e999999999,\"password\":\"s3cr3t\"}]",
                "[2,\"1\",\"X\",{\"n\":" + "9".repeat(2_000) + ",\"password\":\"s3cr3t\"}]",
                "[2,\"1\",\"X\",{\"\\ud800\":\"\\udfff\",\"password\":\"s3cr3t\"}]",
                "{\"x\":[".repeat(5_000) + "{\"password\":\"s3cr3t\"}",
                "[2,\"1\",\"X\",{\"password\":\"s3cr3t\",\"password\":\"***\"}]",
                "[2,\"1\",\"X\",{\"variable\":{\"name\":\"BasicAuthPassword\"},\"variable\":{\"name\":\"x\"},"
                        + "\"attributeValue\":\"s3cr3t\"}]",
                "{\"password\":\"s3cr3t" + "\\\"".repeat(200_000),
                "-----BEGIN " + "A".repeat(200_000) + "://".repeat(200_000) + "\"password\":\"s3cr3t\"");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void masksWhateverComesIn(String text) {
        String masked = Masking.mask("", text);
        assertThat(masked.contains("s3cr3t")).as("still there").isFalse();
    }

    @Test
    void whatIsNotSecretStays() {
        assertThat(Masking.mask("", """
                        [2,"1","SetVariables",{"setVariableData":[{"variable":{"name":"BasicAuthPassword"},\
                        "component":{"name":"SecurityCtrlr"},"attributeValue":"abc"},{"variable":{"name":"Enabled"},\
                        "component":{"name":"AuthCtrlr"},"attributeValue":"true"}]}]""")).isEqualTo("""
                        [2,"1","SetVariables",{"setVariableData":[{"variable":{"name":"BasicAuthPassword"},\
                        "component":{"name":"SecurityCtrlr"},"attributeValue":"***"},{"variable":{"name":"Enabled"},\
                        "component":{"name":"AuthCtrlr"},"attributeValue":"true"}]}]""");
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
    void numbersAreMaskedToo() {
        assertThat(Masking.mask("", "[2,\"1\",\"SetNetworkProfile\",{\"apn\":{\"simPin\":1234}}]"))
                .isEqualTo("[2,\"1\",\"SetNetworkProfile\",{\"apn\":{\"simPin\":\"***\"}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[2,\"1\",\"Heartbeat\",{}]",
                "[2, \"1\",  \"GetVariables\", {\"variable\":{\"name\":\"BasicAuthPassword\"}}]",
                "[2,\"1\",\"SetNetworkProfile\",{\"ocppCsmsUrl\":\"wss://host/path@x\", \"n\":1.50}]",
                "[2,\"1\",\"UpdateFirmware\",{\"location\":\"https://host/file?mail=a@b\"}]"
            })
    void aTextWithoutSecretsIsReturnedAsItIs(String text) {
        assertThat(Masking.mask("", text)).isEqualTo(text);
    }

    @Test
    void masksTextsForTheLog() {
        assertThat(Masking.text("GET ftp://u:pw@host/x failed, Authorization: Basic dXNlcjpwYXNz, Bearer abc.def"))
                .isEqualTo("GET ftp://***@host/x failed, Authorization: Basic ***, Bearer ***");
        assertThat(Masking.text("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\nrest"))
                .isEqualTo("***\nrest");
    }

    @Test
    void hostileTextsDoNotHurt() {
        String deep = "{\"password\":".repeat(50_000);
        assertThat(Masking.mask("", deep)).isNotEmpty();
        String long1 = "\"password\":\"" + "\\\\".repeat(500_000);
        assertThat(Masking.mask("", long1)).hasSizeLessThan(100);
        assertThat(Masking.mask("", "://" + "a".repeat(500_000))).hasSize(500_003);
        assertThat(Masking.mask("", "password -----BEGIN PRIVATE KEY-----".repeat(5_000)))
                .hasSizeLessThan(50);
    }
}
