package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A station that does something wrong, and the cases that must notice.
 *
 * @param what it does, for people
 * @param breakage makes it, once for each run
 * @param catches the cases that must fail
 * @param excuse why they pass all the same; empty unless that is so
 */
record Mutant(String what, Supplier<Breakage> breakage, List<Catch> catches, Optional<String> excuse) {

    /**
     * A case that must fail.
     *
     * @param scenario a case ({@code B_01} is {@code TC_B_01_CS}) or the name of an own check
     * @param words what the failure must say: the step, or more; empty when any failure will do
     */
    record Catch(String scenario, String words) {}

    Mutant {
        catches = List.copyOf(catches);
    }

    static Mutant of(String what, Supplier<Breakage> breakage) {
        return new Mutant(what, breakage, List.of(), Optional.empty());
    }

    /** These fail, in whatever words. */
    Mutant in(String... scenarios) {
        return at("", scenarios);
    }

    /** These fail and say where. */
    Mutant at(String words, String... scenarios) {
        List<Catch> more = Stream.concat(
                        catches.stream(), Arrays.stream(scenarios).map(scenario -> new Catch(scenario, words)))
                .toList();
        return new Mutant(what, breakage, more, excuse);
    }

    /** The cases named pass: this is why. */
    Mutant excused(String why) {
        return new Mutant(what, breakage, catches, Optional.of(why));
    }
}
