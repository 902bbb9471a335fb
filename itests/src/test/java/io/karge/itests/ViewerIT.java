package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Somebody who may look enters the shell of the distribution over SSH, and tries more. */
public class ViewerIT {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private UnpackedSite site;

    @Before
    public void start() throws Exception {
        site = new UnpackedSite(folder.newFolder("karge").toPath());
        site.karge.start();
        Path key = site.karge.home().resolve("etc/console.key");
        DistributionTestSupport.await("the console's key is made", UnpackedSite.WAIT, () -> Files.exists(key));
        letAViewerIn();
        DistributionTestSupport.await(
                "the shell lets the viewer in", UnpackedSite.WAIT, () -> site.shell("look", "help")
                        .contains("station:list"));
    }

    @After
    public void kill() throws Exception {
        site.close();
    }

    /** With the key that is there, by another name and in another group. */
    private void letAViewerIn() throws Exception {
        List<String> lines = new ArrayList<>(site.karge.files().lines("keys.properties"));
        String administrator = lines.stream()
                .filter(line -> line.startsWith("karge = "))
                .findFirst()
                .orElseThrow();
        lines.add(administrator.replace("karge = ", "look = ").replace("admingroup", "viewergroup"));
        site.karge.files().write("keys.properties", lines);
    }

    @Test
    public void helpListsTheCommandsOfWhoAsks() throws Exception {
        assertThat(site.shell("karge", "help"))
                .as("an administrator's")
                .contains("station:list", "station:restart", "feature:install", "karge:backup");
        assertThat(site.shell("karge", "bundle:list | less")).contains("Karge :: Station");
        assertThat(site.shell("look", "help"))
                .as("a viewer's")
                .contains("station:list", "karge:problems")
                .doesNotContain("station:restart")
                .doesNotContain("karge:backup");
    }

    @Test
    public void optionsStandAnywhereAndARefusalEndsWithAnExitCode() throws Exception {
        assertThat(site.shell("karge", "station:restart --help"))
                .contains("station:restart [options] station", "--force");
        assertThat(site.shell("look", "help station:list")).contains("station:list [options]", "--json");
        assertThat(site.shell("karge", "station:restart CS-9 --force"))
                .as("what follows the argument is an option")
                .contains("there is no station 'CS-9'");
        assertThat(site.exitCode("karge", "station:restart CS-9 --force")).isEqualTo(1);
        assertThat(site.exitCode("karge", "station:list --forse")).isEqualTo(1);
        assertThat(site.exitCode("look", "station:info CS-9")).isEqualTo(1);
        assertThat(site.exitCode("karge", "station:list --json")).isZero();
        assertThat(site.shell("look", "karge:info"))
                .contains("Version", "Uptime", "karge.db", "HTTP 127.0.0.1:" + site.http, "SSH 127.0.0.1:" + site.ssh);
        site.assertThatTheLogIsQuiet();
    }

    @Test
    public void listsAndLooksAndDoesNothingElse() throws Exception {
        assertThat(site.shell("look", "station:list")).contains("Station id");
        assertThat(site.shell("look", "bundle:list")).contains("Karge :: Station");
        String key = Files.readString(site.karge.home().resolve("etc/console.key"));
        Path made = site.karge.home().resolve("made");
        assertThat(site.shell("karge", "shell:cat etc/console.key"))
                .as("an administrator may")
                .contains(key.strip());

        for (String line : new String[] {
            "shell:cat etc/console.key",
            "cat < etc/console.key",
            "station:list > " + made,
            "station:list | tac " + made,
            "station:list $(shell:cat etc/console.key)",
            "each [1] { shell:cat etc/console.key }",
            "$.context bundles",
            "new java.io.FileOutputStream " + made,
            "shell:exec touch " + made,
            "config:list",
            "config:property-list --pid org.apache.karaf.shell",
            "jaas:realm-list",
            "log:display",
            "service:list",
            "scr:list",
            "system:property karaf.base",
            "shell:env",
            "shell:history",
            "bundle:stop 0",
            "feature:uninstall karge-rest",
            "system:shutdown -f",
            "station:restart --force X",
            "csms:start",
        }) {
            String printed = site.shell("look", line);
            assertThat(printed).as(line).doesNotContain("PRIVATE KEY").doesNotContain("karaf.base");
            assertThat(made).as(line).doesNotExist();
        }
        assertThat(site.shell("look", "station:list")).as("all is as it was").contains("Station id");
        site.assertThatTheLogIsQuiet();
    }
}
