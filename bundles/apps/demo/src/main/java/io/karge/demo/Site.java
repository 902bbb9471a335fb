package io.karge.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The container of the demonstration: its configuration files and its process. */
final class Site {
    static final List<String> MODELS = List.of("hyc-400-us", "hyc-200-us", "hyc-400-eu", "hyc-200-eu");
    static final List<String> STATIONS = MODELS.stream().map(Site::stationId).toList();
    static final String CHARGING_STATION = stationId("hyc-400-eu");

    private static final String PASSWORD = "karge-demo-password";
    private static final long STOP_SECONDS = 20;

    private final Path home;
    private int httpPort;
    private int sshPort;
    private volatile @Nullable Process container;

    Site(Path home) {
        this.home = home;
    }

    /** What went wrong, for people. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    private static String stationId(String model) {
        return model.toUpperCase(java.util.Locale.ROOT) + "-1";
    }

    /** Writes the files of four simulators, four stations and a CSMS, all on free ports. */
    void configure() throws IOException {
        httpPort = freePort(8181);
        sshPort = freePort(8101);
        int csmsPort = freePort(8180);
        write("demo.password", PASSWORD);
        write("io.karge.testsystem.cfg", "port = " + csmsPort, "password = " + PASSWORD, "heartbeatInterval = 60");
        for (int i = 0; i < MODELS.size(); i++) {
            String model = MODELS.get(i);
            int modbusPort = freePort(5020 + i);
            write(
                    "io.karge.simulator-" + model + ".cfg",
                    "name = " + stationId(model),
                    "model = " + model,
                    "port = " + modbusPort);
            write(
                    "io.karge.station-" + model + ".cfg",
                    "stationId = " + stationId(model),
                    "driver = " + model,
                    "driverUri = modbus-tcp://127.0.0.1:" + modbusPort + "?unitId=1",
                    "csmsUrl = ws://127.0.0.1:" + csmsPort + "/ocpp",
                    "securityProfile = 1",
                    "basicAuthPasswordFile = etc/demo.password");
        }
        replace("org.apache.felix.http.cfg", "org.osgi.service.http.port", httpPort);
        replace("org.apache.karaf.shell.cfg", "sshPort", sshPort);
        replace("custom.properties", "karaf.shutdown.port", freePort(0));
    }

    void start() throws IOException {
        ProcessBuilder process = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .directory(home.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        process.environment().put("KARAF_EXEC", "exec");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        container = process.start();
    }

    GatewayClient gateway() {
        return new GatewayClient(httpPort, home.resolve("etc/karge-api.token"));
    }

    boolean isRunning() {
        Process process = container;
        return process != null && process.isAlive();
    }

    void awaitEnd() throws InterruptedException {
        Process process = container;
        if (process != null) {
            process.waitFor();
        }
    }

    /** Asks the container to end, and ends it when it does not. Called once more than needed does no harm. */
    void stop() {
        Process process = container;
        if (process == null || !process.isAlive()) {
            return;
        }
        System.out.println("Stopping the container ...");
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    Path log() {
        return home.resolve("data/log/karaf.log");
    }

    Path home() {
        return home;
    }

    /** The command that opens the administrator's shell. */
    String console() {
        return home + "/bin/client -a " + sshPort + " -u karge -k " + home + "/etc/console.key";
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(home.resolve("etc").resolve(file), List.of(lines));
    }

    private void replace(String file, String key, int value) throws IOException {
        Path path = home.resolve("etc").resolve(file);
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(path));
        lines.removeIf(
                line -> line.strip().startsWith(key + " ") || line.strip().startsWith(key + "="));
        lines.add(key + " = " + value);
        Files.write(path, lines);
    }

    private static int freePort(int wanted) throws IOException {
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
