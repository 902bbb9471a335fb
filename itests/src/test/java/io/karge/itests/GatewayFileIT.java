package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The distribution with an {@code io.karge.gateway.cfg}, from its first start on and changed while it runs. */
public class GatewayFileIT {
    private static final String FILE = "io.karge.gateway.cfg";
    private static final String MISSED = "the block firmware is not installed";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private UnpackedSite site;

    @Before
    public void start() throws Exception {
        site = new UnpackedSite(folder.newFolder("karge").toPath());
        site.karge.files().write(FILE, List.of("withoutBlocks = firmware, data-transfer"));
        site.karge.start();
        site.awaitHttp();
        DistributionTestSupport.await(
                "the console is open", UnpackedSite.WAIT, () -> shell("help").contains("karge:doctor"));
    }

    @After
    public void kill() throws Exception {
        site.close();
    }

    @Test
    public void theDoctorMissesNoBlockThatIsLeftOutOnPurpose() throws Exception {
        shell("feature:uninstall karge-firmware");
        DistributionTestSupport.await(
                "the block is gone", UnpackedSite.WAIT, () -> !shell("feature:list -i --no-format")
                        .contains("karge-firmware"));
        assertThat(shell("karge:doctor")).contains("blocks").doesNotContain(MISSED);

        site.karge.files().write(FILE, List.of("withoutBlocks = meters"));
        DistributionTestSupport.await("the file is refused", UnpackedSite.WAIT, () -> shell("karge:problems")
                .contains("'meters'"));
        assertThat(shell("karge:doctor")).as("as before").doesNotContain(MISSED);

        site.karge.files().write(FILE, List.of("withoutBlocks ="));
        DistributionTestSupport.await("the doctor misses it", UnpackedSite.WAIT, () -> shell("karge:doctor")
                .contains(MISSED));
        assertThat(site.log()).doesNotContain("FrameworkEvent ERROR").doesNotContain("\tat ");
    }

    private String shell(String line) throws Exception {
        return site.shell("karge", line);
    }
}
