package io.karge.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    Path folder;

    @Test
    void unpacksWithoutTheTopFolder() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("karge-1/etc")).resolve("a.cfg"), "x = 1\n");
        Path archive = folder.resolve("karge.tar.gz");
        int exit = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", folder.toString(), "karge-1")
                .start()
                .waitFor();
        assertThat(exit).isZero();

        Distribution unpacked = Distribution.unpack(archive, folder.resolve("site/one"));

        assertThat(unpacked.home()).isEqualTo(folder.resolve("site/one"));
        assertThat(unpacked.files().lines("a.cfg")).containsExactly("x = 1");
        assertThat(unpacked.isThere()).isFalse(); // it has no bin/karaf
    }

    @Test
    void saysWhichArchiveCannotBeUnpacked() {
        Path missing = folder.resolve("missing.tar.gz");

        assertThatThrownBy(() -> Distribution.unpack(missing, folder.resolve("site")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing.tar.gz");
    }

    @Test
    void takesThePortsThatItsFilesName() throws IOException {
        SiteFiles files = new SiteFiles(Files.createDirectory(folder.resolve("etc")));
        files.write("org.apache.felix.http.cfg", List.of("org.osgi.service.http.port = 1234"));
        files.write("org.apache.karaf.shell.cfg", List.of("sshPort=2345"));

        Distribution configured = Distribution.configured(folder);

        assertThat(configured.gateway().url()).isEqualTo("http://127.0.0.1:1234");
        assertThat(configured.console()).contains("-a 2345 ");
    }

    @Test
    void saysWhichPortIsMissing() throws IOException {
        SiteFiles files = new SiteFiles(Files.createDirectory(folder.resolve("etc")));
        files.write("org.apache.felix.http.cfg", List.of("# nothing"));

        assertThatThrownBy(() -> Distribution.configured(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("org.osgi.service.http.port")
                .hasMessageContaining("org.apache.felix.http.cfg");
    }
}
