package io.karge.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The note that bin/setenv looks for. */
class FinishedStartTest {
    @TempDir
    Path cache;

    @Test
    void isNotedEachTime() {
        new FinishedStart(cache);
        new FinishedStart(cache);

        assertThat(cache.resolve("karge-installed")).isEmptyFile();
    }

    @Test
    void doesWithoutANoteWhereNoneCanBeWritten() {
        assertThatCode(() -> new FinishedStart(cache.resolve("gone"))).doesNotThrowAnyException();
    }
}
