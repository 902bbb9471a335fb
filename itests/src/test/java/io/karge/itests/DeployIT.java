package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.karge.runtime.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.Feature;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** A driver as a file: dropped into deploy/ it works, taken away it is gone, and nobody else notices. */
public class DeployIT extends DistributionTestSupport {
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static final String DRIVER = "hyc-200-eu";
    private static final String OLD_API = "io.karge.driver;version=\"[0.1,1)\"";

    /** The container may be fetching what a .kar names: it is told only when that has taken too long. */
    private static final Duration FETCHING = Duration.ofSeconds(90);

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
        awaitNothingOfAnEarlierKar();
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

    @Test
    public void aFeatureThatIsUninstalledTakesItsOwnVersionOnly() throws Exception {
        Gateway gateway = service(Gateway.class);
        await("the shipped driver is used", WAIT, () -> gateway.driver(DRIVER).isPresent());
        String shipped = gateway.driver(DRIVER).orElseThrow().version();
        Path kar = Path.of(System.getProperty("karge.kar"));
        String version = kar.getFileName().toString().replace(DRIVER + "-", "").replace(".kar", "");
        awaitNothingOfAnEarlierKar();
        Path deployed = Path.of(System.getProperty("karaf.base"), "deploy", DRIVER + "-9.1.0.kar");
        Path built = Files.createTempFile("newer", ".kar");
        NewerKar.write(kar, DRIVER, version, "9.1.0", built);
        Files.move(built, deployed);
        await("the newer one is used", WAIT, () -> isUsed(gateway, "9.1.0"));

        shell("feature:uninstall deployed-driver-" + DRIVER + "/9.1.0");

        await("the shipped one is used again", WAIT, () -> isUsed(gateway, shipped));
        assertThat(gateway.drivers()).noneMatch(driver -> driver.version().equals("9.1.0"));
        assertThat(features.isInstalled(features.getFeature("karge-driver-" + DRIVER)))
                .isTrue();
        Files.delete(deployed);
    }

    /**
     * Karaf lets go of a .kar in steps, and installs no feature of the same name in between; whatever is installed meanwhile
     * brings back what is required.
     */
    private void awaitNothingOfAnEarlierKar() throws Exception {
        String feature = "deployed-driver-" + DRIVER;
        await(
                "nothing of an earlier .kar is left",
                WAIT,
                () -> Stream.of(features.listInstalledFeatures())
                                .noneMatch(installed -> installed.getName().equals(feature))
                        && features.listRequirements().values().stream()
                                .flatMap(Set::stream)
                                .noneMatch(requirement -> requirement.contains(feature)));
    }

    private static boolean isUsed(Gateway gateway, String version) {
        return gateway.driver(DRIVER)
                .filter(driver -> driver.version().equals(version))
                .isPresent();
    }

    /** It does not resolve, and the container says so in its log at most: a problem names it, as a .jar and in a .kar. */
    @Test
    public void aDriverForAnotherDriverApiIsNamedUntilItsFileGoes() throws Exception {
        service(Gateway.class);
        Path deploy = Path.of(System.getProperty("karaf.base"), "deploy");
        Path jar = deploy.resolve("old-in-a-jar.jar");
        Path kar = deploy.resolve("old-in-a-kar.kar");
        Files.write(jar, DriverKar.bundle("com.example.oldjar", OLD_API));
        await("the .jar is named", WAIT, () -> shell("karge:problems --json").contains("com.example.oldjar 1.0.0"));
        assertThat(shell("karge:problems --json"))
                .contains("it was built for io.karge.driver from 0.1.0 to below 1.0.0, this gateway has 1.");

        Files.write(kar, DriverKar.of("com.example.oldkar", DriverKar.bundle("com.example.oldkar", OLD_API)));
        await("the .kar is named", WAIT, () -> shell("karge:problems --json").contains("com.example.oldkar 1.0.0"));

        Files.delete(jar);
        Files.delete(kar);
        await("nothing is named any more", WAIT, () -> !shell("karge:problems --json")
                .contains("com.example.old"));
    }

    /** One whose component cannot be made, and one that lacks a library: both are there and do nothing. */
    @Test
    public void aDriverThatDoesNotRunIsNamedUntilItsFileGoes() throws Exception {
        service(Gateway.class);
        Path deploy = Path.of(System.getProperty("karaf.base"), "deploy");
        Path jar = deploy.resolve("broken.jar");
        Path kar = deploy.resolve("lacking.kar");
        Files.write(jar, DriverKar.component("com.example.broken", "broken", BrokenDriver.class, ""));
        String lacking = "com.example.lacking";
        Files.write(kar, DriverKar.of(lacking, DriverKar.bundle(lacking, "io.karge.driver,com.example.nowhere")));
        await("both are named", WAIT, () -> {
            String problems = shell("karge:problems --json");
            return problems.contains("com.example.broken 1.0.0")
                    && problems.contains(lacking + " 1.0.0 of lacking.kar");
        });
        assertThat(shell("karge:problems --json"))
                .contains("with the driver broken")
                .contains("cannot be made: model.json: evses[0] has no connectors")
                .contains("it imports com.example.nowhere, which no bundle here exports");

        Files.delete(jar);
        Files.delete(kar);
        await("nothing is named any more", WAIT, () -> !shell("karge:problems --json")
                .contains("com.example."));
    }

    /** One that was cut off as it was copied, and one whose features.xml names another bundle than it brings. */
    @Test
    public void aFileOfWhichNothingCanBeInstalledIsNamedUntilItGoes() throws Exception {
        service(Gateway.class);
        Path deploy = Path.of(System.getProperty("karaf.base"), "deploy");
        Path cut = deploy.resolve("cut.kar");
        Path astray = deploy.resolve("astray.kar");
        byte[] whole = DriverKar.of("com.example.cut", DriverKar.bundle("com.example.cut", "io.karge.driver"));
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        await("the one that is cut off is named", WAIT, () -> shell("karge:problems --json")
                .contains("The file deploy/cut.kar is not installed"));
        assertThat(shell("karge:problems --json")).contains("it is no whole zip file");
        Files.delete(cut);

        String name = "com.example.astray";
        byte[] bundle = DriverKar.bundle(name, "io.karge.driver");
        Files.write(astray, DriverKar.of(name, "", Map.of(DriverKar.path("com.example.elsewhere"), bundle)));
        await("the one that names another bundle is named", FETCHING, () -> shell("karge:problems --json")
                .contains("astray.kar"));
        Files.delete(astray);
        await("nothing is named any more", WAIT, () -> {
            String problems = shell("karge:problems --json");
            return !problems.contains("cut.kar") && !problems.contains("astray.kar");
        });
    }

    @Test
    public void aFileThatIsOverwrittenWhileItsDriverRunsIsNamedUntilItIsWholeAgain() throws Exception {
        Gateway gateway = service(Gateway.class);
        await("the shipped driver is used", WAIT, () -> gateway.driver(DRIVER).isPresent());
        String shipped = gateway.driver(DRIVER).orElseThrow().version();
        Path kar = Path.of(System.getProperty("karge.kar"));
        String version = kar.getFileName().toString().replace(DRIVER + "-", "").replace(".kar", "");
        awaitNothingOfAnEarlierKar();
        Path deployed = Path.of(System.getProperty("karaf.base"), "deploy", DRIVER + "-9.2.0.kar");
        Path built = Files.createTempFile("newer", ".kar");
        NewerKar.write(kar, DRIVER, version, "9.2.0", built);
        Files.copy(built, deployed);
        Files.delete(built);
        await("the newer one is used", WAIT, () -> isUsed(gateway, "9.2.0"));

        Files.writeString(deployed, "no zip file any more"); // into the very file that is in use
        String problem = "The file deploy/" + deployed.getFileName() + " is not installed";
        await("it is named", WAIT, () -> shell("karge:problems --json").contains(problem));
        assertThat(gateway.driver(DRIVER)).as("one of the two is used").isPresent();

        Files.delete(deployed);
        await("it is named no longer", WAIT, () -> !shell("karge:problems --json")
                .contains(problem));
        await("the shipped one is used again", WAIT, () -> isUsed(gateway, shipped));
    }

    /** A driver's library needs no manifest: it is wrapped where the driver's feature says so. */
    @Test
    public void aDriverBringsALibraryThatIsNoBundle() throws Exception {
        service(Gateway.class);
        String library = "com/example/plain/1.0.0/plain-1.0.0.jar";
        String driver = "com.example.wrapping";
        Path kar = Path.of(System.getProperty("karaf.base"), "deploy", "wrapping.kar");
        Files.write(
                kar,
                DriverKar.of(
                        driver,
                        "<bundle>wrap:mvn:com.example/plain/1.0.0$Bundle-SymbolicName=com.example.plain</bundle>",
                        Map.of(
                                library,
                                DriverKar.plainJar(NewerKar.class),
                                DriverKar.path(driver),
                                DriverKar.bundle(driver, "io.karge.itests"))));
        await("the driver has its library", WAIT, () -> Arrays.stream(context.getBundles())
                .anyMatch(bundle -> driver.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE));
        assertThat(bundles()).contains("com.example.plain");

        Files.delete(kar);
        await("both are gone", WAIT, () -> bundles().stream().noneMatch(name -> name.startsWith("com.example.")));
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
