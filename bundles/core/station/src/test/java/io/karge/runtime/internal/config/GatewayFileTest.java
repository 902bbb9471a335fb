package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.RevocationPolicy;
import io.karge.station.QueueLimits;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.FrameworkUtil;

class GatewayFileTest {
    private static final Set<String> OPTIONAL = Set.of("metering", "firmware");

    @Test
    void readsTheLimitsAndLeavesTheOthersAsTheyAre() {
        assertThat(GatewayFile.read(null)).isEqualTo(QueueLimits.DEFAULT);
        assertThat(GatewayFile.read(FrameworkUtil.asDictionary(Map.of("service.pid", GatewayFile.PID))))
                .isEqualTo(QueueLimits.DEFAULT);
        assertThat(GatewayFile.read(FrameworkUtil.asDictionary(Map.of("queueBound", " 250000 ", "queueRate", ""))))
                .isEqualTo(new QueueLimits(250_000, QueueLimits.DEFAULT.perSecond()));
        assertThat(GatewayFile.read(FrameworkUtil.asDictionary(Map.of("queueRate", 3))))
                .isEqualTo(new QueueLimits(QueueLimits.DEFAULT.bound(), 3));
    }

    @Test
    void readsHowRevocationIsFoundOut() {
        assertThat(GatewayFile.revocation(null)).isEqualTo(RevocationPolicy.STAPLED);
        assertThat(GatewayFile.revocation(FrameworkUtil.asDictionary(Map.of("csmsRevocation", " required "))))
                .isEqualTo(RevocationPolicy.REQUIRED);
    }

    @Test
    void readsWhichBlocksAreLeftOut() {
        assertThat(GatewayFile.withoutBlocks(null, OPTIONAL)).isEmpty();
        assertThat(GatewayFile.withoutBlocks(
                        FrameworkUtil.asDictionary(Map.of("withoutBlocks", " firmware , metering,")), OPTIONAL))
                .containsExactlyInAnyOrder("firmware", "metering");
    }

    @ParameterizedTest
    @CsvSource({
        "queueBound, 99, queueBound is '99': write a whole number from 100 to 1000000",
        "queueBound, 1e6, queueBound is '1e6': write a whole number from 100 to 1000000",
        "queueRate, 0, queueRate is '0': write a whole number from 1 to 1000",
        "queueRate, 99999999999, queueRate is '99999999999': write a whole number from 1 to 1000",
        "csmsRevocation, crl, 'csmsRevocation is ''crl'': write stapled, lists or required'",
        "queuebound, 1000, 'queuebound is not known; the keys are [csmsRevocation, queueBound, queueRate, withoutBlocks]; the nearest is queueBound'",
        "withoutBlocks, 'firmware,transactions', 'withoutBlocks names ''transactions'', which is no block that can be left out: those are firmware, metering'"
    })
    void saysWhatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> {
                    GatewayFile.read(FrameworkUtil.asDictionary(Map.of(key, value)));
                    GatewayFile.revocation(FrameworkUtil.asDictionary(Map.of(key, value)));
                    GatewayFile.withoutBlocks(FrameworkUtil.asDictionary(Map.of(key, value)), OPTIONAL);
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
