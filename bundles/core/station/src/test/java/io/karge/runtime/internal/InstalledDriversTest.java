package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import io.karge.runtime.DriverSource;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledDriversTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void aDriverOfTheSameIdWaitsUntilTheFirstLeaves() {
        h.online();
        InMemoryDriverFactory second = new InMemoryDriverFactory(TestModels.dc(2), "{}");
        h.gateway.addDriver("memory", second, "bundle 9");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.gateway.drivers())
                .filteredOn(Gateway.DriverView::used)
                .extracting(Gateway.DriverView::bundle)
                .containsExactly("test");
        assertThat(h.gateway.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The driver memory of bundle 9 waits");
            assertThat(problem.why()).isEqualTo("that of test is used and has the same version, 0");
        });

        h.now(h.gateway.removeDriver(h.driver));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.gateway.drivers()).extracting(Gateway.DriverView::bundle).containsExactly("bundle 9");
        assertThat(h.gateway.problems()).isEmpty();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.boots()).hasSize(1);
        second.hardware(GatewayHarness.ID).plugIn(1);
        h.time.runUntilIdle();
        assertThat(h.transactions.context().hardware().evse(1).pluggedIn()).isTrue();
    }

    @Test
    void aDriverThatWaitsAndLeavesStopsNothing() {
        h.online();
        InMemoryDriverFactory second = new InMemoryDriverFactory(TestModels.dc(2), "{}");
        h.gateway.addDriver("memory", second, "bundle 9");

        h.now(h.gateway.removeDriver(second));

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.gateway.problems()).isEmpty();
    }

    // --- versions ---

    @ParameterizedTest
    @CsvSource(textBlock = """
            1.10.0,           1.9.0
            1.0.0,            0.9.9.SNAPSHOT
            1.0.1,            1.0
            1.0.0,            nonsense
            """)
    void knowsTheNewerVersion(String newer, String older) {
        assertThat(source(newer).isNewerThan(source(older))).isTrue();
        assertThat(source(older).isNewerThan(source(newer))).isFalse();
        assertThat(source(newer).isNewerThan(source(newer))).isFalse();
    }

    private static DriverSource source(String version) {
        return new DriverSource("bundle of " + version, version, "file:/" + version);
    }

    private InMemoryDriverFactory add(String version) {
        InMemoryDriverFactory factory = new InMemoryDriverFactory(TestModels.dc(2), "{}");
        h.gateway.addDriver("memory", factory, source(version));
        h.time.advance(Duration.ofSeconds(1));
        return factory;
    }

    private List<String> used() {
        return h.gateway.drivers().stream()
                .filter(Gateway.DriverView::used)
                .map(driver -> driver.version() + driver.stations())
                .toList();
    }

    @Test
    void usesTheNewestAtOnceAndGoesBackWhenItLeaves() {
        h.online();
        InMemoryDriverFactory newest = add("1.10.0");
        add("1.9.0");

        assertThat(used()).containsExactly("1.10.0[" + GatewayHarness.ID + "]");
        assertThat(h.gateway.drivers()).hasSize(3);
        assertThat(h.gateway.problems()).isEmpty();
        assertThat(h.transactions.context().hardware().driver()).contains("driver memory 1.10.0");
        newest.hardware(GatewayHarness.ID).plugIn(1);
        h.time.runUntilIdle();
        assertThat(h.transactions.context().hardware().evse(1).pluggedIn()).isTrue();
        h.now(h.gateway.removeDriver(newest));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(used()).containsExactly("1.9.0[" + GatewayHarness.ID + "]");
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.boots()).as("it is the same station all the time").hasSize(1);
    }

    @Test
    void usesThePinnedVersionOverTheNewest() {
        h.online();
        add("1.1.0");
        add("1.2.0");

        h.gateway.useDriver("memory", "1.1.0");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(used()).containsExactly("1.1.0[" + GatewayHarness.ID + "]");
        add("1.3.0");
        assertThat(used()).containsExactly("1.1.0[" + GatewayHarness.ID + "]");
        h.gateway.useDriver("memory", null);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(used()).containsExactly("1.3.0[" + GatewayHarness.ID + "]");
        assertThat(h.view().hardware()).isEqualTo("up");
    }

    @Test
    void saysThatThePinnedVersionIsNotThereAndUsesTheNewestMeanwhile() {
        h.online();
        h.gateway.pinDrivers(Map.of("memory", "2.0.0"));
        assertThat(h.gateway.problems())
                .extracting(StationView.Problem::what, StationView.Problem::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "The driver memory 2.0.0 is not there",
                        "it is to be used, and the newest, 0, is used instead"));

        add("3.0.0");
        assertThat(used()).containsExactly("3.0.0[" + GatewayHarness.ID + "]");
        add("2.0.0");

        assertThat(used()).containsExactly("2.0.0[" + GatewayHarness.ID + "]");
        assertThat(h.gateway.problems()).isEmpty();
    }

    @Test
    void namesWhatThereIsWhenAVersionOrDriverIsNot() {
        h.online();

        assertThatThrownBy(() -> h.gateway.useDriver("memory", "9"))
                .hasMessage("there is no version '9' of the driver memory, there are [0]");
        assertThatThrownBy(() -> h.gateway.useDriver("other", null)).hasMessageContaining("driver:list");
    }
}
