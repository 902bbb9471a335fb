package io.karge.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFilesTest {
    @TempDir
    Path etc;

    private SiteFiles files;

    @BeforeEach
    void open() {
        files = new SiteFiles(etc);
    }

    @Test
    void leavesOnlyTheFileThatItWrote() throws IOException {
        files.write("a.cfg", List.of("x = 1"));
        files.write("a.cfg", List.of("x = 2"));

        assertThat(files.lines("a.cfg")).containsExactly("x = 2");
        assertThat(etc).isDirectoryContaining("glob:**/a.cfg");
        try (var all = Files.list(etc)) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void keepsWhoMayReadAFile() throws IOException {
        files.write("a.cfg", List.of("x = 1"));
        Files.setPosixFilePermissions(etc.resolve("a.cfg"), PosixFilePermissions.fromString("rw-r-----"));

        files.write("a.cfg", List.of("x = 2"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc.resolve("a.cfg"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void setsAKeyInThePlaceOfItsOldLine() throws IOException {
        files.write("a.cfg", List.of("# of the site", "port = 1", "portal = 2"));

        files.set("a.cfg", "port", 3);

        assertThat(files.lines("a.cfg")).containsExactly("# of the site", "portal = 2", "port = 3");
    }

    @Test
    void findsTheFileOfAStationByWhatItSays() throws IOException {
        files.write("io.karge.station-north.cfg", List.of("stationId=CS-1 ", "driver = hyc-400-eu"));
        files.addStation("CS-2", "hyc-400-eu", 5020, "ws://127.0.0.1:1/ocpp", "0123456789abcdef");

        assertThat(files.findStation("CS-1")).contains("io.karge.station-north.cfg");
        assertThat(files.findStation("CS-2")).contains("io.karge.station-CS-2.cfg");
        assertThat(files.findStation("CS-3")).isEmpty();
    }

    @Test
    void leavesNothingOfAStationThatIsRemoved() throws IOException {
        files.addStation("CS-2", "hyc-400-eu", 5020, "ws://127.0.0.1:1/ocpp", "0123456789abcdef");

        files.removeStation("CS-2");

        assertThat(etc).isEmptyDirectory();
    }
}
