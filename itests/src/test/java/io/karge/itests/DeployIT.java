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

    /** The shipped driver is not touched by a newer one beside it, nor by its end. */
    @Test
    public void aNewerDriverIsUsedUntilItsFileGoesOrTheOldOneIsWanted() throws Exception {
        Gateway gateway = service(Gateway.class);
        await("the shipped driver is used", WAIT, () -> gateway.driver(DRIVER).isPresent());
        String shipped = gateway.driver(DRIVER).orElseThrow().version();
        Path kar = Path.of(System.getProperty("karge.kar"));
        String version = kar.getFileName().toString().replace(DRIVER + "-", "").replace(".kar", "");
        Path deployed = Path.of(System.getProperty("karaf.base"), "deploy", DRIVER + "-9.0.0.kar");
        Path built = Files.createTempFile("newer", ".kar");
        NewerKar.write(kar, DRIVER, version, "9.0.0", built);

        Files.move(built, deployed);
        await("the newer one is used", WAIT, () -> isUsed(gateway, "9.0.0"));
        assertThat(shell("driver:list")).contains("9.0.0", shipped);
        shell("driver:use " + DRIVER + " " + shipped);
        await("the old one is wanted", WAIT, () -> isUsed(gateway, shipped));
        assertThat(Path.of(System.getProperty("karaf.etc"), "io.karge.drivers.cfg"))
                .hasContent(DRIVER + " = " + shipped);
        shell("driver:use " + DRIVER);
        await("the newest is wanted", WAIT, () -> isUsed(gateway, "9.0.0"));

        Files.delete(deployed);
        await("the shipped one is used again", WAIT, () -> isUsed(gateway, shipped));
        await("the newer one is gone", WAIT, () -> gateway.drivers().stream()
                .noneMatch(driver -> driver.version().equals("9.0.0")));
        assertThat(features.isInstalled(features.getFeature("karge-driver-" + DRIVER)))
                .isTrue();
    }

    private static boolean isUsed(Gateway gateway, String version) {
        return gateway.driver(DRIVER)
                .filter(driver -> driver.version().equals(version))
                .isPresent();
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
