package io.karge.site;

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
}
