package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.station.FunctionalBlockFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does on purpose, and what a start is like, is nothing that the log warns of. */
class OrdinaryLifeTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aStartWithLateDriversAndBlocksWarnsOfNothing() {
        assertThat(warnings(station -> {
                    StationDriverFactory driver = station.driver();
                    station.gateway().removeStation(station.stationId());
                    station.gateway().removeDriver(driver);
                    station.installed().forEach(station.gateway()::removeBlock);
                    station.csms().pause(SOON);
                    station.begin();
                    station.csms().pause(SOON);
                    station.installed().forEach(station.gateway()::addBlock);
                    station.csms().pause(Duration.ofSeconds(2));
                    station.gateway().addDriver("hyc-400-eu", driver, "later");
                    station.csms().pause(LONG);
                }))
                .isEmpty();
    }

    @Test
    void swapsAndRemovalsWarnOfNothing() {
        assertThat(warnings(station -> {
                    for (FunctionalBlockFactory block : station.installed()) {
                        for (Duration away : List.of(SOON, LONG)) {
                            station.gateway().removeBlock(block);
                            station.csms().pause(away);
                            station.gateway().addBlock(block);
                            station.csms().pause(SOON);
                        }
                    }
                    StationDriverFactory driver = station.driver();
                    for (Duration away : List.of(SOON, LONG)) {
                        station.gateway().removeDriver(driver);
                        station.csms().pause(away);
                        station.gateway().addDriver("hyc-400-eu", driver, "again");
                        station.csms().pause(LONG);
                    }
                }))
                .isEmpty();
    }

    @Test
    void aDriverThatIsSwappedInMidChargeWarnsOfNothing() {
        assertThat(warnings(station -> {
                    Bench bench = station.ready();
                    station.plugIn(bench.evseId());
                    bench.pause(SOON);
                    station.presentToken(bench.validIdToken(), bench.evseId());
                    bench.pause(SOON);
                    StationDriverFactory driver = station.driver();
                    station.gateway().removeDriver(driver);
                    bench.pause(SOON);
                    station.gateway().addDriver("hyc-400-eu", driver, "again");
                    bench.pause(LONG);
                    assertThat(station.view().transactions()).hasSize(1);
                    station.presentToken(bench.validIdToken(), bench.evseId());
                    bench.pause(SOON);
                    station.unplug(bench.evseId());
                    bench.pause(SOON);
                    assertThat(station.view().transactions()).isEmpty();
                }))
                .isEmpty();
    }

    @Test
    void whatAnAdministratorDoesWarnsOfNothing() {
        assertThat(warnings(station -> {
                    station.gateway().disconnect(station.stationId());
                    station.csms().pause(LONG);
                    station.gateway().connect(station.stationId());
                    station.csms().pause(LONG);
                    station.gateway().restart(station.stationId());
                    station.csms().pause(LONG);
                    station.reset();
                    station.csms().pause(LONG);
                    station.gateway().removeStation(station.stationId());
                    station.csms().pause(LONG);
                    station.begin();
                    station.csms().pause(Duration.ofMillis(1));
                    station.reset();
                    station.csms().pause(LONG);
                    assertThat(station.view().problems()).isEmpty();
                }))
                .isEmpty();
    }

    @Test
    void whatNobodyWantedIsWarnedOf() {
        assertThat(warnings(station -> {
                    station.hardwareLink(false);
                    station.csms().pause(LONG);
                }))
                .singleElement()
                .asString()
                .contains("The hardware is away");
    }

    /** What a station that lives so, and then stops, has in its log at WARN and ERROR. */
    private List<String> warnings(Consumer<InProcessStation> life) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            station.csms().pause(LONG);
            life.accept(station);
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }
}
