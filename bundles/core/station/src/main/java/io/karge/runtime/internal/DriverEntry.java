package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;

/**
 * An installed driver.
 *
 * @param driver the driver id
 * @param bundle where it comes from, for people
 */
record DriverEntry(String driver, StationDriverFactory factory, Product product, String bundle) {}
