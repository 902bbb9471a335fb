package io.karge.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The configuration files of a gateway, in its folder {@code etc}. */
public record SiteFiles(Path etc) {

    /** Writes a file whole: the container, which watches the folder, never reads half of it. */
    public void write(String file, List<String> lines) throws IOException {
        Path whole = etc.resolve(file);
        Path part = Files.createTempFile(etc, "karge-", ".part");
        try {
            Files.write(part, lines, StandardCharsets.UTF_8);
            if (Files.exists(whole)) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(whole));
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    public void delete(String file) throws IOException {
        Files.deleteIfExists(etc.resolve(file));
    }

    public List<String> lines(String file) throws IOException {
        return Files.readAllLines(etc.resolve(file));
    }

    /** The port that a file names. */
    int port(String file, String key) throws IOException {
        String port = read(etc.resolve(file)).getProperty(key, "").strip();
        if (!port.matches("\\d{1,5}")) {
            throw new IOException(etc.resolve(file) + " has no port '" + key + "', but '" + port + "'");
        }
        return Integer.parseInt(port);
    }

    /** Sets a key of a file that is there; a line that had it is replaced. */
    public void set(String file, String key, Object value) throws IOException {
        write(file, with(lines(file), key, value));
    }

    /** The lines with this value for a key. */
    public static List<String> with(List<String> lines, String key, Object value) {
        List<String> changed = new ArrayList<>(without(lines, key));
        changed.add(key + " = " + value);
        return changed;
    }

    /** The lines without those that set a key. */
    public static List<String> without(List<String> lines, String key) {
        return lines.stream()
                .filter(line ->
                        !line.strip().startsWith(key + " ") && !line.strip().startsWith(key + "="))
                .toList();
    }

    /** A simulated cabinet, and a station of the same name at it. */
    public void addStation(String stationId, String model, int modbusPort, String csmsUrl, String password)
            throws IOException {
        write(simulatorFile(stationId), List.of("name = " + stationId, "model = " + model, "port = " + modbusPort));
        write(stationFile(stationId), station(stationId, model, modbusPort, csmsUrl, password));
    }

    /** The same with security profile 2; the CSMS is trusted by the roots of that PEM file. */
    public void addSecureStation(
            String stationId, String model, int modbusPort, String csmsUrl, String password, Path csmsRoots)
            throws IOException {
        write(simulatorFile(stationId), List.of("name = " + stationId, "model = " + model, "port = " + modbusPort));
        List<String> lines = new ArrayList<>(station(stationId, model, modbusPort, csmsUrl, password));
        lines.replaceAll(line -> line.startsWith("securityProfile") ? "securityProfile = 2" : line);
        lines.add("csmsRootCertificates = " + csmsRoots);
        write(stationFile(stationId), lines);
    }

    /** Takes away what {@link #addStation} wrote. */
    public void removeStation(String stationId) throws IOException {
        delete(stationFile(stationId));
        delete(simulatorFile(stationId));
    }

    /** The lines of the file of a station with security profile 1. */
    public static List<String> station(
            String stationId, String model, int modbusPort, String csmsUrl, String password) {
        return List.of(
                "stationId = " + stationId,
                "driver = " + model,
                "driverUri = modbus-tcp://127.0.0.1:" + modbusPort + "?unitId=1",
                "csmsUrl = " + csmsUrl,
                "securityProfile = 1",
                "basicAuthPassword = " + password);
    }

    /** The name of the file that {@link #addStation} writes for its simulated cabinet. */
    public static String simulatorFile(String stationId) {
        return "io.karge.simulator-" + stationId + ".cfg";
    }

    /** The name of the file that {@link #addStation} writes for a station. */
    public static String stationFile(String stationId) {
        return "io.karge.station-" + stationId + ".cfg";
    }

    /** The name of the file that configures the station, whatever it is called. */
    public Optional<String> findStation(String stationId) throws IOException {
        try (Stream<Path> files = Files.list(etc)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("io.karge.station-") && name.endsWith(".cfg") && isOf(file, stationId)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Path file, String stationId) throws IOException {
        return read(file).getProperty("stationId", "").strip().equals(stationId);
    }

    private static Properties read(Path file) throws IOException {
        Properties cfg = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            cfg.load(reader);
        }
        return cfg;
    }
}
