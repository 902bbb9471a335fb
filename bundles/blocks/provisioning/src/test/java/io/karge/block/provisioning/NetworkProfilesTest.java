package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.SetNetworkProfileRequest;
import io.karge.ocpp.messages.SetNetworkProfileResponse;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.ocpp.types.SetNetworkProfileStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.testkit.BlockTester;
import org.junit.jupiter.api.Test;

/** The answer to SetNetworkProfile (B09). */
class NetworkProfilesTest {
    private static final NetworkConnectionProfileType PROFILE = NetworkConnectionProfileType.of(
            OCPPVersionEnumType.OCPP20,
            OCPPTransportEnumType.JSON,
            "wss://new.example/ocpp",
            30,
            2,
            OCPPInterfaceEnumType.Wired0);

    private final BlockTester t = BlockTester.of(new ProvisioningBlockFactory()).start();

    /** B09.FR.01. */
    @Test
    void storesAProfileThatFits() {
        SetNetworkProfileResponse answer = set(2);
        assertThat(answer.status()).isEqualTo(SetNetworkProfileStatusEnumType.Accepted);
        assertThat(answer.statusInfo()).isNull();
        assertThat(t.networkProfiles().profile(2)).contains(PROFILE);
    }

    /** B09.FR.02: and nothing is stored. */
    @Test
    void rejectsWhatTheStationCannotDoAndSaysWhy() {
        StatusInfoType why = StatusInfoType.because("InvalidURL", "a ws:// URL does not fit");
        t.networkProfiles().refuse(why);
        SetNetworkProfileResponse answer = set(2);
        assertThat(answer.status()).isEqualTo(SetNetworkProfileStatusEnumType.Rejected);
        assertThat(answer.statusInfo()).isEqualTo(why);
        assertThat(t.networkProfiles().profile(2)).isEmpty();
    }

    private SetNetworkProfileResponse set(int slot) {
        return t.request(SetNetworkProfileRequest.of(slot, PROFILE)).response(SetNetworkProfileResponse.class);
    }
}
