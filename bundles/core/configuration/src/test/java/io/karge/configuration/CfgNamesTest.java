package io.karge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CfgNamesTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "io.karge.station-a.config,io.karge.station-a.cfg",
                "io.karge.station-a.json,io.karge.station-a.cfg",
                "io.karge.station.cfg,io.karge.station-<name>.cfg",
                "io.karge.station-.cfg,io.karge.station-<name>.cfg",
                "io.karge.stations-x.cfg,io.karge.station-x.cfg",
                "io.karge.station_a.cfg,io.karge.station-a.cfg",
                "io.karge.station~a.cfg,io.karge.station-a.cfg",
                "io.karge.station.a.cfg,io.karge.station-a.cfg",
                "io-karge-station-a.cfg,io.karge.station-a.cfg",
                "karge.station-a.cfg,io.karge.station-a.cfg",
                "io.krage.station-a.cfg,io.karge.station-a.cfg",
                "Io.Karge.Station-a.cfg,io.karge.station-a.cfg",
                "io.karge.station-a.cfg.txt,io.karge.station-a.cfg",
                "io.karge.station-a.cfg ,io.karge.station-a.cfg",
                "io.karge.station-a.CFG,io.karge.station-a.cfg",
                "io.karge.station-a.cgf,io.karge.station-a.cfg",
                "io.karge.station-a,io.karge.station-a.cfg",
                "io.karge.simulator_one.cfg,io.karge.simulator-one.cfg",
                "io.karge.simulater-one.cfg,io.karge.simulator-one.cfg",
                "io.karge.Rest.cfg,io.karge.rest.cfg",
                "io.karge.rest-x.cfg,io.karge.rest.cfg",
                "io.karge.testsystem.conf,io.karge.testsystem.cfg"
            })
    void saysHowANameShouldBe(String file, String right) {
        assertThat(CfgNames.rightName(file)).contains(right);
    }

    @Test
    void listsAllNamesWhenItIsLikeNone() {
        assertThat(CfgNames.rightName("io.karge.csms.cfg")).hasValueSatisfying(names -> assertThat(names)
                .contains("io.karge.rest.cfg", "io.karge.station-<name>.cfg"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.karge.station-a.cfg",
                "io.karge.station-a (copy).cfg",
                "io.karge.station-10.0.0.1.cfg",
                "io.karge.simulator--.cfg",
                "io.karge.rest.cfg",
                "io.karge.storage.cfg",
                "io.karge.security.cfg",
                "io.karge.testsystem.cfg",
                "io.karge.station-a.cfg~",
                "io.karge.station-a~",
                "io.karge.station-a.cfg.bak",
                "io.karge.station-a.bak.cfg.txt.old",
                "io.karge.station-a.cfg.old.txt",
                "io.karge.station-a.cfg.swp",
                "io.karge.station-a.cfg.off",
                "io.karge.station-example.cfg.example",
                ".io.karge.station-a.cfg",
                ".io.karge.station-a.cfg.swp",
                "#io.karge.station-a.cfg#",
                "io.karge.station-a.password",
                "io.karge.station.password",
                "io.karge.station-a.pem",
                "karge-api.token",
                "karge-master.key",
                "console.key",
                "HYC-1.password",
                "org.apache.felix.http.cfg",
                "org.apache.karaf.command.acl.karge.cfg",
                "org.apache.karaf.command.acl.station.cfg",
                "com.example.station-a.cfg",
                "keys.properties"
            })
    void leavesAloneWhatIsRightOrMeantForOthers(String file) {
        assertThat(CfgNames.rightName(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.karge.transfers.cfg", "io.karge.gateway.cfg"})
    void knowsFilesThatThereAreOnce(String file) {
        assertThat(CfgNames.isOurs(file)).isTrue();
        assertThat(CfgNames.rightName(file)).isEmpty();
    }
}
