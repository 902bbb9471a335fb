package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** The bill of materials that this build has made: also what is unpacked inside of our own bundles. */
public class BillOfMaterialsIT {
    @Test
    public void namesWhatIsDeliveredAndWhatIsInsideOfIt() throws IOException {
        List<String> all = bill().findValuesAsText("purl");
        assertThat(all).hasSizeGreaterThan(150);
        for (String name : List.of(
                "org.eclipse.jetty/jetty-client",
                "org.bouncycastle/bcprov-jdk18on",
                "org.apache.camel/camel-core-engine",
                "org.apache.camel.karaf/camel-core-osgi",
                "org.mapdb/mapdb",
                "org.jetbrains.kotlin/kotlin-stdlib",
                "com.google.guava/guava",
                "org.eclipse.collections/eclipse-collections",
                "com.github.mwiede/jsch",
                "org.apache.httpcomponents.core5/httpcore5",
                "io.prometheus/prometheus-metrics-model")) {
            assertThat(all).as(name).anyMatch(purl -> purl.matches("pkg:maven/" + name + "@\\d.*"));
        }
    }

    private static JsonNode bill() throws IOException {
        Path folder = Path.of(System.getProperty("karge.distribution")).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            Path bill = files.filter(file -> file.toString().endsWith("-sbom.cdx.json"))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readTree(Files.readString(bill));
        }
    }
}
