package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.configuration.CfgFile;
import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.ProblemList;
import io.karge.runtime.internal.StoredMap;
import io.karge.storage.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CfgStationsTest {
    private static final String ONE = "put CS-1 modbus-tcp://127.0.0.1:5020?unitId=1";

    @TempDir
    Path base;

    private final VirtualTime time = new VirtualTime();
    private final MemoryStore store = new MemoryStore(time.computing(), time);
    private ProblemList problems = new ProblemList("gateway", time);
    private final List<String> done = new ArrayList<>();
    private final Set<String> drivers = new HashSet<>(Set.of("hyc-400-us"));
    private final Set<String> charging = new HashSet<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private boolean unreadable;
    private @Nullable CfgStations begun;

    @BeforeEach
    void begin() {
        restart();
    }

    private CfgStations made() {
        return new CfgStations(
                new Recorder(),
                problems,
                new StoredMap<>("cfg/", Ran.class, store, time.computing()),
                new CfgStations.Surroundings(
                        Map.of("CS_PASSWORD", "env-password-1234"),
                        base,
                        time,
                        time,
                        new CfgFolder(base, name -> Optional.empty(), problems)));
    }

    /** A gateway on the same store, as the first was ended or killed. */
    private void restart(String... pids) {
        if (begun != null) {
            begun.close();
        }
        done.clear();
        problems = new ProblemList("gateway", time);
        begun = made();
        begun.begin(Set.of(pids));
        time.runUntilIdle();
    }

    private CfgStations stations() {
        return Objects.requireNonNull(begun);
    }

    private void put(String pid, Map<String, Object> cfg) {
        cfg.put("service.pid", pid);
        cfg.put(CfgFile.FILENAME, "file:/karge/etc/" + pid + ".cfg");
        stations().put(pid, cfg);
        time.runUntilIdle();
    }

    private void remove(String pid) {
        stations().remove(pid);
        time.runUntilIdle();
    }

    private void driversChanged() {
        CompletionStage<Void> done = stations().driversChanged();
        time.runUntilIdle();
        assertThat(done).isCompleted();
    }

    private static Map<String, Object> cfg() {
        return StationCfgTest.cfg();
    }

    private static Map<String, Object> cfg(String stationId, String driverUri) {
        Map<String, Object> cfg = cfg();
        cfg.put("stationId", stationId);
        cfg.put("driverUri", driverUri);
        return cfg;
    }

    private List<String> refusals() {
        return problems.all().stream().map(StationView.Problem::why).toList();
    }

    // --- one file ---

    @Test
    void refusesAWrongFileAndLeavesTheOthersAlone() {
        put("one", cfg());
        Map<String, Object> broken = cfg();
        broken.put("stationId", "CS-2");
        broken.remove("driver");

        put("two", broken);

        assertThat(done).containsExactly(ONE);
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("two.cfg is refused");
            assertThat(problem.why()).isEqualTo("driver is missing; write driver = ...");
            assertThat(problem.remedy()).contains("read again by itself", "its station does not run");
        });
        remove("two");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void keepsAStationAsItWasWhenItsFileBecomesWrong() {
        put("one", cfg());
        Map<String, Object> broken = cfg();
        broken.put("securityProfile", "9");

        put("one", broken);

        assertThat(done).hasSize(1);
        assertThat(problems.all().get(0).remedy()).contains("station CS-1 goes on as before");
    }

    @Test
    void replacesTheStationWhenAFileNamesAnotherOne() {
        put("one", cfg());
        put("one", cfg("CS-9", "modbus-tcp://127.0.0.1:5020?unitId=1"));

        assertThat(done)
                .containsExactly(
                        ONE, "ask CS-1", "remove CS-1", "ask CS-1", "put CS-9 modbus-tcp://127.0.0.1:5020?unitId=1");
        restart();
        assertThat(done).containsExactly("ask CS-9");
    }

    @Test
    void warnsOfAPasswordInPlainText() {
        Map<String, Object> cfg = cfg();
        cfg.put("basicAuthPassword", "plain-password-1234");

        put("one", cfg);

        assertThat(done).hasSize(1);
        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .containsExactly("one.cfg holds a password in plain text");
        assertThat(problems.all().toString()).doesNotContain("plain-password-1234");
    }

    @Test
    void namesAVariableThatIsNotSetWhateverTheKey() throws IOException {
        Path file = Files.writeString(
                base.resolve("io.karge.station-one.cfg"),
                "stationId = ${env:NO_ID}\nbasicAuthPassword = ${env:CS_PASSWORD}\n");
        Map<String, Object> cfg = cfg();
        cfg.put("stationId", "");
        cfg.put("basicAuthPassword", "env-password-1234");
        cfg.put("service.pid", "one");
        cfg.put(CfgFile.FILENAME, file.toUri().toString());

        stations().put("one", cfg);
        time.runUntilIdle();

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("io.karge.station-one.cfg is refused");
            assertThat(problem.why()).startsWith("stationId names the environment variable NO_ID, which is not set");
        });
    }

    @Test
    void looksAtTheFolderOfCfgFiles() throws IOException {
        Files.writeString(base.resolve("io.karge.station_a.cfg"), "");

        time.advance(Duration.ofSeconds(5));

        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .containsExactly("io.karge.station_a.cfg has the wrong name");
    }

    @Test
    void refusesWhatTheDriverDoesNotKnowAndAsksTheNextOne() {
        put("one", cfg());
        Map<String, Object> cfg = cfg();
        cfg.put("driver.pollMillis", "250");

        put("one", cfg);
        assertThat(refusals()).containsExactly("not all are of []");
        assertThat(problems.all().get(0).remedy()).contains("station CS-1 goes on as before");

        drivers.clear();
        stations().driversChanged();
        time.runUntilIdle();
        assertThat(done).containsExactly(ONE);
        assertThat(problems.all()).hasSize(1);

        drivers.add("hyc-400-us");
        known.add("pollMillis");
        stations().driversChanged();
        time.runUntilIdle();
        assertThat(done).containsExactly(ONE, ONE);
        assertThat(problems.all()).isEmpty();
    }

    // --- two files ---

    @Test
    void takesTheFirstOfTwoFilesWithTheSameIdentityAndTheOtherWhenTheFirstGoes() {
        put("one", cfg());
        put("two", cfg("CS-1", "modbus-tcp://127.0.0.1:5021"));

        assertThat(done).hasSize(1);
        assertThat(refusals()).containsExactly("stationId 'CS-1' is that of one.cfg");
        assertThat(problems.all().get(0).remedy()).doesNotContain("goes on");

        remove("one");
        assertThat(done).containsExactly(ONE, "remove CS-1", "ask CS-1", "put CS-1 modbus-tcp://127.0.0.1:5021");
        assertThat(problems.all()).isEmpty();
    }

    /** An identity is an identifierString, which is case-insensitive (Part 4, 3.1.1; Part 2, 2.1.4). */
    @Test
    void takesIdentitiesForTheSameThatDifferInCapitalsOnly() {
        put("one", cfg());
        put("two", cfg("cs-1", "modbus-tcp://127.0.0.1:5021"));

        assertThat(done).containsExactly(ONE);
        assertThat(refusals())
                .containsExactly(
                        "stationId 'cs-1' is that of one.cfg, which writes it 'CS-1': capitals make no other identity");

        remove("one");
        assertThat(done).contains("put cs-1 modbus-tcp://127.0.0.1:5021");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void saysNoPasswordOfHardware() {
        put("one", cfg("CS-1", "modbus-tcp://op:secret1@h?password=secret2"));
        put("two", cfg("CS-2", "modbus-tcp://op:secret1@h?password=secret2"));

        assertThat(refusals())
                .containsExactly(
                        "driverUri leads to modbus-tcp://h?password=***, which one.cfg drives as station CS-1");
    }

    @Test
    void refusesACopyForTheSameHardwareByTheNameOfTheFirstFile() {
        put("one", cfg());
        put("two", cfg("CS-2", "MODBUS-TCP://127.0.0.1:5020?unitId=1"));

        assertThat(done).containsExactly(ONE);
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("two.cfg is refused");
            assertThat(problem.why())
                    .isEqualTo("driverUri leads to MODBUS-TCP://127.0.0.1:5020?unitId=1, which one.cfg drives as"
                            + " station CS-1, there as modbus-tcp://127.0.0.1:5020?unitId=1");
        });

        remove("one");
        assertThat(done)
                .containsExactly(ONE, "remove CS-1", "ask CS-1", "put CS-2 MODBUS-TCP://127.0.0.1:5020?unitId=1");
    }

    @Test
    void takesBothWhenTheDriversNameDifferentHardware() {
        put("one", cfg());
        put("two", cfg("CS-2", "modbus-tcp://127.0.0.1:5020?unitId=2"));

        assertThat(done).hasSize(2);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void findsOutThatTheHardwareIsTheSameWhenTheDriverComes() {
        drivers.clear();
        put("two", cfg("CS-2", "modbus-tcp://H"));
        put("one", cfg("CS-1", "modbus-tcp://h"));
        assertThat(done).as("no driver has said that it is the same").hasSize(2);

        drivers.add("hyc-400-us");
        driversChanged();

        assertThat(done).containsExactly("put CS-2 modbus-tcp://H", "put CS-1 modbus-tcp://h", "remove CS-1");
        assertThat(refusals()).singleElement().asString().contains("which two.cfg drives");
    }

    @Test
    void knowsTheHardwareOfADriverThatHasLeft() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        drivers.clear();
        driversChanged();

        put("one", cfg("CS-1", "modbus-tcp://h"));
        restart("one", "two");
        put("one", cfg("CS-1", "modbus-tcp://h"));
        put("two", cfg("CS-2", "modbus-tcp://H"));
        drivers.add("hyc-400-us");
        driversChanged();

        assertThat(done).contains("put CS-1 modbus-tcp://h", "remove CS-2");
    }

    @Test
    void leavesTheStationOfAFileThatNowWantsWhatIsAnothersAsItWas() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        put("two", cfg("CS-2", "modbus-tcp://i"));

        put("two", cfg("CS-2", "modbus-tcp://h"));

        assertThat(done).hasSize(2);
        assertThat(problems.all()).singleElement().satisfies(problem -> assertThat(problem.remedy())
                .endsWith("Until then station CS-2 goes on as before"));
        put("one", cfg("CS-1", "modbus-tcp://i"));
        assertThat(done.subList(2, done.size()))
                .containsExactlyInAnyOrder(
                        "ask CS-1", "ask CS-2", "put CS-1 modbus-tcp://i", "put CS-2 modbus-tcp://h");
        assertThat(problems.all()).isEmpty();
    }

    // --- over restarts ---

    @Test
    void countsTheOneThatRanOverRestartsInWhateverOrderTheFilesCome() {
        put("two", cfg());
        put("one", cfg("CS-1", "modbus-tcp://127.0.0.1:5021"));

        restart("one", "two");
        put("one", cfg("CS-1", "modbus-tcp://127.0.0.1:5021"));
        assertThat(done).as("not all files have been seen").isEmpty();
        put("two", cfg());

        assertThat(done).containsExactly(ONE);
        assertThat(refusals()).containsExactly("stationId 'CS-1' is that of two.cfg");
    }

    @Test
    void countsTheFirstByNameWhenNeitherRan() {
        restart("two", "one");
        put("two", cfg("CS-1", "modbus-tcp://h"));
        put("one", cfg("CS-1", "modbus-tcp://i"));

        assertThat(done).containsExactly("put CS-1 modbus-tcp://i");
    }

    @Test
    void letsRivalsWaitWhileTheStoreIsNotOpenAndNobodyElse() {
        put("two", cfg());
        stations().close();
        store.fail("broken");

        restart("one", "two", "three");
        put("one", cfg("CS-1", "modbus-tcp://127.0.0.1:5021"));
        put("two", cfg());
        put("three", cfg("CS-3", "modbus-tcp://127.0.0.1:5023"));
        assertThat(done).containsExactly("put CS-3 modbus-tcp://127.0.0.1:5023");
        store.repair();
        time.runUntilIdle();

        assertThat(done).containsExactly("put CS-3 modbus-tcp://127.0.0.1:5023", ONE);
    }

    @Test
    void goesOnWithoutAFileThatIsListedAndNeverDelivered() {
        restart("one", "ghost");
        put("one", cfg());
        assertThat(done).isEmpty();

        time.advance(Duration.ofSeconds(11));

        assertThat(done).containsExactly(ONE);
    }

    @Test
    void tellsOfAStationWhoseFileWentWhileTheGatewayWasDown() {
        put("one", cfg());
        put("two", cfg("CS-2", "modbus-tcp://h"));

        restart("two");
        put("two", cfg("CS-2", "modbus-tcp://h"));

        assertThat(done).containsExactly("put CS-2 modbus-tcp://h", "ask CS-1");
        restart("two");
        put("two", cfg("CS-2", "modbus-tcp://h"));
        assertThat(done).containsExactly("put CS-2 modbus-tcp://h");
    }

    @Test
    void asksAgainWhenItCannotBeReadWhetherTransactionsRan() {
        put("one", cfg());
        unreadable = true;
        restart();
        assertThat(done).containsExactly("ask CS-1");
        unreadable = false;

        time.advance(Duration.ofSeconds(10));

        assertThat(done).containsExactly("ask CS-1", "ask CS-1");
    }

    @Test
    void asksForNoStationWhoseFileHasAnotherNameNow() {
        put("one", cfg());

        restart("renamed");
        put("renamed", cfg());

        assertThat(done).containsExactly(ONE);
    }

    // --- hardware on which transactions run ---

    private static final String TWO = "put CS-2 modbus-tcp://h";

    /** A station that charges, and a refused file for the same hardware. */
    private void chargeBesideADuplicate() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        charging.add("CS-1");
        put("two", cfg("CS-2", "modbus-tcp://h"));
        done.clear();
    }

    @Test
    void keepsTheHardwareOfARemovedStationFromOthersWhileItsTransactionsRun() {
        chargeBesideADuplicate();

        remove("one");

        assertThat(done).containsExactly("remove CS-1", "ask CS-1");
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.why())
                    .isEqualTo("driverUri leads to modbus-tcp://h, and transactions of station CS-1 run on it");
            assertThat(problem.remedy()).contains("put it back", "station:discard --force CS-1");
        });
        put("one", cfg("CS-1", "modbus-tcp://h"));
        assertThat(done).containsExactly("remove CS-1", "ask CS-1", "put CS-1 modbus-tcp://h");
        assertThat(refusals())
                .containsExactly("driverUri leads to modbus-tcp://h, which one.cfg drives as station CS-1");
    }

    @Test
    void givesTheStationOfARenamedFileItsHardwareBack() {
        chargeBesideADuplicate();

        remove("one");
        put("renamed", cfg("CS-1", "modbus-tcp://h"));

        assertThat(done).containsExactly("remove CS-1", "ask CS-1", "put CS-1 modbus-tcp://h");
    }

    @Test
    void goesOnWithTheStationOfAFileThatIsThereUnderItsNewNameFirst() {
        chargeBesideADuplicate();

        put("renamed", cfg("CS-1", "modbus-tcp://h"));
        remove("one");

        assertThat(done).isEmpty();
        assertThat(refusals())
                .containsExactly("driverUri leads to modbus-tcp://h, which renamed.cfg drives as station CS-1");
    }

    @Test
    void keepsTheHardwareOverARestart() {
        chargeBesideADuplicate();
        remove("one");

        restart("two");
        put("two", cfg("CS-2", "modbus-tcp://h"));
        assertThat(done).containsExactly("ask CS-1");
        assertThat(refusals()).singleElement().asString().contains("transactions of station CS-1");
        restart("one", "two");
        put("two", cfg("CS-2", "modbus-tcp://h"));
        put("one", cfg("CS-1", "modbus-tcp://h"));

        assertThat(done).containsExactly("put CS-1 modbus-tcp://h");
    }

    @Test
    void keepsTheHardwareOfAStationWhoseFileIsRefusedAtTheStart() {
        chargeBesideADuplicate();
        Map<String, Object> broken = cfg("CS-1", "modbus-tcp://h");
        broken.remove("csmsUrl");

        restart("one", "two");
        put("one", broken);
        put("two", cfg("CS-2", "modbus-tcp://h"));

        assertThat(done).containsExactly("ask CS-1");
        put("one", cfg("CS-1", "modbus-tcp://h"));
        assertThat(done).containsExactly("ask CS-1", "put CS-1 modbus-tcp://h");
    }

    @Test
    void givesTheHardwareOfARefusedFileToAnotherWhenNothingRunsOnIt() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        Map<String, Object> broken = cfg("CS-1", "modbus-tcp://h");
        broken.remove("csmsUrl");
        restart("one", "two");
        put("one", broken);
        put("two", cfg("CS-2", "modbus-tcp://h"));
        assertThat(done).containsExactly("ask CS-1", TWO);

        put("one", cfg("CS-1", "modbus-tcp://h"));

        assertThat(done).containsExactly("ask CS-1", TWO);
        assertThat(refusals()).singleElement().asString().contains("which two.cfg drives");
    }

    @Test
    void leavesAStationThatChargesAsItWasWhenItsFileNamesAnotherOne() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        charging.add("CS-1");
        done.clear();

        put("one", cfg("CS-2", "modbus-tcp://h"));

        assertThat(done).containsExactly("ask CS-1");
        assertThat(refusals()).singleElement().asString().contains("transactions of station CS-1 run on it");
        charging.clear();
        time.advance(Duration.ofSeconds(5));
        assertThat(done).endsWith("ask CS-1", "remove CS-1", "ask CS-1", TWO);
        assertThat(problems.all()).isEmpty();
    }

    /** Else the next vehicle there would be billed for this one. */
    @Test
    void leavesAStationThatChargesWhereItIsWhenItsFileLeadsElsewhere() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        charging.add("CS-1");
        done.clear();

        put("one", cfg("CS-1", "modbus-tcp://i"));

        assertThat(done).containsExactly("ask CS-1");
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.why())
                    .isEqualTo(
                            "driverUri leads to modbus-tcp://i, and transactions of the station run on modbus-tcp://h");
            assertThat(problem.remedy()).contains("Put driverUri back", "CS-1 goes on as before");
        });
        restart("one");
        put("one", cfg("CS-1", "modbus-tcp://i"));
        assertThat(done)
                .as("also when it was edited while the gateway was down")
                .containsExactly("ask CS-1");
        charging.clear();
        restart("one");
        put("one", cfg("CS-1", "modbus-tcp://i"));
        assertThat(done).containsExactly("ask CS-1", "put CS-1 modbus-tcp://i");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void givesTheHardwareAwayOnceTheTransactionsAreGivenUp() {
        chargeBesideADuplicate();
        remove("one");

        stations().discarded("CS-1");
        time.runUntilIdle();

        assertThat(done).containsExactly("remove CS-1", "ask CS-1", TWO);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void givesHardwareToNobodyWhileItCannotBeFoundOutWhetherTransactionsRun() {
        chargeBesideADuplicate();
        charging.clear();
        unreadable = true;
        remove("one");
        assertThat(done).containsExactly("remove CS-1", "ask CS-1");
        unreadable = false;

        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly("remove CS-1", "ask CS-1", "ask CS-1", TWO);
    }

    @Test
    void stopsAStationOnceItsDriverSaysThatTheHardwareIsHeld() {
        chargeBesideADuplicate();
        remove("one");
        aliases.put("modbus-tcp://alias", "modbus-tcp://h");
        drivers.clear();
        restart("two");
        put("two", cfg("CS-2", "modbus-tcp://alias"));
        assertThat(done).containsExactlyInAnyOrder("ask CS-1", "put CS-2 modbus-tcp://alias");

        drivers.add("hyc-400-us");
        driversChanged();

        assertThat(done).endsWith("remove CS-2");
        assertThat(refusals()).singleElement().asString().contains("transactions of station CS-1 run on it");
    }

    // --- names of hosts ---

    @Test
    void findsOutByAndByThatTwoNamesLeadToTheSameHardware() {
        put("one", cfg("CS-1", "modbus-tcp://h"));
        put("two", cfg("CS-2", "modbus-tcp://alias"));
        done.clear();

        aliases.put("modbus-tcp://alias", "modbus-tcp://h");
        time.advance(Duration.ofMinutes(2));

        assertThat(done).containsExactly("remove CS-2", "ask CS-2");
        assertThat(refusals())
                .containsExactly("driverUri leads to modbus-tcp://alias, which one.cfg drives as station CS-1, there as"
                        + " modbus-tcp://h");
    }

    // --- the files that a cfg names ---

    private Map<String, Object> withPasswordFile() {
        Map<String, Object> cfg = cfg();
        cfg.remove("basicAuthPassword");
        cfg.put("basicAuthPasswordFile", "pw");
        return cfg;
    }

    private void writePassword(String text) throws IOException {
        Path file = base.resolve("pw");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    @Test
    void saysThatOthersMayReadThePasswordUntilTheyMayNot() throws IOException {
        writePassword("file-password-123\n");
        put("one", withPasswordFile());
        assertThat(problems.all()).isEmpty();

        Files.setPosixFilePermissions(base.resolve("pw"), PosixFilePermissions.fromString("rw-r-----"));
        time.advance(Duration.ofSeconds(2));
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The password of one.cfg may be read by others");
            assertThat(problem.remedy()).startsWith("chmod 600 " + base.resolve("pw"));
        });

        Files.setPosixFilePermissions(base.resolve("pw"), PosixFilePermissions.fromString("rw-------"));
        time.advance(Duration.ofSeconds(2));
        assertThat(problems.all()).isEmpty();
        assertThat(done).containsExactly(ONE);
    }

    @Test
    void takesOverANewPasswordOfTheFile() throws IOException {
        writePassword("file-password-123\n");
        put("one", withPasswordFile());
        time.advance(Duration.ofSeconds(10));
        assertThat(done).containsExactly(ONE);

        writePassword("file-password-of-tomorrow\n");
        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly(ONE, ONE + " file-password-of-tomorrow");
    }

    @Test
    void waitsForTheEndOfWhatIsWrittenInPieces() throws IOException {
        writePassword("file-password-123\n");
        put("one", withPasswordFile());
        for (int length = 16; length < 20; length++) {
            writePassword("x".repeat(length));
            time.advance(Duration.ofSeconds(2));
        }
        assertThat(done).containsExactly(ONE);

        time.advance(Duration.ofSeconds(2));

        assertThat(done).containsExactly(ONE, ONE + " " + "x".repeat(19));
    }

    @Test
    void keepsThePasswordWhenTheFileIsEmptiedOrGoneAndSaysSo() throws IOException {
        writePassword("file-password-123\n");
        put("one", withPasswordFile());

        writePassword("");
        time.advance(Duration.ofSeconds(5));
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("one.cfg is refused");
            assertThat(problem.why()).contains("pw' is empty");
            assertThat(problem.remedy()).contains("CS-1 goes on as before");
        });
        Files.delete(base.resolve("pw"));
        time.advance(Duration.ofSeconds(5));
        assertThat(refusals()).singleElement().asString().contains("pw' cannot be read");
        writePassword("file-password-123\n");
        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly(ONE);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void takesTheFileThatARefusedCfgNamesOnceItIsThere() throws IOException {
        put("one", withPasswordFile());
        assertThat(done).isEmpty();

        writePassword("file-password-123\n");
        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly(ONE);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void takesOverOtherCertificates() throws IOException {
        Files.writeString(base.resolve("root.pem"), Pem.ROOT_A);
        Map<String, Object> cfg = cfg();
        cfg.put("csmsRootCertificates", "root.pem");
        put("one", cfg);

        Files.writeString(base.resolve("root.pem"), Pem.ROOT_B);
        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly(ONE, ONE);
    }

    @Test
    void looksAtNoFileAfterTheEnd() throws IOException {
        put("one", withPasswordFile());
        stations().close();

        writePassword("file-password-123\n");
        time.advance(Duration.ofSeconds(5));

        assertThat(done).isEmpty();
    }

    private final class Recorder implements CfgStations.Sink {
        private String password = "file-password-123";

        @Override
        public void putStation(StationConfig config) {
            String now = config.password().orElse("");
            boolean other = !now.equals(password) && !now.startsWith("env") && !now.startsWith("plain");
            password = other ? now : password;
            done.add("put " + config.stationId() + " " + config.driverUri() + (other ? " " + now : ""));
        }

        @Override
        public void removeStation(String stationId) {
            done.add("remove " + stationId);
        }

        @Override
        public CompletionStage<Optional<String>> hardware(String driver, URI uri) {
            String name = uri.toString().toLowerCase(Locale.ROOT);
            return CompletableFuture.supplyAsync(
                    () -> drivers.contains(driver) ? Optional.of(aliases.getOrDefault(name, name)) : Optional.empty(),
                    time.newHardwareSerial("hardware"));
        }

        @Override
        public Optional<String> refusal(StationConfig config) {
            return drivers.contains(config.driver())
                            && !known.containsAll(config.driverProperties().keySet())
                    ? Optional.of("not all are of " + known)
                    : Optional.empty();
        }

        @Override
        public CompletionStage<Boolean> transactionsRun(String stationId) {
            done.add("ask " + stationId);
            return unreadable
                    ? CompletableFuture.failedFuture(new IllegalStateException("unreadable"))
                    : CompletableFuture.completedFuture(charging.contains(stationId));
        }
    }
}
