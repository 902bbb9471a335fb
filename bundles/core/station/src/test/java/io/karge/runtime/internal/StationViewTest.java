package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationView;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of a station. */
class StationViewTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void saysWhatItIsAndWhereItIsConnected() {
        h.online();

        StationView.Equipment equipment = h.view().equipment();
        assertThat(h.view().csmsUrl()).isEqualTo("ws://csms.example/ocpp");
        assertThat(equipment.driverUri()).isEqualTo("memory:1");
        assertThat(equipment.driverVersion()).isNotNull();
        assertThat(equipment.firmware()).isNotBlank();
        assertThat(equipment.serialNumber()).isNotBlank();
        assertThat(equipment.meters())
                .allSatisfy(meter -> assertThat(meter.serialNumber()).isNotBlank());
    }

    @Test
    void saysWhatTheHardwareWasWhileNoDriverDrivesIt() {
        h.online();
        h.now(h.gateway.removeDriver(h.driver));

        assertThat(h.view().equipment().driverVersion()).isNull();
        assertThat(h.view().equipment().firmware()).isNotBlank();
    }

    /** Each cause has a remedy of its own: the name, the route, TLS, credentials. */
    @ParameterizedTest
    @CsvSource({
        "UNRESOLVED,0,name server",
        "UNREACHABLE,0,route",
        "TIMEOUT,0,route",
        "CERTIFICATE,0,CSMS roots",
        "TLS_VERSION,0,TLS 1.2",
        "CIPHER_SUITE,0,suites",
        "REFUSED,401,Compare basicAuthPassword",
        "REFUSED,404,csmsUrl",
    })
    void saysWhyTheCsmsCannotBeReachedAndWhatToDo(Kind kind, int status, String remedy) {
        h.csms.failBy(endpoint -> new WebSocketFailure(kind, status, "it is so"));
        h.online();

        assertThat(h.view().problems())
                .filteredOn(problem -> problem.what().equals("The CSMS cannot be reached"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.why()).isEqualTo("it is so");
                    assertThat(problem.remedy()).contains(remedy);
                });
    }
}
