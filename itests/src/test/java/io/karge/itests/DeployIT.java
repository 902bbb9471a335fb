package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.karge.runtime.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.karaf.features.Feature;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

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
        Files.write(jar, bundle("com.example.oldjar"));
        await("the .jar is named", WAIT, () -> shell("karge:problems --json").contains("com.example.oldjar 1.0.0"));
        assertThat(shell("karge:problems --json"))
                .contains("it was built for io.karge.driver from 0.1.0 to below 1.0.0, this gateway has 1.");

        Files.write(kar, kar("com.example.oldkar"));
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
        Files.write(jar, brokenDriver());
        String lacking = "com.example.lacking";
        Files.write(
                kar, kar(lacking, "", Map.of(own(lacking), bundle(lacking, "io.karge.driver,com.example.nowhere"))));
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

    private static byte[] brokenDriver() throws IOException {
        Manifest manifest = manifest("com.example.broken", "io.karge.driver");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/broken.xml");
        String type = BrokenDriver.class.getName();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/broken.xml"));
            out.write(("<component xmlns='http://www.osgi.org/xmlns/scr/v1.3.0' name='broken'>"
                            + "<implementation class='" + type + "'/><property name='driver' value='broken'/>"
                            + "<service><provide interface='io.karge.driver.StationDriverFactory'/></service></component>")
                    .getBytes(StandardCharsets.UTF_8));
            put(out, type);
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream out, String type) throws IOException {
        String file = type.replace('.', '/') + ".class";
        try (InputStream in = DeployIT.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new ZipEntry(file));
            out.write(in.readAllBytes());
        }
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
                kar(
                        driver,
                        "<bundle>wrap:mvn:com.example/plain/1.0.0$Bundle-SymbolicName=com.example.plain</bundle>",
                        Map.of(library, plainJar(), own(driver), bundle(driver, "io.karge.itests"))));
        await("the driver has its library", WAIT, () -> Arrays.stream(context.getBundles())
                .anyMatch(bundle -> driver.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE));
        assertThat(bundles()).contains("com.example.plain");

        Files.delete(kar);
        await("both are gone", WAIT, () -> bundles().stream().noneMatch(name -> name.startsWith("com.example.")));
    }

    /** As Maven Central has many: classes, and nothing in the manifest. */
    private static byte[] plainJar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            put(out, NewerKar.class.getName());
        }
        return bytes.toByteArray();
    }

    private static byte[] bundle(String name) throws IOException {
        return bundle(name, "io.karge.driver;version=\"[0.1,1)\"");
    }

    private static byte[] bundle(String name, String imports) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest(name, imports)).close();
        return bytes.toByteArray();
    }

    private static Manifest manifest(String name, String imports) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", imports);
        return manifest;
    }

    private static byte[] kar(String name) throws IOException {
        return kar(name, "", Map.of(own(name), bundle(name)));
    }

    private static String own(String name) {
        return "com/example/" + name + "/1.0.0/" + name + "-1.0.0.jar";
    }

    /**
     * The .kar of a driver.
     *
     * @param more what its feature has beside the driver's own bundle
     * @param files what is in it, by path in a Maven repository
     */
    private static byte[] kar(String name, String more, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("repository/" + name + "-features.xml"));
            out.write(("<features name='" + name + "' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>"
                            + "<feature name='" + name + "' version='1.0.0'>" + more + "<bundle>mvn:com.example/" + name
                            + "/1.0.0</bundle></feature></features>")
                    .getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry("repository/" + file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
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
