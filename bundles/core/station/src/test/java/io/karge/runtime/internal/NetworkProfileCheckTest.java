package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.APNAuthenticationEnumType;
import io.karge.ocpp.types.APNType;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VPNEnumType;
import io.karge.ocpp.types.VPNType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What SetNetworkProfile is refused for. */
class NetworkProfileCheckTest {

    /** B09.FR.02, B09.FR.04, B09.FR.05. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # slot | ocppVersion | transport | url | timeout | profile | reached | reasonCode | words
            0      | OCPP20 | JSON | wss://csms.example/ocpp | 30     | 2 | 2 | InvalidValue        | the slots are [1, 2, 3]
            999    | OCPP20 | JSON | wss://csms.example/ocpp | 30     | 2 | 2 | InvalidValue        | there is no slot 999
            2      | OCPP16 | JSON | wss://csms.example/ocpp | 30     | 2 | 2 | UnsupportedParam    | ocppVersion OCPP16
            2      | OCPP12 | SOAP | wss://csms.example/ocpp | 30     | 2 | 2 | UnsupportedParam    | ocppVersion OCPP12
            2      | OCPP20 | SOAP | wss://csms.example/ocpp | 30     | 2 | 2 | UnsupportedParam    | ocppTransport SOAP
            2      | OCPP20 | JSON | wss://csms.example/ocpp | 0      | 2 | 2 | ValuePositiveOnly   | messageTimeout 0
            2      | OCPP20 | JSON | wss://csms.example/ocpp | -1     | 2 | 2 | ValuePositiveOnly   | messageTimeout -1
            2      | OCPP20 | JSON | wss://csms.example/ocpp | 86401  | 2 | 2 | ValueTooHigh        | messageTimeout 86401
            2      | OCPP20 | JSON | wss://csms.example/ocpp | 30     | 0 | 0 | InvalidValue        | securityProfile 0 does not exist
            2      | OCPP20 | JSON | wss://csms.example/ocpp | 30     | 4 | 2 | InvalidValue        | securityProfile 4 does not exist
            2      | OCPP20 | JSON | ws://csms.example/ocpp  | 30     | 1 | 2 | NoSecurityDowngrade | has connected with 2
            2      | OCPP20 | JSON | wss://csms.example/ocpp | 30     | 2 | 3 | NoSecurityDowngrade | has connected with 3
            2      | OCPP20 | JSON | ws://csms.example/ocpp  | 30     | 2 | 1 | InvalidURL          | securityProfile 2 needs wss://
            2      | OCPP20 | JSON | ws://csms.example/ocpp  | 30     | 3 | 1 | InvalidURL          | securityProfile 3 needs wss://
            2      | OCPP20 | JSON | wss://csms.example/ocpp | 30     | 1 | 1 | InvalidURL          | securityProfile 1 needs ws://
            2      | OCPP20 | JSON | https://csms.example/   | 30     | 2 | 2 | InvalidURL          | begins with ws:// or wss://
            2      | OCPP20 | JSON | wss://                  | 30     | 2 | 2 | InvalidURL          | ocppCsmsUrl
            2      | OCPP20 | JSON | wss://me:secret@x/ocpp  | 30     | 2 | 2 | InvalidURL          | neither user nor fragment
            2      | OCPP20 | JSON | wss://csms.example:0/   | 30     | 2 | 2 | InvalidURL          | port of a CSMS
            """)
    void refusesWhatTheGatewayCannotConnectBy(
            int slot,
            OCPPVersionEnumType version,
            OCPPTransportEnumType transport,
            String url,
            int timeout,
            int profile,
            int reached,
            String reasonCode,
            String words) {
        Optional<StatusInfoType> refusal = NetworkProfileCheck.refusal(
                "CS-1",
                slot,
                NetworkConnectionProfileType.of(
                        version, transport, url, timeout, profile, OCPPInterfaceEnumType.Wired0),
                reached);
        assertThat(refusal).isPresent();
        assertThat(refusal.get().reasonCode()).isEqualTo(reasonCode);
        assertThat(refusal.get().additionalInfo()).contains(words).doesNotContain("secret");
    }

    /** B09.FR.01; DECISIONS: any ocppInterface is accepted. */
    @ParameterizedTest
    @EnumSource(OCPPInterfaceEnumType.class)
    void takesAnyInterface(OCPPInterfaceEnumType way) {
        NetworkConnectionProfileType profile = NetworkConnectionProfileType.of(
                OCPPVersionEnumType.OCPP20, OCPPTransportEnumType.JSON, "wss://csms.example:8443/ocpp?x=1", 1, 3, way);
        assertThat(NetworkProfileCheck.refusal("CS-1", 3, profile, 2)).isEmpty();
        assertThat(NetworkProfile.of(profile).toOcpp()).isEqualTo(profile);
    }

    /** B09.FR.02: the gateway's network is not the CSMS's to set up. */
    @Test
    void refusesModemsAndTunnels() {
        NetworkConnectionProfileType plain = NetworkConnectionProfileType.of(
                OCPPVersionEnumType.OCPP20,
                OCPPTransportEnumType.JSON,
                "wss://csms.example/ocpp",
                30,
                2,
                OCPPInterfaceEnumType.Wireless0);
        APNType apn = APNType.of("internet.example", APNAuthenticationEnumType.AUTO);
        VPNType vpn = VPNType.of("vpn.example", "user", "pass-word", "shared-key", VPNEnumType.IKEv2);
        assertThat(NetworkProfileCheck.refusal("CS-1", 2, plain.withApn(apn), 2))
                .hasValueSatisfying(why ->
                        assertThat(why.additionalInfo()).startsWith("apn: ").contains("gateway"));
        assertThat(NetworkProfileCheck.refusal("CS-1", 2, plain.withVpn(vpn), 2))
                .hasValueSatisfying(why ->
                        assertThat(why.additionalInfo()).startsWith("vpn: ").doesNotContain("pass-word", "shared-key"));
    }
}
