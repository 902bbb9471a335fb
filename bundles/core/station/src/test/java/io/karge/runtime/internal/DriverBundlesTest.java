package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.internal.DriverBundles.Installed;
import io.karge.runtime.internal.DriverBundles.State;
import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class DriverBundlesTest implements DriverBundles.Container {
    private static final String NEW = "io.karge.driver;version=\"[1.0,2)\"";
    private static final String OLD = "io.karge.driver;version=\"[0.1,1)\"";
    private static final String WITH_LIBRARY = NEW + ",com.example.client";

    private final List<Installed> installed = new ArrayList<>();

    @TempDir
    Path kar;

    @Override
    public List<Installed> bundles() {
        return installed;
    }

    @Override
    public Map<String, List<Version>> packages() {
        return Map.of("io.karge.driver", List.of(Version.valueOf("1.0.0")));
    }

    @Test
    void findsABundleThatDoesNotResolve() {
        installed.add(installed("com.example.acme 1.0.0", WITH_LIBRARY, State.UNRESOLVED));
        installed.add(installed("com.example.good 1.0.0", NEW, State.AS_WANTED));
        installed.add(installed("com.example.nothing 1.0.0", "com.example.client", State.UNRESOLVED));
        List<Unfit> found = drivers().get();
        assertThat(found).extracting(Unfit::name).containsExactly("com.example.acme 1.0.0");
        assertThat(found.get(0).why()).isEqualTo("it imports com.example.client, which no bundle here exports");
    }

    @Test
    void pointsToTheContainerWhereItCannotTellWhyABundleDoesNotResolve() {
        installed.add(installed("com.example.acme 1.0.0", NEW, State.UNRESOLVED));
        assertThat(drivers().get()).singleElement().satisfies(found -> assertThat(found.remedy())
                .contains("bundle:diag 7"));
    }

    @Test
    void findsABundleWhoseStartFailed() {
        installed.add(installed("com.example.acme 1.0.0", NEW, State.NOT_STARTED));
        assertThat(drivers().get()).singleElement().satisfies(found -> assertThat(found.remedy())
                .contains("bundle:start 7"));
    }

    /** A .kar whose feature does not resolve leaves no bundle behind, only what was unpacked. */
    @Test
    void findsABundleThatCameInAKar() throws IOException {
        DriverBundles drivers = drivers();
        Path jar = jar("acme");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar.resolveSibling("half.jar"), "PK");
        write(jar, OLD);
        List<Unfit> found = drivers.get();
        assertThat(found).extracting(Unfit::name).containsExactly("com.example.acme 1.0.0 of acme.kar");
        assertThat(found.get(0).why()).startsWith("it was built for io.karge.driver from 0.1.0");

        write(jar, WITH_LIBRARY);
        assertThat(drivers.get())
                .extracting(Unfit::why)
                .containsExactly("it imports com.example.client, which no bundle here exports");

        write(jar, NEW);
        assertThat(drivers.get()).as("it may be on its way").isEmpty();
        Files.delete(jar);
        assertThat(drivers.get()).isEmpty();
    }

    @Test
    void findsAKarOfWhichNothingIsInstalled() throws IOException {
        DriverBundles drivers = drivers();
        Files.createDirectories(jar("acme").getParent());
        write(jar("acme"), NEW);
        List<List<Unfit>> first = looks(drivers, 15);
        List<Unfit> then = drivers.get();
        assertThat(first).allSatisfy(look -> assertThat(look).isEmpty());
        assertThat(then).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("com.example.acme 1.0.0 of acme.kar");
            assertThat(found.why()).contains("has not installed what its features.xml names");
        });
    }

    /** {@code feature:uninstall} takes a driver away and leaves its .kar. */
    @Test
    void saysNothingOfADriverThatRanAndWasTakenAway() throws IOException {
        DriverBundles drivers = drivers();
        Files.createDirectories(jar("acme").getParent());
        write(jar("acme"), WITH_LIBRARY);
        installed.add(installed("com.example.acme 1.0.0", WITH_LIBRARY, State.AS_WANTED));
        assertThat(drivers.get()).isEmpty();
        installed.clear();
        List<List<Unfit>> later = looks(drivers, 20);
        assertThat(later).allSatisfy(look -> assertThat(look).isEmpty());

        write(jar("acme"), OLD);
        assertThat(drivers.get()).as("the next build is broken").hasSize(1);
    }

    /** The bundle of a library does not know drivers; its .kar does. */
    @Test
    void namesTheLibraryOfADriverToo() throws IOException {
        Files.createDirectories(jar("acme").getParent());
        write(jar("acme"), NEW);
        Path library = jar("acme").resolveSibling("client.jar");
        write(library, "com.example.client", "com.example.bits");
        assertThat(drivers().get()).extracting(Unfit::name).containsExactly("com.example.client 1.0.0 of acme.kar");
    }

    private static List<List<Unfit>> looks(DriverBundles drivers, int times) {
        return IntStream.range(0, times).mapToObj(look -> drivers.get()).toList();
    }

    private DriverBundles drivers() {
        DriverApi api = new DriverApi(Map.of("io.karge.driver", Version.valueOf("1.0.0")));
        return new DriverBundles(api, this, new UnpackedBundles(kar)::all, 17);
    }

    private Path jar(String name) {
        return kar.resolve(name + "/repository/" + name + "-1.0.jar");
    }

    private static Installed installed(String name, String imports, State state) {
        return new Installed(new BundleManifest(name, "", imports, "", ""), 7, state);
    }

    private static void write(Path jar, String imports) throws IOException {
        write(jar, "com.example.acme", imports);
    }

    private static void write(Path jar, String name, String imports) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name + ";singleton:=true");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0");
        manifest.getMainAttributes().putValue("Import-Package", imports);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }
}
