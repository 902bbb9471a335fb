package io.karge.site;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An unpacked distribution and its process, which ends with {@link #stop}. Loopback only. */
public final class Distribution {
    private static final String HTTP = "org.apache.felix.http.cfg";
    private static final String SSH = "org.apache.karaf.shell.cfg";
    private static final long STOP_SECONDS = 20;

    private final Path home;
    private int httpPort = 8181;
    private int sshPort = 8101;
    private volatile @Nullable Process container;

    public Distribution(Path home) {
        this.home = home;
    }

    /** Gives HTTP, the console and the container the usual ports where they are free, and others where they are not. */
    public void usePorts(int http, int ssh) throws IOException {
        httpPort = freePort(http);
        sshPort = freePort(ssh);
        files().set(HTTP, "org.osgi.service.http.port", httpPort);
        files().set(SSH, "sshPort", sshPort);
        files().set("custom.properties", "karaf.shutdown.port", freePort(0));
    }

    /** Starts the container in the background; what it prints is in {@code console.log}. */
    public void start() throws IOException {
        ProcessBuilder process = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .directory(home.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        process.environment().put("KARAF_EXEC", "exec");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        container = process.start();
    }

    public boolean isRunning() {
        Process process = container;
        return process != null && process.isAlive();
    }

    public void awaitEnd() throws InterruptedException {
        Process process = container;
        if (process != null) {
            process.waitFor();
        }
    }

    /** Asks the container to end, and ends it when it does not. Called once more than needed does no harm. */
    public void stop() {
        Process process = container;
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public GatewayClient gateway() {
        return new GatewayClient("http://127.0.0.1:" + httpPort, files().etc().resolve("karge-api.token"));
    }

    public SiteFiles files() {
        return new SiteFiles(home.resolve("etc"));
    }

    public Path home() {
        return home;
    }

    public Path log() {
        return home.resolve("data/log/karaf.log");
    }

    /** The command that opens the administrator's shell. */
    public String console() {
        return home + "/bin/client -a " + sshPort + " -u karge -k " + home + "/etc/console.key";
    }

    /** Whether the folder holds an unpacked distribution. */
    public boolean isThere() {
        return Files.isExecutable(home.resolve("bin/karaf"));
    }

    /** A port of the loopback address that nobody has: the wanted one, or another. */
    public static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) {
                throw taken;
            }
            return freePort(0);
        }
    }
}
