package io.karge.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.configuration.CfgFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;

@SuppressWarnings("JdkObsolete") // the only public Dictionary of the JDK
class LeftConfigurationsTest {
    @TempDir
    Path etc;

    private static Dictionary<String, Object> readFrom(Object file) {
        return FrameworkUtil.asDictionary(Map.of(CfgFile.FILENAME, file));
    }

    @Test
    void findsTheConfigurationOfAFileThatIsGone() throws IOException {
        Path gone = etc.resolve("io.karge.station-a b.cfg");
        Path there = Files.createFile(etc.resolve("io.karge.station-b.cfg"));

        assertThat(LeftConfigurations.missing(readFrom(gone.toUri().toString())))
                .contains(gone);
        assertThat(LeftConfigurations.missing(readFrom(there.toUri().toString())))
                .isEmpty();
    }

    @Test
    void leavesAloneWhatWasReadFromNoFile() {
        assertThat(LeftConfigurations.missing(FrameworkUtil.asDictionary(Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "etc/x.cfg", "http://example.com/x.cfg", "mvn:a/b", "file:x", "a b", "file:///a%00b"})
    void leavesAloneWhatNamesNoFile(String file) {
        assertThat(LeftConfigurations.missing(readFrom(file))).isEmpty();
    }
}
