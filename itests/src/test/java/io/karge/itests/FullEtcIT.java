package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The distribution whose {@code etc/} takes no files at its first start, as on a full disk. */
public class FullEtcIT {
    private static final List<String> TOLD = List.of(
            "Nobody has a key for the console", "The administrator's token of the HTTP interface can be neither");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private UnpackedSite site;
    private Path etc;

    @Before
    public void unpack() throws Exception {
        site = new UnpackedSite(folder.newFolder("karge").toPath());
        etc = site.karge.home().resolve("etc");
    }

    @After
    public void kill() throws Exception {
        site.close();
    }

    @Test
    public void comesUpWithoutKeyAndTokenAndMakesThemAsSoonAsItCan() throws Exception {
        List<Path> inTheWay = List.of(
                Files.createDirectories(etc.resolve("console.key.new/in-the-way")),
                Files.createDirectories(etc.resolve("karge-api.token.new/in-the-way")));
        site.karge.start();
        site.awaitHttp();
        DistributionTestSupport.await("both are problems", UnpackedSite.WAIT, () -> get("/metrics", "")
                .contains("\nkarge_problems 2"));
        assertThat(etc.resolve("console.key")).doesNotExist();
        assertThat(get("/api/v1/stations", "")).contains(" 401 ");

        for (Path one : inTheWay) {
            Files.delete(one);
        }

        DistributionTestSupport.await(
                "neither is one", UnpackedSite.WAIT, () -> get("/metrics", "").contains("\nkarge_problems 0"));
        String token = Files.readString(etc.resolve("karge-api.token")).strip();
        assertThat(get("/api/v1/stations", "Authorization: Bearer " + token + "\r\n"))
                .contains(" 200 ");
        DistributionTestSupport.await(
                "the console lets the key in", UnpackedSite.WAIT, () -> site.shell("karge", "help")
                        .contains("station:list"));
        assertThat(TOLD).allSatisfy(what -> assertThat(site.log().split(Pattern.quote(what), -1))
                .as("told once: " + what)
                .hasSize(2));
        assertThat(site.log()).doesNotContain("\tat ");
    }

    private String get(String path, String header) throws Exception {
        return site.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n");
    }
}
