package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.station.StoredRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NetworkProfileTest {
    @Test
    void completesWhatAnEarlierReleaseStored() {
        String stored = "{\"v\":1,\"data\":{\"csmsUrl\":\"ws://csms.example/ocpp\",\"securityProfile\":1}}";

        assertThat(StoredRecord.read(stored.getBytes(StandardCharsets.UTF_8), NetworkProfile.class))
                .isEqualTo(new NetworkProfile("ws://csms.example/ocpp", 1, 30, OCPPInterfaceEnumType.Wired0));
    }
}
