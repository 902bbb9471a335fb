package io.karge.conformance;

import io.karge.driver.StationModel;
import io.karge.station.ProductFacts;

/**
 * A station of a site that the kit may examine.
 *
 * @param simulator the name of the simulated cabinet that it drives
 * @param model its hardware, as its driver describes it
 * @param product the facts of its product
 */
record SiteStation(String stationId, String driver, String simulator, StationModel model, ProductFacts product) {}
