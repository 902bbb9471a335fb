package io.karge.site;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The products, of which demonstration, conformance kit and benchmarks have one station each. */
public final class Products {
    /** Their drivers, and the models of the simulator. */
    public static final List<String> MODELS = List.of("hyc-400-us", "hyc-200-us", "hyc-400-eu", "hyc-200-eu");

    private Products() {}

    /** The id of the station of a model. */
    public static String stationId(String model) {
        return model.toUpperCase(Locale.ROOT) + "-1";
    }

    /** The ids of all these stations. */
    public static List<String> stationIds() {
        return MODELS.stream().map(Products::stationId).toList();
    }

    /**
     * Writes the files of all these stations and of their simulated cabinets.
     *
     * @param modbusPort where the first cabinet listens if the port is free, the others behind it; 0 for any
     */
    public static void addAll(SiteFiles files, int modbusPort, String csmsUrl, String password) throws IOException {
        for (int i = 0; i < MODELS.size(); i++) {
            int port = Distribution.freePort(modbusPort == 0 ? 0 : modbusPort + i);
            files.addStation(stationId(MODELS.get(i)), MODELS.get(i), port, csmsUrl, password);
        }
    }
}
