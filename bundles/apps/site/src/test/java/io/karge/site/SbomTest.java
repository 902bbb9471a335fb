package io.karge.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {
    @TempDir
    Path home;

    @Test
    void namesEveryJarByWhereItLies() throws IOException {
        jar("system/org/eclipse/jetty/jetty-server/12.1.14/jetty-server-12.1.14.jar", "https://example.org/license");
        jar("lib/boot/org.apache.karaf.main-4.4.10.jar", null);
        Files.writeString(home.resolve("lib/readme.txt"), "no jar");

        JsonNode bom = new ObjectMapper().readTree(Sbom.of(home, "1.2.3"));

        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/version").asText()).isEqualTo("1.2.3");
        JsonNode components = bom.path("components");
        assertThat(components).hasSize(2);
        assertThat(components.at("/0/name").asText()).isEqualTo("org.apache.karaf.main");
        assertThat(components.at("/0/version").asText()).isEqualTo("4.4.10");
        assertThat(components.get(0).has("purl")).isFalse();
        assertThat(components.at("/1/purl").asText()).isEqualTo("pkg:maven/org.eclipse.jetty/jetty-server@12.1.14");
        assertThat(components.at("/1/licenses/0/license/name").asText()).isEqualTo("https://example.org/license");
        assertThat(components.at("/1/hashes/0/content").asText()).matches("[0-9a-f]{64}");
    }

    /** A bundle that has unpacked others, and one that has left their coordinates where they were. */
    @Test
    void namesWhatIsInsideOfAJar() throws IOException {
        jar("system/io/karge/camel/1/camel-1.jar", null, """
            META-INF/embedded.txt

            The following files have been resolved:
               org.apache.camel:camel-api:jar:4.14.9:provided -- module camel.api (auto)
               org.apache.camel:camel-core-engine:jar:4.14.9:provided
            """, """
            META-INF/maven/io.karge/camel/pom.properties
            groupId=io.karge
            artifactId=camel
            version=1
            """);
        jar("system/org/pax/logging/2/logging-2.jar", null, """
            META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties
            groupId=org.apache.logging.log4j
            artifactId=log4j-core
            version=2.25.0
            """);

        JsonNode bom = new ObjectMapper().readTree(Sbom.of(home, "1"));

        assertThat(bom.at("/components/0/components").findValuesAsText("purl"))
                .containsExactly(
                        "pkg:maven/org.apache.camel/camel-api@4.14.9",
                        "pkg:maven/org.apache.camel/camel-core-engine@4.14.9");
        assertThat(bom.at("/components/1/components").findValuesAsText("purl"))
                .containsExactly("pkg:maven/org.apache.logging.log4j/log4j-core@2.25.0");
    }

    /** A bundle may have the name of the library that it is made of. */
    @Test
    void namesWhatIsInsideOfAJarOfTheSameName() throws IOException {
        jar("system/io/karge/mapdb/1/mapdb-1.jar", null, """
            META-INF/embedded.txt
               org.mapdb:mapdb:jar:3.1.0:provided
            """, """
            META-INF/maven/io.karge/mapdb/pom.properties
            groupId=io.karge
            artifactId=mapdb
            version=1
            """);

        JsonNode bom = new ObjectMapper().readTree(Sbom.of(home, "1"));

        assertThat(bom.at("/components/0/components").findValuesAsText("purl"))
                .containsExactly("pkg:maven/org.mapdb/mapdb@3.1.0");
    }

    @Test
    void isTheSameForTheSameAndAnotherForAnother() throws IOException {
        jar("system/a/b/1/b-1.jar", null);
        String first = Sbom.of(home, "1");
        assertThat(Sbom.of(home, "1")).isEqualTo(first);

        jar("system/a/b/1/b-1.jar", "another");
        assertThat(new ObjectMapper().readTree(Sbom.of(home, "1")).path("serialNumber"))
                .isNotEqualTo(new ObjectMapper().readTree(first).path("serialNumber"));
    }

    @Test
    void refusesWhatIsNoDistribution() {
        assertThatThrownBy(() -> Sbom.of(home, "1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no jar");
    }

    /** @param entries the name in the first line, the content in the others */
    private void jar(String path, String license, String... entries) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (license != null) {
            manifest.getMainAttributes().putValue("Bundle-License", license);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (String entry : entries) {
                int end = entry.indexOf('\n');
                out.putNextEntry(new JarEntry(entry.substring(0, end)));
                out.write(entry.substring(end + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
