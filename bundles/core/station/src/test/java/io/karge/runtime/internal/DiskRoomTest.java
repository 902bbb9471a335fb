package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.DiskFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private long free = 1_000_000_000;

    private final DiskRoom look = new DiskRoom(
            List.of(new DiskFolder(Path.of("gone"), ""), new DiskFolder(Path.of("store"), "Stations go offline.")),
            this::free,
            problems,
            time);

    private long free(Path folder) throws IOException {
        if (folder.endsWith("gone")) {
            throw new IOException("gone");
        }
        return free;
    }

    @Test
    void aDiskIsAProblemWhileItIsFull() {
        look.run();
        assertThat(problems.all()).isEmpty();

        free = 0;
        look.run();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("the disk of store is full");
            assertThat(problem.why()).contains("0 MB");
            assertThat(problem.remedy()).endsWith("Stations go offline.");
        });

        free = 20_000_000;
        look.run();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void saysOfEachFolderWhatHappens() {
        assertThat(DiskFolder.ofContainer())
                .extracting(DiskFolder::whenFull)
                .satisfiesExactly(store -> assertThat(store).contains("offline"), logs -> assertThat(logs)
                        .contains("not logged", "stations go on"));
    }
}
