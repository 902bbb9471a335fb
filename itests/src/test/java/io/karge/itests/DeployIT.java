package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.karge.runtime.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.junit.Test;
import org.ops4j.pax.exam.Option;

/** A driver as a file: dropped into deploy/ it works, taken away it is gone, and nobody else notices. */
public class DeployIT extends DistributionTestSupport {
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static final String DRIVER = "hyc-200-eu";

    @Override
    protected Option[] more() {
        return new Option[] {systemProperty("karge.kar").value(System.getProperty("karge.kar"))};
    }

    @Test
    public void aDriverComesAndGoesWithItsFile() throws Exception {
        Gateway gateway = service(Gateway.class);
        Feature shipped = features.getFeature("karge-driver-" + DRIVER);
        features.uninstallFeature(shipped.getName(), shipped.getVersion());
        assertThat(drivers(gateway)).doesNotContain(DRIVER);
        Set<String> bundles = bundles();
        Path kar = Path.of(System.getProperty("karge.kar"));
        Path deployed = Path.of(
                System.getProperty("karaf.base"), "deploy", kar.getFileName().toString());

        try (BundleWatch watch = new BundleWatch(context)) {
            Files.copy(kar, deployed);
            await("the driver is usable", WAIT, () -> drivers(gateway).contains(DRIVER));
            assertThat(shell("driver:list")).contains(DRIVER);

            Files.delete(deployed);
            await("the driver is gone", WAIT, () -> !drivers(gateway).contains(DRIVER));
            await("its bundles are gone", WAIT, () -> bundles().equals(bundles));
            assertThat(watch.touched()).isEmpty();
        }
        features.installFeature(shipped.getName(), shipped.getVersion());
        await("the shipped driver is back", WAIT, () -> drivers(gateway).contains(DRIVER));
    }

    private static Set<String> drivers(Gateway gateway) {
        return gateway.drivers().stream().map(driver -> driver.driver()).collect(Collectors.toSet());
    }

    private Set<String> bundles() {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.getSymbolicName())
                .collect(Collectors.toSet());
    }
}
