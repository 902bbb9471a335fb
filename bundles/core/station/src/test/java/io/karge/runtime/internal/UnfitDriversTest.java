package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.UnfitDrivers.Candidate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class UnfitDriversTest {
    private static final String OLD = "io.karge.driver;version=\"[0.1,1)\",io.karge.time;version=\"[0.1,1)\","
            + "org.slf4j;resolution:=optional;version=\"[1.7,3)\"";
    private static final String NEW = "io.karge.driver;version=\"[1.0,2)\",org.slf4j;version=\"[1.7,2)\"";

    private final DriverApi api = new DriverApi(
            Map.of("io.karge.driver", Version.valueOf("1.0.0"), "io.karge.time", Version.valueOf("1.0.0")));
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private final List<Candidate> bundles = new ArrayList<>();

    @TempDir
    Path kar;

    @Test
    void saysInWordsWhatABundleWants() {
        assertThat(api.refusal(OLD))
                .contains("it was built for io.karge.driver from 0.1.0 to below 1.0.0, this gateway has 1.0.0;"
                        + " io.karge.time from 0.1.0 to below 1.0.0, this gateway has 1.0.0");
        assertThat(api.refusal(NEW)).isEmpty();
        assertThat(api.refusal("io.karge.driver.other;version=7,io.karge.driver"))
                .as("not ours, or any")
                .isEmpty();
        assertThat(api.refusal("a;uses:=\"x,y\";version=\"[1,2)\",io.karge.driver;version=2.0"))
                .contains("it was built for io.karge.driver from 2.0.0, this gateway has 1.0.0");
        assertThat(api.refusal("null")).isEmpty();
    }

    @Test
    void tellsOfABundleThatWasBuiltForAnotherDriverApiUntilItGoes() {
        UnfitDrivers unfit = unfit();
        unfit.begin();
        time.advance(Duration.ofSeconds(1));
        assertThat(problems.all()).isEmpty();

        bundles.add(new Candidate("com.example.acme 1.2.0", OLD));
        bundles.add(new Candidate("com.example.other 1.0.0", NEW));
        time.advance(Duration.ofSeconds(10));
        assertThat(problems.all()).hasSize(1);
        StationView.Problem problem = problems.all().get(0);
        assertThat(problem.what()).isEqualTo("The bundle com.example.acme 1.2.0 does not run");
        assertThat(problem.why()).contains("io.karge.driver from 0.1.0 to below 1.0.0, this gateway has 1.0.0");
        assertThat(problem.remedy()).contains("Build it with the driver API of this gateway");

        bundles.clear();
        time.advance(Duration.ofSeconds(10));
        assertThat(problems.all()).isEmpty();
        unfit.close();
    }

    /** A .kar whose feature does not resolve leaves no bundle behind, only what was unpacked. */
    @Test
    void tellsOfABundleThatCameInAKar() throws IOException {
        Path jar = kar.resolve("acme/repository/acme-1.0.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(kar.resolve("acme/repository/half.jar"), "PK");
        write(jar, OLD);
        UnfitDrivers unfit = unfit();
        unfit.begin();
        time.advance(Duration.ofSeconds(1));
        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .containsExactly("The bundle com.example.acme 1.0.0 does not run");

        write(jar, NEW + ",more");
        time.advance(Duration.ofSeconds(10));
        assertThat(problems.all()).isEmpty();
        unfit.close();
        time.advance(Duration.ofSeconds(10));
    }

    private UnfitDrivers unfit() {
        return new UnfitDrivers(
                api, () -> List.copyOf(bundles), kar, problems, time, time.newBlockingSerial("driver API"));
    }

    private static void write(Path jar, String imports) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.example.acme");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", imports);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }
}
