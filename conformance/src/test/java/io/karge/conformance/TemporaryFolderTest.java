package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    @Test
    void isGoneWithAllThatIsInItWhenItIsClosed() throws Exception {
        Path path;
        try (TemporaryFolder folder = new TemporaryFolder("gone")) {
            path = folder.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "x");
        }
        assertThat(path).doesNotExist();
    }
}
