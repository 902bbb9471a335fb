package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A driver's file that goes just before the gateway stops, or is replaced while it is down: the driver does the same. */
public class DeployedKarIT {
    private static final String NEWER = "9.0.0";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private UnpackedSite site;
    private Path kar;
    private Path deployed;

    @Before
    public void unpack() throws Exception {
        Path home = folder.newFolder("karge").toPath();
        site = new UnpackedSite(home);
        Path shipped = Path.of(System.getProperty("karge.kar"));
        String version =
                shipped.getFileName().toString().replace("hyc-200-eu-", "").replace(".kar", "");
        kar = folder.getRoot().toPath().resolve("hyc-200-eu-" + NEWER + ".kar");
        NewerKar.write(shipped, "hyc-200-eu", version, NEWER, kar);
        deployed = home.resolve("deploy").resolve(kar.getFileName());
    }

    @After
    public void end() throws Exception {
        site.close();
    }

    @Test
    public void aDriverGoesWithItsFileThoughTheGatewayStopsMeanwhile() throws Exception {
        start();
        Files.copy(kar, deployed);
        await("the newer driver is there", true);

        Files.delete(deployed);
        site.karge.stop();
        start();
        await("the newer driver is gone", false);
        assertThat(drivers()).as("the shipped one stays").contains("hyc-200-eu");

        Files.copy(kar, deployed);
        await("the newer driver is there again", true);
    }

    @Test
    public void aDriverIsReplacedWithItsFileThoughTheGatewayIsDown() throws Exception {
        start();
        Files.copy(kar, deployed);
        await("the newer driver is there", true);
        site.karge.stop();

        Path next = folder.getRoot().toPath().resolve("next.kar");
        NewerKar.write(kar, "hyc-200-eu", NEWER, "9.5.0", next);
        Files.move(next, deployed, StandardCopyOption.REPLACE_EXISTING);
        start();

        DistributionTestSupport.await("what is in the file now runs", UnpackedSite.WAIT, () -> drivers()
                .contains("9.5.0"));
        assertThat(drivers()).doesNotContain(NEWER);
    }

    private void start() throws Exception {
        site.karge.start();
        DistributionTestSupport.await(
                "the shell answers", UnpackedSite.WAIT, () -> drivers().contains("hyc-400-us"));
    }

    private void await(String what, boolean isThere) throws Exception {
        DistributionTestSupport.await(what, UnpackedSite.WAIT, () -> drivers().contains(NEWER) == isThere);
    }

    /** What is not there counts as there until the shell answers. */
    private String drivers() throws Exception {
        String listed = site.shell("karge", "driver:list");
        return listed.contains("hyc-400-us") ? listed : NEWER;
    }
}
