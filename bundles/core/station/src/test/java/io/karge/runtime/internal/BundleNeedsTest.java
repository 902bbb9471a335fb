package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class BundleNeedsTest {
    private static final String API = "io.karge.driver;version=\"[1.0,2)\",org.slf4j;version=\"[1.7,3)\"";
    private static final String OLD = "io.karge.driver;version=\"[0.1,1)\",io.karge.time;version=\"[0.1,1)\","
            + "org.slf4j;resolution:=optional;version=\"[1.7,3)\"";

    private final DriverApi api = new DriverApi(
            Map.of("io.karge.driver", Version.valueOf("1.0.0"), "io.karge.time", Version.valueOf("1.0.0")));
    private final Map<String, List<Version>> packages = Map.of(
            "io.karge.driver", List.of(Version.valueOf("1.0.0")),
            "org.slf4j", List.of(Version.valueOf("1.7.36"), Version.valueOf("2.0.1")),
            "com.example.client", List.of(Version.valueOf("1.2.0")));

    @Test
    void saysInWordsWhatABundleWantsOfTheDriverApi() {
        assertThat(api.refusal(OLD))
                .contains("it was built for io.karge.driver from 0.1.0 to below 1.0.0, this gateway has 1.0.0;"
                        + " io.karge.time from 0.1.0 to below 1.0.0, this gateway has 1.0.0");
        assertThat(api.refusal(API)).isEmpty();
        assertThat(api.refusal("io.karge.driver.other;version=7,io.karge.driver"))
                .as("not ours, or any")
                .isEmpty();
        assertThat(api.refusal("a;uses:=\"x,y\";version=\"[1,2)\",io.karge.driver;version=2.0"))
                .contains("it was built for io.karge.driver from 2.0.0, this gateway has 1.0.0");
        assertThat(api.refusal("")).isEmpty();
        assertThat(api.isUsedBy(OLD)).isTrue();
        assertThat(api.isUsedBy("io.karge.driver.other")).isFalse();
    }

    @Test
    void refusesNothingThatHasAllItNeeds() {
        assertThat(why(API + ",java.net,com.example.nowhere;resolution:=optional"))
                .isEmpty();
        assertThat(why("")).isEmpty();
    }

    @Test
    void saysWhichDriverApiAndHowToGetIt() {
        BundleNeeds.Refusal refusal = needs().refusal(driver(OLD, "")).orElseThrow();
        assertThat(refusal.why()).startsWith("it was built for io.karge.driver from 0.1.0");
        assertThat(refusal.remedy()).contains("Build it with the driver API of this gateway");
    }

    @Test
    void saysWhichPackageNobodyExports() {
        BundleNeeds.Refusal refusal = needs().refusal(
                        driver(API + ",com.example.modbus;version=\"[3.1,4)\",com.example.codec", ""))
                .orElseThrow();
        assertThat(refusal.why())
                .isEqualTo("it imports com.example.modbus from 3.1.0 to below 4.0.0, which no bundle here exports;"
                        + " com.example.codec, which no bundle here exports");
        assertThat(refusal.remedy()).contains("features.xml", "docs/write-a-driver.md");
    }

    @Test
    void saysWhichVersionsThereAre() {
        assertThat(why(API + ",com.example.client;version=\"[2,3)\""))
                .isEqualTo("it imports com.example.client from 2.0.0 to below 3.0.0, of which there is only [1.2.0]");
    }

    @Test
    void saysWhichJavaItWasBuiltFor() {
        String wants = "osgi.extender;filter:=\"(osgi.extender=osgi.component)\","
                + "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=%s))\"";
        assertThat(needs().refusal(driver(API, wants.formatted("21"))).map(BundleNeeds.Refusal::why))
                .contains("it was built for Java 21, this gateway runs on Java 17");
        assertThat(needs().refusal(driver(API, wants.formatted("17")))).isEmpty();
        assertThat(needs().refusal(driver(API, wants.formatted("1.8")))).isEmpty();
    }

    /** A library that does not run is why its driver does not, too. */
    @Test
    void looksThroughALibraryThatDoesNotRunEither() {
        BundleManifest library = new BundleManifest(
                "com.example.codec 1.0.0", "acme", "com.example.bits", "com.example.codec;version=\"1.0\"", "");
        String driver = API + ",com.example.codec;version=\"[1,2)\"";
        assertThat(why(driver, library))
                .isEqualTo("it imports com.example.codec from 1.0.0 to below 2.0.0, which com.example.codec 1.0.0 has,"
                        + " which does not run either: it imports com.example.bits, which no bundle here exports");
        BundleManifest good = new BundleManifest(library.name(), "acme", "org.slf4j", library.exports(), "");
        assertThat(why(driver, good)).as("it only waits").isEmpty();
    }

    @Test
    void endsAtBundlesThatNeedOneAnother() {
        BundleManifest one = new BundleManifest("one 1.0.0", "", "com.example.two", "com.example.one", "");
        BundleManifest two = new BundleManifest("two 1.0.0", "", "com.example.one", "com.example.two", "");
        assertThat(why(API + ",com.example.one", one, two)).isEmpty();
    }

    private String why(String imports, BundleManifest... waiting) {
        return needs(waiting)
                .refusal(driver(imports, ""))
                .map(BundleNeeds.Refusal::why)
                .orElse("");
    }

    private BundleNeeds needs(BundleManifest... waiting) {
        return new BundleNeeds(api, packages, 17, List.of(waiting));
    }

    private static BundleManifest driver(String imports, String capabilities) {
        return new BundleManifest("com.example.acme 1.0.0", "", imports, "", capabilities);
    }
}
