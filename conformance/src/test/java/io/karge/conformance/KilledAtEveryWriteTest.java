package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.StoryStep.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at each write of a session, as it is about to be stored and when it is stored and nobody knows: the CSMS
 * is told the whole session, or none where nobody was told of it (E12.FR.01, E12.FR.02). That a write is stored whole or not
 * at all is the store's own promise, and tested there at each operation of the disk.
 */
class KilledAtEveryWriteTest {
    private static final List<StoryStep> SESSION = List.of(
            new StoryStep(Kind.PLUG, 1, 3),
            new StoryStep(Kind.CARD, 1, 25),
            new StoryStep(Kind.VEHICLE_SUSPENDS, 1, 3),
            new StoryStep(Kind.VEHICLE_RESUMES, 1, 5),
            new StoryStep(Kind.CONNECTION_LOST, 1, 22),
            new StoryStep(Kind.CARD, 1, 5),
            new StoryStep(Kind.UNPLUG, 1, 5));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> theSessionIsWhole() {
        int writes = run(Integer.MAX_VALUE, false);
        assertThat(writes).as("writes of an undisturbed session").isGreaterThan(15);
        return IntStream.rangeClosed(1, writes)
                .boxed()
                .flatMap(write -> Stream.of(
                        DynamicTest.dynamicTest("died before write " + write, () -> run(write, false)),
                        DynamicTest.dynamicTest("died after write " + write, () -> run(write, true))));
    }

    /** Gives how many writes there were. */
    private int run(int dieAt, boolean stored) {
        try (StoryStation station = new StoryStation(folder)) {
            StoryVerdict verdict = new StoryVerdict(station, station.meters());
            StoryBirths disk = station.disk();
            disk.dieAt(dieAt, stored);
            SESSION.forEach(station::happens);
            int writes = disk.commits();
            station.ends();
            verdict.pronounce();
            assertThat(disk.isDead()).as("it died").isEqualTo(dieAt != Integer.MAX_VALUE);
            return writes;
        }
    }
}
