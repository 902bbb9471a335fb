package io.karge.conformance;

import io.karge.conformance.StoryStep.Kind;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens at a station, and in whatever order, the CSMS's view of its transactions is whole, in order, and fits the
 * meters (E04, E12, E13). A story that fails is printed, as short as it can be, with the seed that tells it again.
 */
class RandomStoriesTest {

    @Property(tries = 120)
    void theCsmsKnowsItAll(@ForAll("stories") List<StoryStep> story) {
        tell(story);
    }

    /** The clock that the process begins with is ahead of what was told last, and behind that of the transaction. */
    @Example
    void noTimeRunsBackWhenTheProcessDiesAfterTheClockWasSetBack() {
        tell(List.of(
                new StoryStep(Kind.PLUG, 1, 5),
                new StoryStep(Kind.CARD, 1, 60),
                new StoryStep(Kind.CSMS_CLOCK_BACK, 1, 26),
                new StoryStep(Kind.NOTHING, 1, 90),
                new StoryStep(Kind.PROCESS_DIES, 1, 30)));
    }

    @Provide
    Arbitrary<List<StoryStep>> stories() {
        Arbitrary<Kind> kind = Arbitraries.frequency(Arrays.stream(Kind.values())
                .map(one -> Tuple.of(one.weight(), one))
                .toList());
        return Combinators.combine(
                        kind,
                        Arbitraries.integers().between(1, StoryStation.EVSES),
                        Arbitraries.integers().between(0, 90))
                .as(StoryStep::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    static void tell(List<StoryStep> story) {
        try (TemporaryFolder folder = new TemporaryFolder("story");
                StoryStation station = new StoryStation(folder.path())) {
            StoryVerdict verdict = new StoryVerdict(station, station.meters());
            story.forEach(station::happens);
            station.ends();
            verdict.pronounce();
        }
    }
}
