package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.internal.ProblemList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CfgFolderTest {
    private static final Map<String, String> SET = Map.of("env:SET", "1", "karaf.etc", "/karge/etc");

    @TempDir
    Path parent;

    private Path etc;
    private final ProblemList problems = new ProblemList("gateway", new VirtualTime());
    private CfgFolder folder;

    @BeforeEach
    void begin() throws IOException {
        etc = Files.createDirectory(parent.resolve("etc"));
        folder = new CfgFolder(etc, name -> Optional.ofNullable(SET.get(name)), problems);
    }

    /** Twice: files that still change are not looked into. */
    private void look() {
        folder.look();
        folder.look();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(etc.resolve(name), text);
    }

    @Test
    void namesFileAndKeysWhenTwoKeysDifferInCase() throws IOException {
        write("io.karge.station-a.cfg", "stationId = A\nStationID = A\n");
        write("io.karge.simulator-b.cfg", "name = B\nNAME = B\n");
        write("org.apache.felix.http.cfg", "a.b = 1\nA.b = 2\n");

        look();

        assertThat(problems.all())
                .extracting(Problem::what)
                .containsExactly(
                        "io.karge.simulator-b.cfg is not read",
                        "io.karge.station-a.cfg is not read",
                        "org.apache.felix.http.cfg is not read");
        assertThat(problems.all().get(1).why()).contains("the keys stationId and StationID differ only in capital");
        assertThat(problems.all().get(1).remedy()).contains("read again by itself", "what it said before goes on");
    }

    @Test
    void saysHowAFileShouldBeCalled() throws IOException {
        write("io.karge.station_a.cfg", "stationId = A\nstationid = B\n");
        write("io.karge.station-b.CFG", "");
        write("io.karge.station-c.cfg~", "");
        write("io.karge.station-c.cfg.bak", "");
        Files.createDirectory(etc.resolve("io.karge.station_d"));

        look();

        assertThat(problems.all())
                .extracting(Problem::what)
                .containsExactly(
                        "io.karge.station-b.CFG has the wrong name", "io.karge.station_a.cfg has the wrong name");
        assertThat(problems.all().get(1).remedy()).contains("Call it io.karge.station-a.cfg");
    }

    @Test
    void clearsItWhenTheFileIsCorrectedOrGone() throws IOException {
        write("io.karge.station-a.cfg", "a = 1\nA = 2\n");
        write("io.karge.station.cfg", "");
        look();
        assertThat(problems.all()).hasSize(2);

        write("io.karge.station-a.cfg", "a = 1\n");
        Files.move(etc.resolve("io.karge.station.cfg"), etc.resolve("io.karge.station-b.cfg"));
        look();

        assertThat(problems.all()).isEmpty();
    }

    @Test
    void waitsWhileAFileStillChanges() throws IOException {
        look();
        write("io.karge.station-a.cfg", "a = 1\nA = 2\n");
        folder.look();
        assertThat(problems.all()).isEmpty();

        folder.look();

        assertThat(problems.all()).hasSize(1);
    }

    /** Those of stations and simulators are refused by their readers. */
    @Test
    void namesAVariableThatIsNotSet() throws IOException {
        write("io.karge.rest.cfg", "hosts = ${env:NOPE}, ${env:SET}\n");
        write("org.apache.karaf.shell.cfg", "hostKey = ${karaf.etc}/host.key\nsshPort = ${no.such}\n");
        write("io.karge.station-a.cfg", "stationId = ${env:NOPE}\n");

        look();

        assertThat(problems.all())
                .extracting(Problem::what)
                .containsExactly(
                        "io.karge.rest.cfg names what is not set", "org.apache.karaf.shell.cfg names what is not set");
        assertThat(problems.all()).first().satisfies(problem -> {
            assertThat(problem.why()).contains("hosts names the environment variable NOPE, which is not set");
            assertThat(problem.remedy()).contains("start it anew");
        });
    }

    @Test
    void saysWhichOfTwoKeysCounts() throws IOException {
        write("io.karge.station-a.cfg", "stationId = A\nstationId = B\n");

        look();

        assertThat(problems.all()).extracting(Problem::why).containsExactly("of stationId the last one counts");
    }

    /** Not so for who may read everything. */
    @Test
    void saysThatAFileCannotBeReadUntilItCan() throws IOException {
        write("io.karge.station-a.cfg", "stationId = A\n");
        Path file = etc.resolve("io.karge.station-a.cfg");
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).isFalse();

        look();
        assertThat(problems.all()).extracting(Problem::what).containsExactly("io.karge.station-a.cfg is not read");

        assumeThat(file.toFile().setReadable(true)).isTrue();
        look();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void livesWithoutAFolder() throws IOException {
        Files.delete(etc);

        look();

        assertThat(problems.all()).isEmpty();
    }

    @Test
    void namesAKeyThatNobodyReadsAndTheNearest() throws IOException {
        write("io.karge.rest.cfg", "host = karge.example\n");
        write("io.karge.storage.cfg", "path = /x\n");
        write("io.karge.testsystem.cfg", "port = 8180\npasswort = x\n");
        write("io.karge.drivers.cfg", "any-driver = 1\n");
        write("io.karge.station-a.cfg", "statonId = A\n"); // its reader refuses it

        look();

        assertThat(problems.all())
                .extracting(Problem::what, Problem::why)
                .containsExactly(
                        tuple(
                                "io.karge.rest.cfg has a key that nobody reads",
                                "host is not known; the keys are [hosts]; the nearest is hosts"),
                        tuple(
                                "io.karge.testsystem.cfg has a key that nobody reads",
                                "passwort is not known; the keys are [blockedTokens, heartbeatInterval, host, password,"
                                        + " port]; the nearest is password"));
        write("io.karge.rest.cfg", "hosts = karge.example\n");
        write("io.karge.testsystem.cfg", "port = 8180\n");
        look();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void saysThatAFolderIsNoCfg() throws IOException {
        Path folder = Files.createDirectory(etc.resolve("io.karge.station-a.cfg"));
        Files.createDirectory(etc.resolve("io.karge.station-b.cfg.d"));
        Files.createDirectory(etc.resolve("other.cfg"));

        look();

        assertThat(problems.all()).extracting(Problem::what).containsExactly("io.karge.station-a.cfg is a folder");
        Files.delete(folder);
        write("io.karge.station-a.cfg", "stationId = A\n");
        look();
        assertThat(problems.all()).isEmpty();
    }
}
