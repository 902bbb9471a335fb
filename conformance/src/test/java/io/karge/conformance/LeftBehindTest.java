package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSessionListener;

class LeftBehindTest {
    @Test
    void isToldWhenAllTestsHaveRun() {
        assertThat(ServiceLoader.load(LauncherSessionListener.class)).hasAtLeastOneElementOfType(LeftBehind.class);
    }

    @Test
    void makesFoldersThatAreThere() throws Exception {
        Path folder = LeftBehind.folder("left");
        assertThat(Files.createFile(folder.resolve("file"))).exists();
    }
}
