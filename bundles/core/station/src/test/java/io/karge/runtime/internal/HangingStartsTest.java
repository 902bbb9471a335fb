package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.internal.DriverBundles.Installed;
import io.karge.runtime.internal.DriverBundles.State;
import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

class HangingStartsTest implements DriverBundles.Container {
    private final VirtualTime time = new VirtualTime();
    private final OneDriverComponent component = new OneDriverComponent();
    private final List<Installed> installed = new ArrayList<>();
    private final HangingStarts starts = new HangingStarts(
            new DriverApi(Map.of("io.karge.driver", Version.valueOf("1.0.0"))), this, component, time);

    HangingStartsTest() {
        component.configuration.state = ComponentConfigurationDTO.ACTIVE;
    }

    @Override
    public List<Installed> bundles() {
        return installed;
    }

    @Override
    public Map<String, List<Version>> packages() {
        return Map.of();
    }

    @Test
    void namesTheConstructorOfAComponentThatIsMadeWithItsBundle() {
        component.description.immediate = true;
        component.configuration.state = ComponentConfigurationDTO.SATISFIED;
        String since = time.wallClock().toString();
        assertThat(starts.get()).isEmpty();
        time.advance(Duration.ofSeconds(9));
        assertThat(starts.get()).as("it may take its time").isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(starts.get()).singleElement().satisfies(found -> {
            assertThat(found.bundle()).isEqualTo(91);
            assertThat(found.what()).isEqualTo("The bundle com.example.acme 1.0.0 [91] hangs as it starts");
            assertThat(found.why())
                    .isEqualTo("the constructor of its component com.example.AcmeFactory (immediate=true) has not"
                            + " returned since " + since);
            assertThat(found.remedy()).contains("restart the gateway", "immediate=true");
        });

        component.configuration.state = ComponentConfigurationDTO.ACTIVE;
        assertThat(starts.get()).isEmpty();
    }

    @Test
    void saysNothingOfAComponentThatNobodyHasAskedForYet() {
        component.configuration.state = ComponentConfigurationDTO.SATISFIED;
        assertThat(later()).isEmpty();
    }

    @Test
    void namesTheActivatorOfADriver() {
        installed.add(installed("com.example.acme 1.0.0", "io.karge.driver", State.STARTING));
        installed.add(installed("com.example.good 1.0.0", "io.karge.driver", State.AS_WANTED));
        installed.add(installed("com.example.other 1.0.0", "com.example.client", State.STARTING));
        assertThat(later()).singleElement().satisfies(found -> {
            assertThat(found.what()).isEqualTo("The bundle com.example.acme 1.0.0 [7] hangs as it starts");
            assertThat(found.why()).startsWith("its BundleActivator has not returned since ");
        });
    }

    @Test
    void countsAnewForABundleThatStartsAgain() {
        installed.add(installed("com.example.acme 1.0.0", "io.karge.driver", State.STARTING));
        starts.get();
        Installed first = installed.remove(0);
        time.advance(Duration.ofSeconds(20));
        starts.get();
        installed.add(first);
        assertThat(starts.get()).isEmpty();
    }

    private List<Unfit> later() {
        starts.get();
        time.advance(Duration.ofSeconds(20));
        return starts.get();
    }

    private static Installed installed(String name, String imports, State state) {
        return new Installed(new BundleManifest(name, "", imports, "", ""), 7, state);
    }
}
