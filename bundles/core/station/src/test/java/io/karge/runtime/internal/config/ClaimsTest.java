package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.config.Claims.Claim;
import io.karge.runtime.internal.config.Claims.Hold;
import io.karge.runtime.internal.config.Claims.Past;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim is written {@code file:station:hardware}, and so is what ran. */
class ClaimsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # claims in order       | ran             | accepted        | refused
            a:X:1 b:Y:2             | -               | a b             | -
            a:X:1 b:X:2             | -               | a               | b
            b:X:1 a:X:2             | -               | b               | a
            a:X:1 b:Y:1             | -               | a               | b
            a:X:1 b:X:2             | b:X:2           | b               | a
            a:X:1 b:Y:1             | b:Y:1           | b               | a
            # edited while it ran, or while the gateway was down: part of what ran is more than nothing
            a:X:1 b:X:2             | b:X:9           | b               | a
            a:X:1 b:Y:1             | b:Z:1           | b               | a
            # all of it is more than part
            a:X:1 b:X:1             | b:X:1 a:Y:1     | b               | a
            a:Y:1 b:X:1             | a:Y:2 b:X:1     | b               | a
            # renamed: nobody ran
            b:X:1                   | a:X:1           | b               | -
            # one in the way of two
            a:X:1 b:X:2 c:Y:1       | -               | a               | b c
            a:X:1 b:X:2 c:Y:1       | b:X:2 c:Y:1     | b c             | a
            # what a refused one would have taken is free
            a:X:1 b:X:2 c:Z:2       | -               | a c             | b
            """)
    void countsTheOneThatRanElseTheFirst(String claims, String ran, String accepted, String refused) {
        Claims decided = Claims.decide(claims(claims), new Past(ran(ran), true, station -> Hold.FREE));

        assertThat(decided.accepted().stream().map(Claim::file)).containsExactlyInAnyOrder(split(accepted));
        assertThat(decided.refused().stream().map(refusal -> refusal.claim().file()))
                .containsExactlyInAnyOrder(split(refused));
        assertThat(decided.undecided()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a:X:1 b:X:2 c:Z:3       | -               | c               | a b
            a:X:1 b:Y:1 c:Z:3       | -               | c               | a b
            a:X:1 b:X:2             | b:X:2           | b               | -
            """)
    void letsRivalsWaitUntilItIsKnownWhoRan(String claims, String ran, String accepted, String undecided) {
        Claims decided = Claims.decide(claims(claims), new Past(ran(ran), false, station -> Hold.FREE));

        assertThat(decided.accepted().stream().map(Claim::file)).containsExactlyInAnyOrder(split(accepted));
        assertThat(decided.undecided().stream().map(Claim::file)).containsExactlyInAnyOrder(split(undecided));
    }

    /** {@code X+} is a station whose transactions hold its hardware, {@code X?} one of which that is not known. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # claims                | ran             | holds | accepted | refused | undecided
            b:Y:1                   | a:X:1           | X+    | -        | b       | -
            b:Y:1                   | a:X:1           | X?    | -        | -       | b
            b:Y:1                   | a:X:1           | -     | b        | -       | -
            b:Y:2                   | a:X:1           | X+    | b        | -       | -
            # edited in place
            a:Y:1                   | a:X:1           | X+    | -        | a       | -
            # its own file comes back, under whatever name
            b:Y:1 c:X:1             | a:X:1           | X+    | c        | b       | -
            b:Y:1 a:X:1             | a:X:1           | X+    | a        | b       | -
            # its file leads elsewhere now: the transactions cannot go there
            b:Y:1 a:X:2             | a:X:1           | X+    | -        | a b     | -
            b:Y:1 a:X:2             | a:X:1           | X?    | -        | -       | a b
            a:X:2                   | a:X:1           | -     | a        | -       | -
            # elsewhere is another's: it does not count, and nobody gets what it holds
            b:Y:1 a:X:2 c:Z:2       | a:X:1 c:Z:2     | X+    | c        | a b     | -
            # who has driven it since has it
            b:Y:1                   | a:X:1 b:Y:1     | X+    | b        | -       | -
            """)
    void leavesHardwareToTheStationWhoseTransactionsRunOnIt(
            String claims, String ran, String holds, String accepted, String refused, String undecided) {
        List<String> held = List.of(split(holds));

        Claims decided = Claims.decide(
                claims(claims),
                new Past(
                        ran(ran),
                        true,
                        station -> held.contains(station + "+")
                                ? Hold.HOLDS
                                : held.contains(station + "?") ? Hold.UNKNOWN : Hold.FREE));

        assertThat(decided.accepted().stream().map(Claim::file)).containsExactlyInAnyOrder(split(accepted));
        assertThat(decided.refused().stream().map(refusal -> refusal.claim().file()))
                .containsExactlyInAnyOrder(split(refused));
        assertThat(decided.undecided().stream().map(Claim::file)).containsExactlyInAnyOrder(split(undecided));
    }

    private static String[] split(String names) {
        return names == null ? new String[0] : names.split(" ");
    }

    private static List<Claim> claims(String text) {
        return Arrays.stream(split(text)).map(ClaimsTest::claim).toList();
    }

    private static Claim claim(String text) {
        String[] parts = text.split(":", -1);
        URI csms = URI.create("ws://csms.example/ocpp");
        return new Claim(
                parts[0],
                StationConfig.of(parts[1], "memory", URI.create("memory:" + parts[2]), csms, "0123456789abcdef"),
                parts[2]);
    }

    private static Map<String, Ran> ran(String text) {
        Map<String, Ran> ran = new HashMap<>();
        for (String before : split(text)) {
            Claim claim = claim(before);
            ran.put(
                    claim.config().stationId(),
                    new Ran(claim.file(), "memory", "memory:" + claim.hardware(), claim.hardware()));
        }
        return ran;
    }
}
