package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstalledKarsTest implements UninstalledKars.Container {
    private static final String ADDRESS = "mvn:com.example/acme/1.0.0";
    private static final String JAR = "repository/com/example/acme/1.0.0/acme-1.0.0.jar";
    private static final String FEATURES = "repository/com/example/acme/1.0.0/acme-1.0.0-features.xml";

    private final Set<String> locations = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final List<BundleManifest> unpacked = new ArrayList<>();
    private final List<Unfit> ofBundles = new ArrayList<>();

    @TempDir
    Path folder;

    private Path kar = Path.of("acme.kar");
    private UninstalledKars kars = new UninstalledKars(Path.of("none"), List::of, this);

    @BeforeEach
    void begin() {
        kar = folder.resolve("acme.kar");
        kars = new UninstalledKars(folder, () -> List.copyOf(ofBundles), this);
    }

    @Override
    public Set<String> locations() {
        return locations;
    }

    @Override
    public List<BundleManifest> unpacked() {
        return unpacked;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Test
    void tellsOfAFileThatIsEmptyUntilItIsReplaced() throws IOException {
        Files.writeString(kar, "");
        assertThat(kars.get()).as("it may be being copied").isEmpty();
        List<Unfit> found = kars.get();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).what()).isEqualTo("The file deploy/acme.kar is not installed");
        assertThat(found.get(0).why()).isEqualTo("it is empty");
        assertThat(found.get(0).remedy()).contains("Build the driver anew", "rename");

        write(features(ADDRESS), FEATURES, JAR);
        locations.add(ADDRESS);
        assertThat(looks(20)).isEmpty();

        Files.writeString(kar, "overwritten while its driver runs");
        assertThat(looks(2)).extracting(Unfit::why).singleElement().asString().startsWith("it is no whole zip file (");
        Files.delete(kar);
        assertThat(looks(2)).isEmpty();
    }

    @Test
    void tellsOfAFileThatIsCutOff() throws IOException {
        write(features(ADDRESS), FEATURES, JAR);
        byte[] whole = Files.readAllBytes(kar);
        Files.write(kar, Arrays.copyOf(whole, whole.length / 2));
        assertThat(looks(2)).extracting(Unfit::why).singleElement().asString().startsWith("it is no whole zip file (");
    }

    @Test
    void tellsOfAJarThatIsNamedKar() throws IOException {
        write("Bundle-SymbolicName: acme", "META-INF/MANIFEST.MF", "com/example/Acme.class");
        assertThat(looks(2)).extracting(Unfit::why).singleElement().asString().startsWith("no features.xml");
        write("<project/>", "repository/com/example/pom.xml", JAR);
        assertThat(looks(2)).extracting(Unfit::why).singleElement().asString().startsWith("no features.xml");
    }

    @Test
    void saysNothingOfAFileThatGrows() throws IOException {
        List<Unfit> found = new ArrayList<>();
        for (int size = 1; size < 30; size++) {
            Files.writeString(kar, "P".repeat(size));
            found.addAll(kars.get());
        }
        assertThat(found).isEmpty();
    }

    @Test
    void saysNothingOfOtherFilesAndOfAFolderThatIsNotThere() throws IOException {
        Files.writeString(folder.resolve("acme.tmp"), "no zip");
        Files.writeString(folder.resolve(".acme.kar"), "no zip");
        Files.createDirectory(folder.resolve("folder.kar"));
        assertThat(looks(3)).isEmpty();
        assertThat(new UninstalledKars(folder.resolve("none"), List::of, this).get())
                .isEmpty();
    }

    @Test
    void tellsWhichBundleIsNotInTheFileWhenNothingIsInstalled() throws IOException {
        write(features("mvn:com.example/acme/1.0.1"), FEATURES, JAR);
        assertThat(looks(16)).as("the container may be fetching it").isEmpty();
        List<Unfit> found = kars.get();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).why())
                .isEqualTo(
                        "its features.xml names mvn:com.example/acme/1.0.1, which is neither in the file nor installed");
        assertThat(found.get(0).remedy()).contains("Correct the address in features.xml", "data/log/karaf.log");

        locations.add("mvn:com.example/acme/1.0.1");
        assertThat(kars.get()).as("found elsewhere").isEmpty();
    }

    /** A library of it may be there because another driver brought it. */
    @Test
    void tellsOfABundleThatIsNowhereAlthoughAnotherIsInstalled() throws IOException {
        String library = "mvn:com.example/client/2.0";
        String bundles = library + "</bundle><bundle dependency=\"true\">mvn:com.example/perhaps/1.0</bundle><bundle>";
        locations.add(library);
        write(features(bundles + "mvn:com.example/acme/1.0.1"), FEATURES);
        assertThat(looks(17))
                .extracting(Unfit::why)
                .containsExactly(
                        "its features.xml names mvn:com.example/acme/1.0.1, which is neither in the file nor installed");
        locations.add("mvn:com.example/acme/1.0.1");
        assertThat(kars.get()).isEmpty();
    }

    @Test
    void tellsOfAFileOfWhichNothingIsInstalledAlthoughItIsWhole() throws IOException {
        write(features(ADDRESS), FEATURES, JAR);
        assertThat(looks(17))
                .extracting(Unfit::remedy)
                .singleElement()
                .asString()
                .startsWith("See data/log/karaf.log");

        unpacked.add(new BundleManifest("com.example.acme 1.0.0", "acme", "", "", ""));
        assertThat(kars.get()).hasSize(1);
        names.add("com.example.acme 1.0.0");
        assertThat(kars.get()).as("installed from elsewhere").isEmpty();
    }

    @Test
    void doesNotTellWhatIsToldOfItsBundles() throws IOException {
        write(features("mvn:com.example/acme/1.0.1"), FEATURES, JAR);
        Unfit bundle = new Unfit("com.example.acme 1.0.0 of acme.kar", 91, "it was unpacked", "See the log");
        ofBundles.add(bundle);
        assertThat(looks(20)).containsExactly(bundle);
        ofBundles.set(0, new Unfit("com.example.other 1.0.0 of other.kar", 92, "it was unpacked", "See the log"));
        assertThat(kars.get()).hasSize(2);
    }

    @Test
    void saysNothingOfADriverThatRanAndWasTakenAway() throws IOException {
        write(features(ADDRESS), FEATURES, JAR);
        locations.add(ADDRESS);
        looks(20);
        locations.clear();
        assertThat(looks(20)).isEmpty();
    }

    @Test
    void saysNothingOfFeaturesThatAreInstalledOnlyWhenAsked() throws IOException {
        write(features(ADDRESS).replace("<feature ", "<feature install='manual' "), FEATURES, JAR);
        assertThat(looks(20)).isEmpty();
        write(features("x").replaceAll("<bundle.*bundle>", "<!-- <bundle>mvn:a/b/1</bundle> -->"), FEATURES);
        assertThat(looks(20)).as("it names no bundle").isEmpty();
    }

    private List<Unfit> looks(int times) {
        List<Unfit> found = List.of();
        for (int look = 0; look < times; look++) {
            found = kars.get();
        }
        return found;
    }

    private static String features(String address) {
        return "<features name=\"acme\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\"><feature name=\"acme\">"
                + "<bundle start-level=\"65\">" + address + "</bundle></feature></features>";
    }

    private void write(String text, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(kar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write((entry.endsWith(".jar") ? "PK" : text).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
