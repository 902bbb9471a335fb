package io.karge.shell;

import static io.karge.shell.Console.json;
import static io.karge.shell.Console.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.PortOwner;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import io.karge.security.MasterKey;
import io.karge.storage.MemoryStore;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KargeCommandsTest {
    @TempDir
    private Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private final VirtualTime time = new VirtualTime();
    private final MemoryStore store = new MemoryStore(time.computing(), time);

    @AfterEach
    void forgetTheFolderOfTheGateway() {
        System.clearProperty("karaf.base");
    }

    @Test
    void problemsAreTextAndTheSameAsJson() throws Exception {
        gateway.problems = List.of(
                new Problem(Stations.AT.plusNanos(536_666_298), "new store", "the old one is unreadable", "restore"));
        KargeProblemsCommand problems = new KargeProblemsCommand();
        problems.gateway = gateway;

        assertThat(run(problems))
                .isEqualTo("! new store: the old one is unreadable. restore (since 2026-01-01T00:00:00Z)\n");
        problems.json = true;
        JsonNode rows = json(problems);
        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/since").asText()).isEqualTo("2026-01-01T00:00:00.536666298Z");
        assertThat(rows.at("/0/remedy").asText()).isEqualTo("restore");
    }

    @Test
    void saysThatThereIsNoProblem() throws Exception {
        KargeProblemsCommand problems = new KargeProblemsCommand();
        problems.gateway = gateway;
        assertThat(run(problems)).contains("no problem", "station:list");
        problems.json = true;
        assertThat(json(problems)).isEmpty();
    }

    private KargeDoctorCommand doctor(HealthCheck... checks) {
        KargeDoctorCommand doctor = new KargeDoctorCommand();
        doctor.gateway = gateway;
        doctor.checks = List.of(checks);
        return doctor;
    }

    private static HealthCheck check(String name, Problem... found) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Problem> check() {
                return List.of(found);
            }
        };
    }

    @Test
    void theDoctorSaysThatAllIsWell() throws Exception {
        assertThat(run(doctor(check("security log"), check("clock"))))
                .contains("Looked at: gateway, stations' problems, clock, security log", "All is well");
    }

    @Test
    void theDoctorPrintsWhatToDo() throws Exception {
        gateway.stations.add(Stations.charging("CS-1"));
        HealthCheck broken = new HealthCheck() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Problem> check() {
                throw new IllegalArgumentException("oops");
            }
        };
        KargeDoctorCommand doctor =
                doctor(check("disk", new Problem(Stations.AT, "full", "0 MB", "make room")), broken);
        doctor.json = true;

        JsonNode found = Console.jsonOfRefused(doctor);
        assertThat(found.findValuesAsText("check")).containsExactly("station CS-1", "broken", "disk");
        assertThat(found.findValuesAsText("remedy"))
                .containsExactly("connect it", "Look into the log; if it says nothing, report it", "make room");
    }

    @Test
    void infoSaysWhatTheGatewayIs() throws Exception {
        System.setProperty("karaf.base", folder.toString());
        Files.createDirectories(folder.resolve("store"));
        Files.write(folder.resolve("store/karge.db"), new byte[1_500_000]);
        KargeInfoCommand info = new KargeInfoCommand();
        info.gateway = gateway;
        info.store = store;
        info.portOwners = List.of(
                () -> List.of(new PortOwner.Port("SSH", "127.0.0.1", 8101, true)),
                () -> List.of(new PortOwner.Port("HTTP", "127.0.0.1", 8181, false)));

        assertThat(run(info))
                .contains("Version", "Build", "Uptime", "1.5 MB, open")
                .contains("HTTP 127.0.0.1:8181 (not open)", "SSH 127.0.0.1:8101")
                .containsPattern("Uptime.* [0-9]+ (s|min|h)")
                .doesNotContain("PT");
        assertThat(KargeInfoCommand.commit("2A900D5C")).isEqualTo("2a900d5c");
        info.json = true;
        assertThat(json(info).path("ports")).hasSize(2);
        assertThat(json(info).path("uptime").asText()).startsWith("PT");
    }

    @Test
    void theDoctorTellsEverythingThatIsWrongAndFails() {
        gateway.problems = List.of(
                new Problem(Stations.AT.plusNanos(536_666_298), "new store", "the old one is unreadable", "restore"));
        Problem changed = new Problem(Stations.AT, "changed", "line 3", "find out who");
        KargeDoctorCommand doctor = doctor(check("b", changed), check("a"), check("c", changed));
        doctor.json = true;
        assertThatThrownBy(() -> run(doctor))
                .isInstanceOf(CommandException.class)
                .hasMessage("3 things are wrong");
    }

    /** Keys are their names; a text is sealed with one when it holds it. */
    static final class Keys implements MasterKey {
        private final List<String> ids = new ArrayList<>(List.of("one"));

        @Override
        public String id() {
            return ids.get(0);
        }

        @Override
        public List<String> former() {
            return ids.subList(1, ids.size());
        }

        @Override
        public List<String> where() {
            return List.of("the environment variable KARGE_MASTER_KEY", "store/karge-interim.key");
        }

        @Override
        public boolean isSealedWithFormer(String text) {
            return former().stream().anyMatch(text::contains);
        }

        @Override
        public void rotate() {
            ids.add(0, "two");
        }

        @Override
        public void forgetFormer() {
            former().clear();
        }
    }

    private KargeMasterKeyCommand masterKey(Keys keys) {
        KargeMasterKeyCommand command = new KargeMasterKeyCommand();
        command.masterKey = keys;
        command.store = store;
        command.gateway = gateway;
        command.files = folder;
        return command;
    }

    @Test
    void theMasterKeyIsReplacedAndForgottenWhenNothingNeedsIt() throws Exception {
        Keys keys = new Keys();
        assertThat(run(masterKey(keys))).contains("Master key one").doesNotContain("Former");
        KargeMasterKeyCommand nothing = masterKey(keys);
        nothing.forgetFormer = true;
        assertThatThrownBy(() -> run(nothing))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no former key");
        put("station/CS-1/runtime/password", "sealed with one");
        Files.writeString(folder.resolve("security.key"), "sealed with one");

        KargeMasterKeyCommand rotate = masterKey(keys);
        rotate.rotate = true;
        assertThat(run(rotate))
                .contains("Master key two", "Former key one")
                .containsIgnoringWhitespaces("CS-1 without cfg: put the cfg back, or station:discard ID")
                .contains(folder.resolve("security.key").toString(), "CS-1");

        KargeMasterKeyCommand asJson = masterKey(keys);
        asJson.json = true;
        JsonNode shown = json(asJson);
        assertThat(shown.at("/id").asText()).isEqualTo("two");
        assertThat(shown.at("/former/0").asText()).isEqualTo("one");
        assertThat(shown.at("/needFormer")).extracting(JsonNode::asText).contains("CS-1");

        KargeMasterKeyCommand forget = masterKey(keys);
        forget.forgetFormer = true;
        assertThatThrownBy(() -> run(forget))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("CS-1")
                .hasMessageContaining("security.key")
                .hasMessageContaining("CS-1 without cfg: put the cfg back, or station:discard ID");
        gateway.stations.add(Stations.charging("CS-1"));
        assertThatThrownBy(() -> run(forget))
                .hasMessageContaining("station:restart")
                .hasMessageNotContaining("without cfg");
        assertThat(keys.former()).containsExactly("one");

        put("station/CS-1/runtime/password", "sealed with two");
        Files.writeString(folder.resolve("security.key"), "sealed with two");
        assertThat(run(masterKey(keys))).contains("Nothing in the store needs a former key");
        assertThat(run(forget)).contains("Master key two").doesNotContain("Former");
    }

    @Test
    void theMasterKeyIsNotReplacedAndForgottenAtOnce() {
        KargeMasterKeyCommand both = masterKey(new Keys());
        both.rotate = true;
        both.forgetFormer = true;
        assertThatThrownBy(() -> run(both)).isInstanceOf(CommandException.class).hasMessageContaining("one after");
    }

    private void put(String key, String value) {
        store.newWriter().commit(List.of(Write.put(key, value.getBytes(StandardCharsets.UTF_8))), result -> {});
        time.runUntilIdle();
    }

    @Test
    void backupSaysWhatWasWritten() throws Exception {
        fill();
        Path file = folder.resolve("backup");

        assertThat(run(backup(file.toString())))
                .contains("The backup " + file + " is written: 2 entries, " + Files.size(file) + " bytes")
                .containsIgnoringWhitespaces(
                        "keep with it the environment variable KARGE_MASTER_KEY, and store/karge-interim.key.");
    }

    @Test
    void aRelativePathBeginsAtTheFolderOfTheGateway() throws Exception {
        System.setProperty("karaf.base", folder.toString());
        assertThat(run(backup("backup"))).contains("The backup " + folder.resolve("backup") + " is written");
        assertThat(folder.resolve("backup")).exists();
    }

    @Test
    void backupSaysInOneLineWhyNot() throws Exception {
        Path file = Files.writeString(folder.resolve("present"), "mine");
        assertThatThrownBy(() -> backup(file.toString()).execute())
                .isInstanceOf(CommandException.class)
                .hasMessage("The backup " + file + " was not written: it exists. Name a new file.");

        store.fail("the disk is full");
        assertThatThrownBy(() -> backup(folder.resolve("new").toString()).execute())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the disk is full");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private void fill() {
        store.newWriter().commit(List.of(Write.put("a", new byte[3]), Write.put("b", new byte[3])), result -> {});
        time.runUntilIdle();
    }

    private KargeBackupCommand backup(String file) {
        KargeBackupCommand backup = new KargeBackupCommand();
        backup.store = store;
        backup.masterKey = new Keys();
        backup.file = file;
        return backup;
    }
}
