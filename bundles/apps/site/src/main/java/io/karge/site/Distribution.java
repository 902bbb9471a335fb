package io.karge.site;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An unpacked distribution and its process, which ends with {@link #stop}. Loopback only. */
public final class Distribution {
    private static final String HTTP = "org.apache.felix.http.cfg";
    private static final String SSH = "org.apache.karaf.shell.cfg";
    private static final String HTTP_PORT = "org.osgi.service.http.port";
    private static final String SSH_PORT = "sshPort";
    private static final long STOP_SECONDS = 20;

    private final Path home;
    private int httpPort = 8181;
    private int sshPort = 8101;
    private volatile @Nullable Process container;

    /** The distribution in a folder, on the usual ports unless it is given others. */
    public Distribution(Path home) {
        this.home = home;
    }

    /**
     * Unpacks one.
     *
     * @param home is made if it is not there
     * @throws IOException when the archive cannot be unpacked there
     */
    public static Distribution unpack(Path archive, Path home) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", archive.toString(), "-C", home.toString(), "--strip-components=1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = tar.waitFor();
        if (exit != 0) {
            throw new IOException("tar ended with " + exit + " when it unpacked " + archive + " into " + home);
        }
        return new Distribution(home);
    }

    /** One that somebody else has configured, on the ports that its files name. */
    public static Distribution configured(Path home) throws IOException {
        Distribution configured = new Distribution(home);
        configured.httpPort = configured.files().port(HTTP, HTTP_PORT);
        configured.sshPort = configured.files().port(SSH, SSH_PORT);
        return configured;
    }

    /** Gives HTTP, the console and the container the usual ports where they are free, and others where they are not. */
    public void usePorts(int http, int ssh) throws IOException {
        httpPort = freePort(http);
        sshPort = freePort(ssh);
        files().set(HTTP, HTTP_PORT, httpPort);
        files().set(SSH, SSH_PORT, sshPort);
        files().set("custom.properties", "karaf.shutdown.port", freePort(0));
    }

    /** Starts the container in the background; what it prints is in {@code console.log}. */
    public void start() throws IOException {
        start(Map.of());
    }

    /** As {@link #start()}, with these variables in its environment. */
    public void start(Map<String, String> environment) throws IOException {
        ProcessBuilder process = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .directory(home.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        process.environment().put("KARAF_EXEC", "exec");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
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

    /** SIGKILL: nothing in the process gets to say goodbye. Returns when it is dead. */
    public void kill() throws InterruptedException {
        Process process = container;
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * The process of the container.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public ProcessHandle process() {
        Process process = container;
        if (process == null) {
            throw new IllegalStateException("the distribution in " + home + " was not started");
        }
        return process.toHandle();
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

    /** A port of the loopback address that nobody has: the wanted one, or another; any with 0. */
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
