package io.karge.runtime.internal.config;

/**
 * What a station ran with last, remembered over restarts: which of two files counts, and which station is missing when
 * its file is gone.
 *
 * @param file the name of the cfg file
 * @param hardware as the driver named it
 */
public record Ran(String file, String driver, String driverUri, String hardware) {}
