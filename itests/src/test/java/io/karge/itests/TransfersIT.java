package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.karge.site.Distribution;
import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferOutcome.Failed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.ops4j.pax.exam.Option;

/**
 * The transfers of files in the container, against the servers that are there: that of HTTP, and the console, which speaks
 * SSH. What they do is tested beside the container, against servers of all kinds.
 */
public class TransfersIT extends DistributionTestSupport {

    @Override
    protected Option[] more() {
        return new Option[] {editConfigurationFilePut("etc/io.karge.transfers.cfg", "allowLocal", "true")};
    }

    @Test
    public void speaksHttp() throws Exception {
        String port = setting("org.apache.felix.http.cfg", "org.osgi.service.http.port");

        assertThat(cause("http://127.0.0.1:" + port + "/api/v1/stations")).isEqualTo(Cause.PERMISSION_DENIED);
    }

    @Test
    public void speaksSshAndPinsTheKeyOfTheServer() throws Exception {
        String port = setting("org.apache.karaf.shell.cfg", "sshPort");

        assertThat(cause("sftp://nobody:wrong@127.0.0.1:" + port + "/image")).isEqualTo(Cause.PERMISSION_DENIED);
        assertThat(Path.of(System.getProperty("karaf.base"), "store/known_hosts"))
                .content()
                .startsWith("[127.0.0.1]:" + port + " ");
    }

    @Test
    public void speaksFtp() throws Exception {
        int nobody = Distribution.freePort(0);

        assertThat(cause("ftp://127.0.0.1:" + nobody + "/image")).isEqualTo(Cause.UNREACHABLE);
        assertThat(cause("ftps://127.0.0.1:" + nobody + "/image")).isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    public void listsItsRoutes() {
        assertThat(shell("route:list")).contains("transfer-http", "transfer-ftp", "transfer-sftp");
    }

    @Test
    public void findsNothingWrongWithItsFile() {
        assertThat(shell("karge:problems")).doesNotContain("io.karge.transfers");
    }

    private Cause cause(String location) throws Exception {
        Path file = Files.createDirectories(Path.of(System.getProperty("karaf.data"), "transfers"))
                .resolve("file");
        CompletableFuture<TransferOutcome> outcome = new CompletableFuture<>();
        service(FileTransfers.class)
                .begin("S1", TransferOrder.get(location, file, 1 << 20, List.of()), moved -> {}, outcome::complete);
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
        return ((Failed) outcome.get()).cause();
    }

    private static String setting(String file, String key) throws Exception {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(System.getProperty("karaf.etc"), file))) {
            properties.load(in);
        }
        return properties.getProperty(key);
    }
}
