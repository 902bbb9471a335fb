package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.runtime.internal.NetworkProfile.InSlot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which profile the next attempt goes through, and whether it waits. */
class AttemptPlanTest {

    /**
     * B10.FR.03, B10.FR.04, B10.FR.07 to B10.FR.09. Attempts by slot, with ~ before those that wait; each fails. The first does not: what
     * comes before it, a boot or a loss, decides that. W is the profile that worked last.
     */
    @ParameterizedTest(name = "{0} worked {1}, {2} attempts")
    @CsvSource(delimiter = '|', textBlock = """
            # priority | worked | attempts | sequence
            1          | -      | 1        | 1 ~1 ~1 ~1
            1          | W      | 1        | 1 ~W ~W ~W ~W ~W ~W ~W ~W ~W ~W ~1 ~W
            1          | -      | 3        | 1 ~1 ~1 ~1 ~1
            2 1        | -      | 1        | 2 1 ~2 1 ~2
            2 1        | -      | 2        | 2 ~2 1 ~1 ~2 ~2 1
            2 1        | W      | 1        | 2 1 ~W ~W ~W ~W ~W ~W ~W ~W ~W ~W ~2 1 ~W
            2 1        | W      | 2        | 2 ~2 1 ~1 ~W
            3 2 1      | W      | 1        | 3 2 1 ~W
                       | W      | 2        | W ~W ~W
            """)
    void goesThroughTheEntriesAndBack(String priority, String worked, int attempts, String sequence) {
        List<InSlot> entries = priority == null
                ? List.of()
                : List.of(priority.split(" ")).stream().map(AttemptPlanTest::at).toList();
        AttemptPlan plan = AttemptPlan.of(entries, worked.equals("W") ? at("9") : null);
        int length = sequence.split(" ").length;
        assertThat(String.join(" ", failing(plan, attempts, length)).replace('9', 'W'))
                .isEqualTo(sequence);
    }

    /** The back-off spares the CSMS that has failed, whichever slot names it (Part 4, 5.4). */
    @Test
    void waitsForTheSameCsmsInAnotherSlot() {
        AttemptPlan plan = AttemptPlan.of(List.of(at(1, "ws://a"), at(2, "ws://a"), at(3, "ws://b")), null);
        assertThat(failing(plan, 1, 3)).containsExactly("1", "~2", "3");
    }

    @Test
    void beginsAnewWithTheFirstEntry() {
        AttemptPlan plan = AttemptPlan.of(List.of(at("2"), at("1")), at("9"))
                .failed(1)
                .failed(1)
                .failed(1);
        assertThat(plan.next()).contains(at("9"));
        assertThat(failing(plan.begun(), 1, 3)).containsExactly("2", "1", "~9");
    }

    @Test
    void staysWithWhatWasConnectedBeforeTheOthers() {
        AttemptPlan plan = AttemptPlan.of(List.of(at("2"), at("1")), at("1"));
        assertThat(failing(plan.stayingWith(at("1")), 1, 3)).containsExactly("1", "2", "~1");
        assertThat(failing(plan.stayingWith(at("3")), 1, 4)).containsExactly("3", "2", "1", "~1");
    }

    @Test
    void knowsWhenThereIsNothing() {
        AttemptPlan nothing = AttemptPlan.of(List.of(), null);
        assertThat(nothing.next()).isEmpty();
        assertThat(nothing.failed(1).next()).isEmpty();
    }

    private static List<String> failing(AttemptPlan begin, int attempts, int length) {
        AttemptPlan plan = begin;
        List<String> sequence = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            boolean waits = i > 0 && !plan.atOnce();
            sequence.add((waits ? "~" : "") + plan.next().orElseThrow().slot());
            plan = plan.failed(attempts);
        }
        return sequence;
    }

    private static InSlot at(String slot) {
        return at(Integer.parseInt(slot), "ws://csms-" + slot);
    }

    private static InSlot at(int slot, String url) {
        return new InSlot(slot, new NetworkProfile(url, 1, 30, OCPPInterfaceEnumType.Wired0));
    }
}
