package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.internal.FakeSecrets;
import io.karge.security.Secrets;
import io.karge.station.SecurityLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainedSecurityLogTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path base;

    private final VirtualTime time = new VirtualTime();

    private Optional<String> unusable = Optional.empty();
    private boolean givenUp;

    private ChainedSecurityLog open() {
        FakeSecrets secrets = new FakeSecrets() {
            @Override
            public Optional<String> unusable() {
                return unusable;
            }

            @Override
            public boolean isGivenUp(String sealedText) {
                return givenUp;
            }
        };
        ChainedSecurityLog log = new ChainedSecurityLog(base, secrets, time, time);
        time.runUntilIdle();
        return log;
    }

    private static Entry entry(String what) {
        return new Entry(AT, "CS-1", "ResetOrReboot", "shell user karaf", what);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(base.resolve("security/security.log"));
    }

    @Test
    void writesEachEntryAsALineAndIsWhole() throws IOException {
        ChainedSecurityLog log = open();
        log.add(entry("one"));
        log.add(entry("two\nlines"));
        time.runUntilIdle();
        assertThat(lines().get(0))
                .startsWith("2026-01-02T03:04:05Z station=CS-1 event=ResetOrReboot who=\"shell user karaf\""
                        + " what=\"one\" seq=1 mac=");
        assertThat(lines()).hasSize(2);
        assertThat(log.check()).isEmpty();
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void givesTheEntriesOfOneStationAndTime() throws IOException { // N01.FR.03
        ChainedSecurityLog log = open();
        log.add(entry("one"));
        log.add(new Entry(AT.plusSeconds(60), "CS-1", "ResetOrReboot", "x", "two"));
        log.add(new Entry(AT.plusSeconds(60), "CS-12", "ResetOrReboot", "x", "of another"));
        log.add(new Entry(AT.plusSeconds(120), "CS-1", "ResetOrReboot", "x", "waits")); // is not written yet
        List<String> all = new ArrayList<>();
        log.read("CS-1", Optional.empty(), Optional.empty(), all::add);
        assertThat(all).hasSize(3);
        assertThat(all.get(2)).contains("what=\"waits\"");
        List<String> middle = new ArrayList<>();
        log.read("CS-1", Optional.of(AT.plusSeconds(1)), Optional.of(AT.plusSeconds(119)), middle::add);
        assertThat(middle).singleElement().asString().contains("what=\"two\"");
        assertThat(log.check()).isEmpty();
    }

    @Test
    void goesOnWhereItEndedAndWritesWhatWaitsAtItsEnd() throws IOException {
        ChainedSecurityLog log = open();
        log.add(entry("one"));
        log.close();
        assertThat(lines()).hasSize(1);
        ChainedSecurityLog next = open();
        next.add(entry("two"));
        time.runUntilIdle();
        assertThat(lines().get(1)).contains("what=\"two\" seq=2 mac=");
        assertThat(next.check()).isEmpty();
    }

    @Test
    void tellsWhatSomebodyHasChanged() throws IOException {
        ChainedSecurityLog log = open();
        log.add(entry("one"));
        time.runUntilIdle();
        Files.writeString(base.resolve("security/security.log"), lines().get(0).replace("karaf", "root") + "\n");
        assertThat(log.check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("changed");
            assertThat(problem.why()).contains("security.log line 1 seq=1");
        });
    }

    @Test
    void aDiskThatFailsLosesNothing() throws IOException {
        Files.writeString(base.resolve("security"), "in the way");
        ChainedSecurityLog log = open();
        log.add(entry("one"));
        time.runUntilIdle();
        assertThat(log.problems()).singleElement().satisfies(problem -> assertThat(problem.what())
                .isEqualTo("The security log cannot be written"));
        assertThat(log.check()).singleElement().satisfies(problem -> assertThat(problem.what())
                .isEqualTo("The security log cannot be read"));
        log.add(entry("two"));

        Files.delete(base.resolve("security"));
        time.advance(ChainedJournal.RETRY);
        assertThat(lines())
                .extracting(line -> line.replaceFirst(".*what=\"(\\w+)\".*", "$1"))
                .containsExactly("one", "two");
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void keepsOverRestartsWhatHappensWhileTheMasterKeyIsAwayAndSaysThatItCannotBeChecked() throws IOException {
        open().add(entry("before"));
        time.runUntilIdle();
        unusable = Optional.of("it is missing");
        ChainedSecurityLog log = open();
        log.add(entry("meanwhile"));
        time.runUntilIdle();

        assertThat(log.problems()).isEmpty();
        assertThat(log.check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The security log cannot be checked");
            assertThat(problem.why())
                    .contains(
                            Secrets.UNUSABLE, base.resolve("security/meanwhile").toString())
                    .doesNotContain("it is missing");
        });

        unusable = Optional.empty();
        ChainedSecurityLog next = open();
        List<String> all = new ArrayList<>();
        next.read("CS-1", Optional.empty(), Optional.empty(), all::add);
        assertThat(all)
                .extracting(line -> line.replaceFirst(".*what=\"(\\w+)\".*", "$1"))
                .containsExactly("before", "meanwhile");
        assertThat(next.check()).isEmpty();
    }

    @Test
    void saysThatANewChainHasBegunUntilTheOneBeforeIsMovedAway() throws IOException {
        open().add(entry("one"));
        time.runUntilIdle();
        givenUp = true;
        open();
        givenUp = false;

        ChainedSecurityLog log = open();
        Path before = base.resolve("security/before-1");
        assertThat(log.check()).as("the doctor shows problems() as well").isEmpty();
        assertThat(log.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The security log has begun a new chain");
            assertThat(problem.why()).contains(before.toString(), "cannot be checked");
            assertThat(problem.remedy()).contains("move that folder away");
        });

        Files.move(before, base.resolve("elsewhere"));
        assertThat(log.problems()).isEmpty();
        assertThat(log.check()).isEmpty();
    }

    private void delete(String... names) throws IOException {
        for (String name : names) {
            Files.delete(base.resolve("security").resolve(name));
        }
    }

    @Test
    void goesOnAfterItsFolderWasDeletedAndSaysSo() throws IOException {
        ChainedSecurityLog log = open();
        log.add(entry("one"));
        time.runUntilIdle();
        delete("security.log", "security.head", "security.key", "");
        log.add(entry("two"));
        time.runUntilIdle();

        assertThat(lines().get(0)).startsWith("a new chain begins");
        assertThat(lines().get(1)).contains("what=\"two\"");
        for (List<Problem> found : List.of(log.problems(), open().problems())) {
            assertThat(found).singleElement().satisfies(problem -> assertThat(problem.why())
                    .contains("its folder was emptied or deleted"));
        }
    }

    @Test
    void findsThatItsKeyWasDeletedInOneProblem() throws IOException {
        ChainedSecurityLog log = open();
        for (int line = 0; line < 30; line++) {
            log.add(entry("one"));
        }
        time.runUntilIdle();
        delete("security.key");
        assertThat(log.check()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("security.key, was missing", "before-1"));
    }
}
