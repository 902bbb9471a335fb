package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;

class DriverPinsFileTest {
    @TempDir
    Path etc;

    @Test
    void writesALineForADriverAndLeavesTheOthersAlone() throws IOException {
        Path file = etc.resolve("io.karge.drivers.cfg");
        Files.writeString(file, "# ours\nhyc-400-us=1.0.0\n other : 2 \n");
        DriverPinsFile pins = new DriverPinsFile(etc);

        assertThat(pins.put("hyc-400-us", "1.1.0")).isEqualTo(Map.of("hyc-400-us", "1.1.0", "other", "2"));
        assertThat(file).hasContent("# ours\n other : 2 \nhyc-400-us = 1.1.0");
        assertThat(pins.put("hyc-400-us", null)).isEqualTo(Map.of("other", "2"));
        assertThat(etc).isDirectoryContaining(file::equals);
        try (var all = Files.list(etc)) {
            assertThat(all).containsExactly(file);
        }
    }

    /** As the container reads it: an entry may go on in the next line, and its key may be escaped. */
    @Test
    void replacesAnEntryHoweverItIsWritten() throws IOException {
        Path file = etc.resolve("io.karge.drivers.cfg");
        Files.writeString(file, "a = \\\n  1.0\nb\\u002Dc:2\n! a = 3\nd 4\n");
        DriverPinsFile pins = new DriverPinsFile(etc);

        assertThat(pins.put("a", "5")).isEqualTo(Map.of("a", "5", "b-c", "2", "d", "4"));
        assertThat(pins.put("b-c", null)).isEqualTo(Map.of("a", "5", "d", "4"));
        assertThat(file).hasContent("! a = 3\nd 4\na = 5");
    }

    @Test
    void makesTheFileWhenItIsNotThere() {
        assertThat(new DriverPinsFile(etc).put("x", "1")).isEqualTo(Map.of("x", "1"));
    }

    @Test
    void readsWhatTheContainerHasRead() {
        Map<String, String> properties = Map.of("service.pid", "io.karge.drivers", "x", " 1.2 ");

        assertThat(DriverPinsFile.read(FrameworkUtil.asDictionary(properties))).isEqualTo(Map.of("x", "1.2"));
        assertThat(DriverPinsFile.read(null)).isEmpty();
    }
}
