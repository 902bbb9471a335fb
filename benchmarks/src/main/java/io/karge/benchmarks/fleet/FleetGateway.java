package io.karge.benchmarks.fleet;

import io.karge.benchmarks.ChildProcess;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.embedded.EmbeddedGateway;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that is measured: one gateway with N stations, embedded in it, with drivers in memory or for Modbus. It
 * ends with its standard input; each line there is answered with heap and threads.
 */
public final class FleetGateway {
    /** The options of the distribution, and room for a thousand stations. */
    static final List<String> OPTIONS = List.of(
            "-Xms32m", "-Xmx1g", "-Xss512k", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private static final String DRIVER = "benchmark";

    private FleetGateway() {}

    /**
     * Starts the process.
     *
     * @param ports of the cabinets; without any the drivers are in memory
     */
    static ChildProcess start(int stations, String csmsUrl, Path folder, List<Integer> ports) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(stations, csmsUrl, folder));
        arguments.addAll(ports);
        return ChildProcess.java(OPTIONS, FleetGateway.class, arguments.toArray());
    }

    /**
     * Runs the gateway.
     *
     * @param arguments how many stations, the URL of the CSMS, a folder for the store, the Modbus ports of the cabinets
     */
    public static void main(String[] arguments) throws Exception {
        int stations = Integer.parseInt(arguments[0]);
        URI csms = URI.create(arguments[1]);
        Path folder = Path.of(arguments[2]);
        List<String> ports = List.of(arguments).subList(3, arguments.length);
        StationGateway gateway = EmbeddedGateway.inFolder(folder).gateway();
        StationDriverFactory product = new Hyc400Us();
        StationDriverFactory driver =
                ports.isEmpty() ? new InMemoryDriverFactory(product.model(), product.product()) : product;
        gateway.addDriver(DRIVER, driver, "benchmark");
        for (int station = 0; station < stations; station++) {
            String cabinet = ports.isEmpty()
                    ? "memory:" + station
                    : "modbus-tcp://127.0.0.1:" + ports.get(station) + "?unitId=1";
            gateway.putStation(StationConfig.of(Fleet.id(station), DRIVER, URI.create(cabinet), csms, Fleet.PASSWORD));
        }
        serve();
        System.exit(0);
    }

    private static void serve() throws Exception {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (questions.readLine() != null) {
            System.out.println(heapAndThreads());
        }
    }

    /** KiB that are used after a collection, and how many threads there are. */
    static String heapAndThreads() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 10;
        return heap + " " + Thread.activeCount();
    }
}
